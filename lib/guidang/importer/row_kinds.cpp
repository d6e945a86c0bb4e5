// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/row_kinds.hpp"

#include <algorithm>
#include <string>

#include "guidang/importer/awards.hpp"

namespace guidang {

std::vector<std::size_t> own_texts(const Grid& grid, std::size_t row) {
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < grid.width; ++c) {
    if (grid.own(row, c) && !grid.rows[row][c].text.empty()) columns.push_back(c);
  }
  return columns;
}

bool is_covered(const Grid& grid, std::size_t row) {
  return std::ranges::any_of(
      grid.rows[row], [&](const GridCell& cell) { return !cell.text.empty() && cell.origin < row * grid.width; });
}

bool says_header(const Grid& grid, const Header& header, std::size_t row, std::size_t column) {
  const auto& text = grid.rows[row][column].text;
  return text == grid.rows[header.first_row][column].text ||
         text == grid.rows[header.first_row + header.rows - 1][column].text;
}

bool repeats_header(const Grid& grid, const Header& header, std::size_t row) {
  const auto own = own_texts(grid, row);
  if (own.size() < 2 || !says_header(grid, header, row, own.front())) return false;
  const auto same = std::ranges::count_if(own, [&](std::size_t c) { return says_header(grid, header, row, c); });
  return static_cast<std::size_t>(same) * 2 > own.size();
}

bool is_remark(const Grid& grid, std::size_t row) {
  constexpr std::size_t k_most_cells = 3;
  const auto own = own_texts(grid, row);
  if (own.empty() || own.size() > k_most_cells || is_covered(grid, row)) return false;
  const auto first = squeezed(grid.rows[row][own.front()].text);
  const bool remark = first.starts_with("注") || first.starts_with("说明") || first.starts_with("备注");
  if (own.size() == 1 && remark) return true;
  const bool awards =
      std::ranges::any_of(own, [&](std::size_t c) { return !read_awards(grid.rows[row][c].text).empty(); });
  bool about = own.size() == 1 || remark;
  for (const std::string_view word : {"等次", "等级", "结果", "评定"}) {
    about = about || first.find(word) != std::string::npos;
  }
  return awards && about;
}

}  // namespace guidang
