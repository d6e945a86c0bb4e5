// SPDX-License-Identifier: Apache-2.0
/// \file
/// From an archive folder to its copies.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guidang/bundle/bundle.hpp"
#include "guidang/evidence/cache.hpp"
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
  CopyForm form = CopyForm::zip;
  std::uint64_t volume_bytes = 0;      ///< As BundleRequest::volume_bytes.
  std::optional<Retention> retention;  ///< As BundleRequest::retention.
  bool dry_run = false;                ///< As BundleRequest::dry_run.
  std::string packer;                  ///< "guidang 0.1.0"
  InventoryOptions options;            ///< Threads, cancellation, progress of the inventory.
  std::function<void(std::uint64_t, std::uint64_t)> packing_progress;  ///< As BundleRequest::progress.
  /// Where the last bundle is remembered, so that a run with nothing new costs no more than looking at names and times;
  /// none: every byte is looked at.
  std::optional<CacheSettings> memory;
};

/// A bundle, and what the report that it holds says in short.
struct Bundled {
  BundleResult result;
  ReportExtent extent;
  SeverityCounts counts;
  Date as_of;  ///< The submission day.
};

/// Takes the inventory, checks and scores it as of the submission day, and packs the copies; nothing is written when
/// nothing changed. `catalogue` is in the language of the project's documents.
///
/// What a cache recalled (InventoryOptions::cache) is taken at its word for files that the copy before has packed: the
/// digests are held against the packed bytes when the new copy is read back. A file that is packed anew is held against
/// its digest meanwhile; if one disagrees, all starts again without the cache.
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

/// Returns what stands beside a copy for people: the receipt (移交与接收登记) as a text to print, called ".txt".
[[nodiscard]] std::vector<Document> receipt_documents(const Receipt& receipt, const Catalogue& catalogue);

}  // namespace guidang
