// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/grid.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

/// The text without blanks at the ends of its lines, and without empty lines.
std::string tidy(std::string_view text) {
  std::string result;
  for (const auto& line : split(text, "\n\r\v\f")) {
    if (!result.empty()) result += '\n';
    result += line;
  }
  return result;
}

tl::unexpected<Error> over(const char* id, const std::string& name, std::uint64_t most) {
  return fail(ErrorCode::limit, {id, {{"path", name}, {"limit", static_cast<std::int64_t>(most)}}});
}

/// Gives the cells of merged ranges what the first one of each holds.
Result<void> fill_merged(const sheet::Sheet& sheet, std::uint64_t most_filled, Grid& grid) {
  std::size_t cells = 0;
  std::uint64_t bytes = 0;
  for (const auto& merge : sheet.merged) {
    const auto first_row = static_cast<std::size_t>(std::max(merge.first_row, 1)) - 1;
    const auto first_column = static_cast<std::size_t>(std::max(merge.first_column, 1)) - 1;
    if (first_row >= grid.rows.size() || first_column >= grid.width) continue;
    const auto first = grid.rows[first_row][first_column];
    for (auto r = first_row; r < std::min(static_cast<std::size_t>(merge.last_row), grid.rows.size()); ++r) {
      for (auto c = first_column; c < std::min(static_cast<std::size_t>(merge.last_column), grid.width); ++c) {
        if (++cells > sheet::k_max_cells) return over("sheet/too-many-cells", grid.name, sheet::k_max_cells);
        if ((bytes += first.text.size()) > most_filled) return over("sheet/too-large", grid.name, most_filled);
        grid.rows[r][c] = first;
      }
    }
  }
  return {};
}

}  // namespace

Result<Grid> make_grid(const sheet::Sheet& sheet, std::uint64_t most_filled) {
  const bool numbered = sheet.lines.empty();  // a spreadsheet: cells know their row
  Grid grid;
  grid.name = sheet.name;
  for (const auto& row : sheet.rows) grid.width = std::max(grid.width, row.size());
  const auto add_row = [&](const sheet::Row* cells) {
    const auto number = grid.rows.size();
    std::vector<GridCell> row(grid.width);
    for (std::size_t c = 0; c < grid.width; ++c) {
      if (cells != nullptr && c < cells->size()) row[c].text = tidy((*cells)[c].text);
      row[c].origin = number * grid.width + c;
    }
    grid.rows.push_back(std::move(row));
  };
  // a spreadsheet's empty rows, up to the last one, are rows too
  const auto height = !numbered || sheet.rows.empty() || sheet.rows.back().empty()
                          ? sheet.rows.size()
                          : static_cast<std::size_t>(sheet.rows.back().front().line);
  if (height * grid.width > 2 * sheet::k_max_cells) {
    return over("sheet/too-many-cells", grid.name, sheet::k_max_cells);
  }
  for (const auto& row : sheet.rows) {
    while (numbered && !row.empty() && static_cast<int>(grid.rows.size()) + 1 < row.front().line) add_row(nullptr);
    add_row(&row);
  }
  GUIDANG_TRY(fill_merged(sheet, most_filled, grid));
  return grid;
}

}  // namespace guidang
