// SPDX-License-Identifier: Apache-2.0
/// \file
/// An archive folder opened for work: settings, the chosen index, the tables.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/check/check.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/index/index.hpp"
#include "guidang/project/project.hpp"
#include "guidang/tables/tables.hpp"

namespace guidang {

/// The day of a run.
struct Clock {
  std::optional<Date> day;   ///< Fixed by --date or SOURCE_DATE_EPOCH's day; wins.
  std::int64_t now_utc = 0;  ///< Else the day this is in the index's zone; seconds since 1970-01-01T00:00:00Z.

  [[nodiscard]] Date today(int zone_minutes) const { return day.value_or(day_at(now_utc, zone_minutes)); }
};

/// One of the indexes of an edition, over the same pool.
struct PoolIndex {
  Index index;
  RelPath file;
  CodeMap serves;  ///< From folded codes of the filing index to leaves of this one; of the filing index itself empty.
};

/// An archive folder, read and found consistent.
struct Archive {
  std::string folder;  ///< As it can be opened.
  std::unique_ptr<fs::Tree> tree;
  Project project;
  Index index;         ///< Of the chosen edition.
  RelPath index_file;  ///< Where it was read from.
  /// All indexes of the edition in the order of the settings, the chosen one included; one of them is the filing index,
  /// whose codes the folders carry.
  std::vector<PoolIndex> pool_indexes;
  std::size_t chosen = 0;  ///< Of pool_indexes.
  std::size_t filing = 0;  ///< Of pool_indexes.
  Tables tables;
  Date today;
  int expiring_days = k_expiring_days;  ///< CheckInput::expiring_days; may be changed after opening.
};

/// Returns the folder that holds guidang.yaml: `start` itself or the nearest one above it. Errors: not_found.
[[nodiscard]] Result<std::string> find_archive(const std::string& start);

/// Opens the archive folder at `folder` (which holds guidang.yaml) with the index of `edition`; if that is empty, the
/// one whose period holds the day of the run, else the last one named. Of several indexes of one edition the one with
/// the code `index_code`; if that is empty, the first.
///
/// Errors: not_found, malformed (settings, any index, any table: with all faults; two filing indexes of an edition;
///         codes of 对应 or of a crosswalk that are in no index; indexes that count each other's points; rules of
///         例外登记 that do not exist), usage (no such edition or index), io.
[[nodiscard]] Result<Archive> open_archive(const std::string& folder,
                                           std::string_view edition,
                                           const Clock& clock,
                                           std::string_view index_code = {});

/// Opens an archive from a tree in memory or elsewhere; otherwise like the other.
[[nodiscard]] Result<Archive> open_archive(std::unique_ptr<fs::Tree> tree,
                                           std::string_view edition,
                                           const Clock& clock,
                                           std::string_view index_code = {});

/// The name of the settings file that makes a folder an archive folder.
inline constexpr std::string_view k_settings_name = "guidang.yaml";

}  // namespace guidang
