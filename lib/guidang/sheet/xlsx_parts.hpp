// SPDX-License-Identifier: Apache-2.0
/// \file
/// The parts of a workbook: styles, shared strings, list of sheets, one sheet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/sheet/xlsx_package.hpp"
#include "guidang/sheet/xlsx_value.hpp"

namespace guidang::sheet {

/// A sheet as the workbook lists it.
struct ListedSheet {
  std::string name;
  std::string relation;
  bool hidden = false;
};

/// xl/workbook.xml.
struct BookList {
  std::vector<ListedSheet> sheets;
  bool from_1904 = false;
};

/// What the cells of all sheets point at.
struct Shared {
  std::vector<std::string> strings;
  std::vector<NumberFormat> styles;  ///< By a cell's style number.
  bool from_1904 = false;
};

[[nodiscard]] Result<BookList> read_list(const Package& package, std::string_view part);
[[nodiscard]] Result<std::vector<std::string>> read_strings(const Package& package, std::string_view part);
[[nodiscard]] Result<std::vector<NumberFormat>> read_styles(const Package& package, std::string_view part);

/// How many bytes the cells of a book may still hold: shared texts are copied into each cell that shows them.
struct TextBudget {
  std::uint64_t most = 0;
  std::uint64_t used = 0;

  /// Returns false once more is taken than there is.
  [[nodiscard]] bool take(std::size_t bytes) { return (used += bytes) <= most; }
};

/// Reads one sheet into `sheet`, its texts out of `budget`. Errors: malformed, limit.
[[nodiscard]] Result<void> read_sheet(
    const Package& package, std::string_view part, const Shared& shared, TextBudget& budget, Sheet& sheet);

/// Returns `text` with _x000D_ and its like replaced by the characters they stand for.
/// Standard: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
[[nodiscard]] std::string unescaped(std::string_view text);

}  // namespace guidang::sheet
