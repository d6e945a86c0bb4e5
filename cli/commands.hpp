// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the subcommands do, each in a file of its name under commands/. A body opens, calls the library once, prints
/// and chooses the exit status.
#pragma once

#include "app.hpp"
#include "guidang/base/message.hpp"
#include "guidang/base/result.hpp"
#include "options.hpp"

namespace guidang::cli {

/// What a command may use besides its options.
struct Context {
  const Environment& environment;
  const Catalogue& catalogue;
};

/// Makes the folder of an index. Never overwrites a file.
Result<Exit> execute(const InitOptions& options, const Context& context);

/// Lints indexes: all faults of all of them.
Result<Exit> execute(const IndexCheckOptions& options, const Context& context);

/// Prints an index for people.
Result<Exit> execute(const IndexShowOptions& options, const Context& context);

/// Writes an index and those it extends as one.
Result<Exit> execute(const IndexResolveOptions& options, const Context& context);

/// Says what changed from one index to another, and what that means for a folder.
Result<Exit> execute(const IndexDiffOptions& options, const Context& context);
/// Makes an index of a published table; says what was not understood.
Result<Exit> execute(const IndexImportOptions& options, const Context& context);

/// Findings of an archive folder.
Result<Exit> execute(const CheckOptions& options, const Context& context);

/// Points, totals, award, and what to mend first.
Result<Exit> execute(const ScoreOptions& options, const Context& context);

/// Writes the issued table, filled in.
Result<Exit> execute(const CatalogOptions& options, const Context& context);

/// Makes or completes the register in the archive folder. Keeps other runs out meanwhile.
Result<Exit> execute(const CatalogRegisterOptions& options, const Context& context);

/// Builds the copies of an archive folder; nothing when nothing changed.
Result<Exit> execute(const BundleOptions& options, const Context& context);

/// Validates BagIt bags, zip or folder.
Result<Exit> execute(const VerifyOptions& options, const Context& context);

/// Says whether two bundles hold the same payload, or what differs.
Result<Exit> execute(const CompareOptions& options, const Context& context);

/// Unpacks a bundle into a new folder, whole or not at all.
Result<Exit> execute(const ExtractOptions& options, const Context& context);

/// Explains a rule, a score sentence or an exit status.
Result<Exit> execute(const ExplainOptions& options, const Context& context);

}  // namespace guidang::cli
