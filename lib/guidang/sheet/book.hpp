// SPDX-License-Identifier: Apache-2.0
/// \file
/// A workbook as spreadsheet programs save it (.xlsx), its cells as people see them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang::sheet {

inline constexpr std::uint64_t k_max_text_bytes = std::uint64_t{256} << 20U;   ///< Of all cells of a book.
inline constexpr std::uint64_t k_max_filled_bytes = std::uint64_t{64} << 20U;  ///< That merged cells are filled with.
inline constexpr std::uint64_t k_max_part_bytes = std::uint64_t{256} << 20U;   ///< Of one part, unpacked.

/// A workbook. Sheets are as Sheet says: `Cell::line` is the row number and `Cell::column` the column number, both from
/// 1; the cell at place i of a row is that of column i + 1; empty rows are left out, so that Cell::line may jump; cells
/// of a merged range but the first are empty. Sheet::tab is the sheet's name, Sheet::merged its merged ranges.
struct Book {
  std::string name;                 ///< As the caller named it; Location::file of every place.
  std::vector<Sheet> sheets;        ///< The visible ones in the book's order, also empty ones.
  std::vector<std::string> hidden;  ///< Names of the hidden ones, which are not read.
};

/// Reads an .xlsx file (ECMA-376, transitional or strict), by whatever program.
///
/// Text is what people see: shared and inline texts without their phonetic guide; numbers with at most 15 digits and
/// without an exponent (0.1+0.2 is "0.3", 13800000000 is "13800000000"); what is styled as per cent as "80%"; what is
/// styled as a date as "2026-10-12", with a time of day "2026-10-12 02:00", a time alone "02:00"; truth values "TRUE"
/// and "FALSE"; errors as "#DIV/0!". Of formulas the value that was saved; without one the cell is empty and
/// Cell::uncomputed. Rows hidden or filtered out are read.
///
/// Limits: 16 MiB packed, 256 MiB a part unpacked, 200,000 rows, 1,000 columns, 4,000,000 cells a book, 256 MiB of
///         text in all cells (`most_text` bytes): a shared text counts in every cell that shows it.
/// Errors: malformed (no workbook, or damaged; with one fault), unsupported (encrypted, .xls, .et),
///         limit.
/// Cost:   unpacks one part after the other; several times a part's size of memory.
/// Standard: ECMA-376 part 1, chapter 18; schemas/tables.md, section 1.2.
[[nodiscard]] Result<Book> parse_xlsx(std::string_view bytes,
                                      std::string_view name,
                                      std::uint64_t most_text = k_max_text_bytes);

/// Returns a cell's name: "B7".
[[nodiscard]] std::string cell_name(int row, int column);

}  // namespace guidang::sheet
