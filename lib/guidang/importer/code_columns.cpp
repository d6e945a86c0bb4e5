// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/code_columns.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace guidang {

std::vector<CodeColumn> find_code_columns(const Grid& grid,
                                          const Header& header,
                                          const std::vector<std::size_t>& levels) {
  std::vector<CodeColumn> columns;
  for (const auto c : header.columns(Role::code)) {
    CodeColumn column{c, levels.size() - 1, true};
    const auto right = std::ranges::find_if(levels, [&](std::size_t level) { return level > c; });
    std::set<std::string> seen;
    bool alike = right != levels.end();
    for (auto row = header.first_row + header.rows; row < grid.rows.size(); ++row) {
      const bool own = grid.own(row, c) && !grid.rows[row][c].text.empty();
      if (own && !seen.insert(squeezed(grid.rows[row][c].text)).second) column.running = false;
      if (alike && own && (!grid.own(row, *right) || grid.rows[row][*right].text.empty())) alike = false;
    }
    if (alike) column.level = static_cast<std::size_t>(right - levels.begin());
    columns.push_back(column);
  }
  return columns;
}

}  // namespace guidang
