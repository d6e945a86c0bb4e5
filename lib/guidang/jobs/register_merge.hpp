// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to jobs/: what a register becomes when the files of the pool are put into it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/tables/register.hpp"

namespace guidang {

/// What can be said of a file without asking anybody. What is not known is empty.
struct RegisterEntry {
  std::string name;  ///< Path within the pool.
  std::string title;
  std::string date;
  std::string pages;
  std::string codes;
  std::string slot;
  std::string digest;
};

/// A line whose file has another name now.
struct Renamed {
  std::string from;
  std::string to;

  friend bool operator==(const Renamed&, const Renamed&) = default;
};

/// A register with everything in its place.
struct MergedRegister {
  std::vector<std::vector<std::string>> rows;  ///< Titles, header and lines; as long as each was, or longer.
  std::size_t header_row = 0;
  std::size_t added_lines = 0;
  std::size_t filled_cells = 0;             ///< Of lines that were there.
  std::vector<Renamed> renamed;             ///< In the lines' order.
  std::vector<std::string> without_file;    ///< Names of lines that mean no file, or nobody can say which.
  std::vector<std::string> changed;         ///< Names of lines whose file has another content than its 校验码.
  std::vector<std::string> not_registered;  ///< Files whose names no table can hold.

  /// Returns whether the register is another one than before.
  [[nodiscard]] bool is_changed() const { return added_lines > 0 || filled_cells > 0 || !renamed.empty(); }
};

/// How cells are written.
struct RegisterStyle {
  std::function<std::string(RegisterColumn)> header_word;
  bool guard_formulas = false;  ///< An apostrophe stands before what a spreadsheet program would take for a formula.
};

/// Puts `entries` (one a file of the inventory, in its order) into `table`; null: a new register.
///
/// Lines stay in their order, and every cell with something in it stays as it is, but for the file name of a line whose
/// 校验码 shows that the file was renamed. Empty cells are filled with what is known; columns that are missing are
/// added at the right if there is something to put into them; a file without a line gets one at the end, with the next
/// serial number where the lines are numbered. `matches` are those of the check, one a line of the table.
///
/// Doing it again changes nothing. Cost: linear in cells and files.
[[nodiscard]] MergedRegister merge_register(const RegisterTable* table,
                                            std::span<const LineMatch> matches,
                                            std::span<const RegisterEntry> entries,
                                            const RegisterStyle& style);

/// Returns whether a table that holds `name` says this name when it is read.
[[nodiscard]] bool can_register(std::string_view name);

}  // namespace guidang
