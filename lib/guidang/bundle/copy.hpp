// SPDX-License-Identifier: Apache-2.0
/// \file
/// One copy: whether the one that is there will do, building it, proving it, its receipts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guidang/bundle/bundle.hpp"
#include "guidang/bundle/meter.hpp"
#include "guidang/bundle/plan.hpp"
#include "guidang/fs/output.hpp"

namespace guidang::bundle {

/// One volume of a copy on its way.
struct PartJob {
  std::string file;          ///< Name of the zip or folder.
  std::vector<BagTag> tags;  ///< With the date of this run.
};

/// One copy on its way.
struct CopyJob {
  std::size_t number = 0;                  ///< From 0.
  const fs::FolderLock* folder = nullptr;  ///< Where it goes: by its lock, so that nothing goes to what has its name
                                           ///< when the medium was pulled (a mount point is an empty folder then).
                                           ///< Null: it cannot be written to.
  std::string stem;                        ///< copy_stem()
  std::vector<PartJob> parts;              ///< One a volume of the plan.
  std::optional<Receipt> before;           ///< Of the copy that is there, as its receipt tells.
  bool done = false;                       ///< The copy that is there will do.
  std::vector<std::string> sources;        ///< Zips whose packed bytes may be taken over, best first.

  [[nodiscard]] std::string path(const std::string& file) const { return folder->folder() + "/" + file; }
};

/// Returns the receipt of the copy that is there if it is what would be built, its date aside. Nothing where the caller
/// cancels. Cost: reads the copy.
[[nodiscard]] std::optional<Receipt> up_to_date(const Plan& plan,
                                                const Receipt& wanted,
                                                const CopyJob& job,
                                                const BundleRequest& request);

/// Builds the copy, reads it back, gives it its name and writes its receipt, made from `wanted`, which it returns.
///
/// Files that a source has in packed form are taken over from there, found by their digest. Sources are not trusted:
/// if the copy does not read back as it should, it is built again from the evidence alone.
/// Errors: those of make_bundle(); with "bundle/receipt-not-written" in their context, the new copy is in place
/// already.
[[nodiscard]] Result<Receipt> build_copy(
    Plan& plan, const Receipt& wanted, const CopyJob& job, const BundleRequest& request, Meter& meter);

}  // namespace guidang::bundle
