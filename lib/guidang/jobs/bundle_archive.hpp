// SPDX-License-Identifier: Apache-2.0
/// \file
/// From an archive folder to its copies.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "guidang/bundle/bundle.hpp"
#include "guidang/jobs/check_archive.hpp"

namespace guidang {

/// Where the copies go.
struct CopyTargets {
  std::string out;                                          ///< One folder for all copies; empty if `copies` says.
  std::vector<std::pair<std::string, std::string>> copies;  ///< Copy id to folder, one for each copy of the project.
};

/// What a bundle job needs besides the archive.
struct BundleJob {
  CopyTargets targets;
  std::string packer;        ///< "guidang 0.1.0"
  InventoryOptions options;  ///< Threads, cancellation, progress of the inventory.
  std::function<void(std::uint64_t, std::uint64_t)> packing_progress;  ///< As BundleRequest::progress.
};

/// A bundle and the report that it holds.
struct Bundled {
  BundleResult result;
  Report report;  ///< As of the submission day.
};

/// Takes the inventory, checks and scores it as of the submission day, and packs the copies; nothing is written when
/// nothing changed. `catalogue` is in the language of the project's documents.
///
/// What a cache recalled (InventoryOptions::cache) is enough to find that nothing changed. Before anything is built the
/// files are read and held against it; if one disagrees, all starts again without it.
///
/// Errors: those of check_archive() and make_bundle(); usage (copies that the project does not have, or that have no
///         folder; a destination inside the archive folder); io (evidence that could not be read; no evidence at all).
/// Standard: schemas/bundle.md.
[[nodiscard]] Result<Bundled> bundle_archive(const Archive& archive, const BundleJob& job, const Catalogue& catalogue);

/// Returns the generated documents of a bundle, sorted by path: 说明文件.TXT and 文件目录.XML after annex 2 of
/// 档发〔2012〕7号, and below data/其他 the resolved index, the tables, report.json, the scorecard and the catalogue.
/// Nothing in them depends on a copy, a medium or the day of the run. Errors: those of reading the tables again.
[[nodiscard]] Result<std::vector<Document>> bundle_documents(const Archive& archive,
                                                             const Checked& checked,
                                                             const Report& report,
                                                             const std::vector<Placement>& placements,
                                                             const Catalogue& catalogue);

/// Returns the documents that stand beside a copy: the receipt (移交与接收登记) as JSON and as text to print.
[[nodiscard]] std::vector<Document> receipt_documents(const Receipt& receipt, const Catalogue& catalogue);

}  // namespace guidang
