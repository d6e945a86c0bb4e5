// SPDX-License-Identifier: Apache-2.0
/// \file
/// Packing an archive into copies with the same payload: one BagIt bag in a zip each, read back, with its receipt.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/project/project.hpp"

namespace guidang {

/// A generated text with its name.
struct Document {
  std::string path;  ///< Below the bag's root ("data/其他/report.json"), or beside a copy (one component).
  std::string bytes;
};

/// One file of evidence and whether anything needs it.
struct EvidenceUse {
  RelPath path;       ///< Within the archive folder.
  bool bound = true;  ///< It belongs to a leaf; else it is packed below 未归类.
};

/// Where one file of evidence goes.
struct Placement {
  RelPath path;             ///< Within the archive folder.
  std::string bundle_path;  ///< Below the bag's root: UTF-8, and a name that Windows can hold.
  bool renamed = false;     ///< Its name could not be kept.

  friend bool operator==(const Placement&, const Placement&) = default;
};

/// Returns where each file goes: data/电子档案/PATH-BELOW-THE-POOL, unbound ones data/电子档案/未归类/….
///
/// Sorted by bundle path, byte by byte; unique also where case and Unicode form are ignored (`~2`, `~3` …). The result
/// depends on the set of files alone, not on their order.
/// Standard: schemas/bundle.md, 4.
[[nodiscard]] std::vector<Placement> place_evidence(std::span<const EvidenceUse> evidence, const RelPath& pool);

/// What was handed over with one copy.
struct Receipt {
  std::string file;              ///< Name of the zip.
  std::uint64_t size_bytes = 0;  ///< Of the zip.
  std::string sha256;            ///< Of the zip.
  std::string group;             ///< "秀水社区-2026Q4": the bag's folder and Bag-Group-Identifier.
  std::uint64_t payload_bytes = 0;
  std::uint64_t payload_files = 0;
  std::string manifest_sha256;  ///< Of manifest-sha256.txt: the same for all copies.
  std::string unit;             ///< Who hands over.
  Copy copy;                    ///< Who receives: holder, keeper, phone, place.
  int number = 1;               ///< This copy is `number` of `count`.
  int count = 1;
  Date bagging_date;
  fs::ReadBack read_back = fs::ReadBack::through_cache;
  std::string packer;     ///< "guidang 0.1.0"
  std::string algorithm;  ///< Of all digests: "sha256".
};

/// What to pack and where to.
struct BundleRequest {
  std::string edition;                    ///< 版次, in names and Bag-Group-Identifier.
  std::vector<Placement> evidence;        ///< From place_evidence(); each path must be in the inventory.
  std::vector<Document> documents;        ///< Paths begin with "data/".
  std::vector<std::string> destinations;  ///< A folder for each of the project's copies, in their order.
  Date bagging_date;
  std::string packer;                            ///< "guidang 0.1.0": part of what makes a copy stale.
  int jobs = 0;                                  ///< Threads; 0: as many as the machine has.
  const std::atomic<bool>* cancelled = nullptr;  ///< Set by the caller to stop; may be null.
  std::function<void(std::uint64_t, std::uint64_t)>
      progress;  ///< (bytes done, bytes in all); may be empty; any thread.
  std::function<std::vector<Document>(const Receipt&)> render_receipt;  ///< Files beside the copy; may be empty.
  /// Asked once before anything is built, never if every copy is there already: its error is the answer. May be empty.
  std::function<Result<void>()> before_building;
};

/// What became of one copy.
enum class CopyState {
  built,
  up_to_date,  ///< Nothing was written; the receipt is that of the copy that is there.
};

struct CopyResult {
  CopyState state = CopyState::built;
  std::string path;  ///< Of the zip.
  Receipt receipt;
};

struct BundleResult {
  std::vector<CopyResult> copies;  ///< In the project's order.
  std::vector<Placement> renamed;  ///< Evidence whose name could not be kept.
  int debris = 0;                  ///< Temporary files of dead runs that were removed.
};

/// Packs the project's copies, unless those that are there are what would be packed.
///
/// `archive` is the folder that the inventory was taken of. Each copy is written under a temporary name, flushed, read
/// back to the last byte and only then renamed; receipts and the side file NAME.zip.sha256 come last. Whatever fails,
/// the copies that were there stay, and no temporary file is left. Files are held against the inventory's digests
/// while they are packed.
///
/// Errors:   locked (another run packs into the same folder); changed (evidence, by name); io (also evidence that the
///           inventory could not read, no space); interrupted; usage (names that clash). `context` says which copy, and
///           which copies were finished before.
/// Cost:     reads the evidence at most once: what a copy that is there has packed is taken over from it, and the
///           second copy from the first; each new copy is read back; memory 256 MiB + O(files).
/// Standard: schemas/bundle.md; RFC 8493.
[[nodiscard]] Result<BundleResult> make_bundle(const fs::Tree& archive,
                                               const Inventory& inventory,
                                               const Project& project,
                                               const BundleRequest& request);

/// Returns the name of a copy's zip: "秀水社区-2026Q4-街道份.zip".
[[nodiscard]] std::string bundle_file_name(const Project& project, std::string_view edition, const Copy& copy);

/// "built", "up_to_date".
[[nodiscard]] std::string_view to_string(CopyState state);

}  // namespace guidang
