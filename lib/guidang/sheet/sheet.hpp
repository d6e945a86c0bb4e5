// SPDX-License-Identifier: Apache-2.0
/// \file
/// A table as a clerk's spreadsheet program saves it, cell by cell with the place of each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/error.hpp"
#include "guidang/base/message.hpp"
#include "guidang/base/result.hpp"

namespace guidang::sheet {

inline constexpr std::size_t k_max_bytes = std::size_t{16} << 20;
inline constexpr std::size_t k_max_lines = 200'000;
inline constexpr std::size_t k_max_columns = 1'000;
inline constexpr std::size_t k_max_cells = 4'000'000;

/// One cell.
struct Cell {
  std::string text;         ///< Without its quotes, blanks at its ends kept; line breaks in it are "\n".
  int line = 0;             ///< Line of the text it begins on, from 1; of a spreadsheet the row number.
  int column = 0;           ///< Character it begins at, from 1; a quote counts. Of a spreadsheet the column number.
  int length = 1;           ///< Characters it takes on that line, quotes included; at least 1.
  bool uncomputed = false;  ///< Of a spreadsheet: a formula whose value the file does not hold.

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// One row: at least one cell; an empty line has one empty cell.
using Row = std::vector<Cell>;

/// Cells of a spreadsheet that are joined to one. Rows and columns count from 1, both ends included.
struct Merge {
  int first_row = 0;
  int first_column = 0;
  int last_row = 0;
  int last_column = 0;

  friend bool operator==(const Merge&, const Merge&) = default;
};

/// A table as it was written. Rows may differ in length.
struct Sheet {
  std::string name;  ///< As the caller named it; Location::file of every place.
  char separator = ',';
  std::vector<Row> rows;
  std::vector<std::string> lines = {};  ///< The text's lines in UTF-8 without their ends, for faults; of a spreadsheet
                                        ///< none.
  std::string tab = {};                 ///< Of a spreadsheet: the sheet's name …
  std::vector<Merge> merged = {};       ///< … and its merged ranges.

  /// Returns the place of `cell`.
  [[nodiscard]] Location where(const Cell& cell) const;

  /// Returns a fault at `cell`, with its line.
  [[nodiscard]] Fault fault(const Cell& cell, Message message) const;
};

/// Reads a CSV text: UTF-8 with or without its mark, GB18030, or UTF-16 with its mark; separated by comma, semicolon or
/// tab, whichever divides the most of the first lines alike; cells in double quotes may hold separators, line breaks
/// and doubled quotes. Line ends are LF, CR LF or CR.
///
/// Limits: 16 MiB, 200,000 lines, 1,000 columns, 4,000,000 cells.
/// Errors: malformed (with faults: a NUL, bytes in no known encoding, a quote that is not closed, text behind a closing
///         quote), limit.
/// Standard: RFC 4180, but for what is said above; schemas/tables.md, section 1.
[[nodiscard]] Result<Sheet> parse_csv(std::string_view bytes, std::string_view name);

}  // namespace guidang::sheet
