// SPDX-License-Identifier: Apache-2.0
/// \file
/// What earlier runs found out about the files of an archive folder, so that this one reads only what changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "guidang/base/message.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang {

/// Where a cache is, and what for.
struct CacheSettings {
  std::string folder;   ///< Where caches are kept: an absolute path, made if it is not there.
  std::string archive;  ///< Absolute path of the archive folder; each has a database of its own.
  /// All that looks into files, with versions and builds (probe::tools()): what others found is of no use.
  std::string program;
  std::int64_t now_ns = 0;  ///< When the run began, nanoseconds since 1970-01-01 UTC.
};

/// The cache of one archive folder. Hand it to an inventory (InventoryOptions::cache), then ask notes().
///
/// A file is recalled only if its device, inode, path, size, mtime and ctime, the program, the version of what is
/// looked for and the questions are the same. What changed less than two seconds before the run began is never kept: a
/// later change could have the same times. Nor is what could not be read, changed meanwhile, or was given up.
///
/// Nothing here fails: without a cache, or with a bad one, a run takes longer and finds the same.
///
/// Shape:    one SQLite database an archive folder; each row has a seal (HMAC-SHA-256) whose key lies beside it. Holds
///           paths, digests and findings, no text of a file. Databases unused for 180 days are removed.
/// Limits:   1,000,000 rows, 512 MiB.
/// Cost:     100,000 rows are read in some 0.2 s.
/// Threads:  recall() may run concurrently; the rest belongs to one thread. Any number of runs may use one folder.
/// Standard: schemas/evidence.md, 8.
class EvidenceCache {
 public:
  explicit EvidenceCache(CacheSettings settings);
  EvidenceCache(const EvidenceCache&) = delete;
  EvidenceCache& operator=(const EvidenceCache&) = delete;
  ~EvidenceCache();

  /// Reads what there is, for an inventory with these questions (InventoryOptions::asked) and further digests.
  void begin(const std::string& asked, const std::vector<Algorithm>& further_digests);

  /// Fills in all that `file` (with its path and listed size) lacks, if it is known. Returns whether it was.
  [[nodiscard]] bool recall(EvidenceFile& file, const fs::Stamp& stamp) const;

  /// A file of an inventory with its stamp when it was opened; none if it was recalled or is not on a disk.
  struct Found {
    const EvidenceFile* file = nullptr;
    std::optional<fs::Stamp> stamp;
  };

  /// Keeps what was found out, and forgets the files that are gone: `files` are all there are. Writes nothing if there
  /// is nothing to write, or another run is writing.
  void save(std::span<const Found> files);

  /// Has begin() recall nothing from now on: what is found next replaces what was kept.
  void distrust();

  /// Returns what people should know: the cache was damaged and is rebuilt, is not to be trusted, cannot be written.
  [[nodiscard]] const std::vector<Message>& notes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace guidang
