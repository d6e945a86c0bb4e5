// SPDX-License-Identifier: Apache-2.0
/// \file
/// The evidence pool as it is: every file with size, digest, format and the dates it shows.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/probe/examiner.hpp"

namespace guidang {

/// Where the day of a piece of evidence comes from, best first (schemas/evidence.md, section 3). `saved_name`: a chat
/// program's name for what it saved, which is no day of the evidence itself but the last one it can have.
enum class DateSource { register_line, event_folder, file_name, capture_time, saved_name };

/// One file of the pool.
struct EvidenceFile {
  RelPath path;  ///< Within the archive folder (the pool's name included).
  std::uint64_t size_bytes = 0;
  std::string sha256;                        ///< 64 hexadecimal digits; empty if the file could not be read.
  std::vector<std::string> further_digests;  ///< One an algorithm of InventoryOptions; empty if it could not be read.
  const media::Format* format = nullptr;     ///< Of the examination; null if it could not be read.
  std::optional<Date> name_date;             ///< A plain date or a camera's in the file name.
  std::optional<media::Moment> name_saved;   ///< When a chat program saved it, by its name: it is not younger.
  media::Examination examination;            ///< What a look inside found; empty if it could not be read.
  std::optional<Error> error;                ///< Why it could not be read; such a file makes the run status 2.
  bool recalled = false;                     ///< It was not opened: all of this is what an earlier run found.
};

/// A link found in the pool. Links are never followed and never count as evidence.
struct EvidenceLink {
  RelPath path;
  std::string target;
  bool leaves_folder = false;  ///< The target lies outside the archive folder, or would.
};

/// Everything found in the pool.
struct Inventory {
  std::vector<EvidenceFile> files;    ///< Sorted by path, byte by byte. System files are not here.
  std::vector<EvidenceLink> links;    ///< Sorted by path.
  std::vector<RelPath> folders;       ///< Sorted by path; the pool itself left out.
  std::vector<RelPath> system_files;  ///< Thumbs.db, .DS_Store, ~$… and folders such as __MACOSX: left out of all.
  std::vector<RelPath> specials;      ///< Sockets, pipes, devices: not evidence.
  std::vector<fs::Unreadable> unreadable;  ///< Folders that could not be listed.
  std::uint64_t total_bytes = 0;           ///< Of `files`.

  /// Returns whether anything could not be read.
  [[nodiscard]] bool incomplete() const;
};

class EvidenceCache;

/// How to take an inventory.
struct InventoryOptions {
  int jobs = 0;                                  ///< Threads; 0: as many as the machine has.
  const std::atomic<bool>* cancelled = nullptr;  ///< Set by the caller to stop; may be null.
  std::function<void(std::uint64_t, std::uint64_t)>
      progress;                                 ///< (bytes done, bytes in all); may be empty; any thread.
  std::vector<Algorithm> further_digests = {};  ///< To be computed beside SHA-256, in the same pass.
  /// Who looks into the files, one examiner a thread; empty: local_examiners() without questions.
  probe::ExaminerFactory examiners = {};
  /// What the examiners were asked: probe::name_of() of their questions. Without it nothing is recalled of what
  /// examiners of the caller's found, since the answers could be those to other questions.
  std::string asked = {};
  /// What earlier runs found (evidence/cache.hpp); may be null. The result is the same with it and without.
  EvidenceCache* cache = nullptr;
};

/// Takes the inventory of the pool `pool` of `tree`. Each file is opened once and read front to back once.
///
/// A file that cannot be read, or changes while it is read, keeps its place with `error` set: the rest goes on.
/// Errors:  not_found, io (the pool itself); unsupported (libmagic's database or the helper is missing); interrupted.
/// Cost:    reads every byte once, of files that the cache knows none; memory is O(files).
/// Threads: the result does not depend on `jobs`.
[[nodiscard]] Result<Inventory> take_inventory(const fs::Tree& tree,
                                               const RelPath& pool,
                                               const InventoryOptions& options);

/// Returns the day that a file name states: eight digits, or "2026年10月12日", "2026-10-12", "2026.10.12", bounded by
/// non-digits; the day before a time as cameras, scanners and recorders write it (IMG_20261012_093012,
/// 20261012093012). What a chat program wrote when it *saved* a file (微信图片_…, mmexport…) states none, nor do
/// telephone numbers, serials and the numbers of documents, nor two days that differ. Of "20261012-15" the first.
/// Standard: schemas/evidence.md, section 3.
[[nodiscard]] std::optional<Date> date_in_name(std::string_view name);

/// The days that a file name states: one, or those of an event of several.
struct NamedDays {
  Date first;
  Date last;  ///< Of the same month; `first`, if it names one day.
};

/// Returns the day of date_in_name() and, where a second one of the same month follows ("20261012-15",
/// "2026年10月12日至15日"), that one.
[[nodiscard]] std::optional<NamedDays> days_in_name(std::string_view name);

/// Returns when a chat program saved the file, if it gave the name: 微信图片_20261012153000 (by its clock),
/// mmexport1790000000000 (milliseconds of UTC), IMG-20261012-WA0001. Where only the day is told, its midnight.
[[nodiscard]] std::optional<media::Moment> saved_in_name(std::string_view name);

/// "register_line", "event_folder", "file_name", "capture_time", "saved_name"; the catalogue has them as
/// "date-source/NAME".
[[nodiscard]] std::string_view to_string(DateSource source);

}  // namespace guidang
