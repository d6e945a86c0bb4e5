// SPDX-License-Identifier: Apache-2.0
/// \file
/// Packing an archive into copies with the same payload: BagIt bags in zips or folders, read back, with their receipts.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/bundle/receipt.hpp"
#include "guidang/bundle/retention.hpp"
#include "guidang/evidence/inventory.hpp"
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
  RelPath path;           ///< Within the archive folder.
  bool bound = true;      ///< It belongs to a leaf; else it is packed below 未归类.
  std::string leaf = {};  ///< Code of the leaf where it is filed: volumes are cut between leaves. Empty: anywhere.
};

/// Where one file of evidence goes.
struct Placement {
  RelPath path;             ///< Within the archive folder.
  std::string bundle_path;  ///< Below the bag's root: UTF-8, and a name that Windows can hold.
  bool renamed = false;     ///< Its name could not be kept.
  std::string leaf = {};    ///< EvidenceUse::leaf

  friend bool operator==(const Placement&, const Placement&) = default;
};

/// Returns where each file goes: data/电子档案/PATH-BELOW-THE-POOL, unbound ones data/电子档案/未归类/….
///
/// Sorted by bundle path, byte by byte; unique also where case and Unicode form are ignored (`~2`, `~3` …). The result
/// depends on the set of files alone, not on their order.
/// Standard: schemas/bundle.md, 4.
[[nodiscard]] std::vector<Placement> place_evidence(std::span<const EvidenceUse> evidence, const RelPath& pool);

/// What to pack and where to.
struct BundleRequest {
  std::string edition;                    ///< 版次, in names and Bag-Group-Identifier.
  std::vector<Placement> evidence;        ///< From place_evidence(); each path must be in the inventory.
  std::vector<Document> documents;        ///< Paths begin with "data/".
  std::vector<std::string> destinations;  ///< A folder for each of the project's copies, in their order.
  CopyForm form = CopyForm::zip;
  std::uint64_t volume_bytes = 0;      ///< No zip, and no folder's files together, may be larger; 0: one volume.
  std::optional<Retention> retention;  ///< Earlier copies that stay under dated names; none: none is kept.
  bool dry_run = false;                ///< Only tell what would be done.
  Date bagging_date;
  std::string packer;                            ///< "guidang 0.1.0": part of what makes a copy stale.
  int jobs = 0;                                  ///< Threads; 0: as many as the machine has.
  const std::atomic<bool>* cancelled = nullptr;  ///< Set by the caller to stop; may be null.
  std::function<void(std::uint64_t, std::uint64_t)>
      progress;  ///< (bytes done, bytes in all); may be empty; any thread.
  /// Files beside the copy besides the receipt itself, for people: name and text; may be empty.
  std::function<std::vector<Document>(const Receipt&)> render_receipt;
};

/// What became of one copy.
enum class CopyState {
  built,
  up_to_date,   ///< Nothing was written; the receipt is that of the copy that is there.
  would_build,  ///< BundleRequest::dry_run: it is not there or not what would be packed.
  failed,       ///< CopyResult::error says why; the copy that was there stays.
};

struct CopyResult {
  CopyState state = CopyState::built;
  std::string folder;                ///< Where its parts and its receipt are.
  std::string stem;                  ///< copy_stem()
  Receipt receipt;                   ///< Of a copy that was not built: without digests.
  std::vector<std::string> removed;  ///< Names of earlier copies' files that were removed, or would be.
  std::optional<Error> error;        ///< Of a copy that failed.
};

struct BundleResult {
  std::vector<CopyResult> copies;  ///< In the project's order.
  std::vector<Placement> renamed;  ///< Evidence whose name could not be kept.
  int debris = 0;                  ///< Temporary files of dead runs that were removed.
  bool dry_run = false;            ///< BundleRequest::dry_run: nothing was written or removed.
};

/// Packs the project's copies, unless those that are there are what would be packed.
///
/// `archive` is the folder that the inventory was taken of. Each copy is written under temporary names, flushed, read
/// back to the last byte and only then given its name; the receipt and the side files NAME.sha256 come last. Whatever
/// fails, the copies that were there stay, and nothing temporary is left. Files are held against the inventory's
/// digests while they are packed. Copies do not depend on each other: one that fails (a stick that was pulled) does not
/// keep the others from being made. With `retention`, the copy before stays under a name with its date, and what the
/// policy does not keep is removed once all is written, in all editions of this unit and copy.
///
/// Errors:   locked (another run packs into the same folder); changed (evidence, by name); io (evidence that the
///           inventory could not read, a folder that cannot be written to, no space); interrupted; usage (names that
///           clash); limit (a leaf that is larger than a volume). `context` says which copy, and which were finished.
/// Cost:     reads the evidence at most once: what a copy that is there has packed is taken over from it, and the
///           second copy from the first; each new copy is read back; memory 256 MiB + O(files).
/// Standard: schemas/bundle.md; RFC 8493.
[[nodiscard]] Result<BundleResult> make_bundle(const fs::Tree& archive,
                                               const Inventory& inventory,
                                               const Project& project,
                                               const BundleRequest& request);

/// Returns what a copy is called: "秀水社区-2026Q4-街道份". Its parts' and its receipt's names begin so.
[[nodiscard]] std::string copy_stem(const Project& project, std::string_view edition, const Copy& copy);

/// "built", "up_to_date", "would_build", "failed".
[[nodiscard]] std::string_view to_string(CopyState state);

}  // namespace guidang
