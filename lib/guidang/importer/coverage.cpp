// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/coverage.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "guidang/importer/heading.hpp"

namespace guidang {
namespace {

ImportNote left_out(const Grid& grid, std::size_t row, std::size_t column, Message what) {
  return {ImportNote::Kind::left_out,
          static_cast<int>(row) + 1,
          static_cast<int>(column) + 1,
          "",
          squeezed(grid.rows[row][column].text),
          std::move(what),
          std::nullopt};
}

}  // namespace

void Coverage::take_row(std::size_t row) {
  for (std::size_t c = 0; c < grid_.width; ++c) {
    if (grid_.own(row, c)) take(row, c);
  }
}

bool Coverage::is_open(std::size_t row, std::size_t column) const {
  return grid_.own(row, column) && !grid_.rows[row][column].text.empty() && !taken_[grid_.rows[row][column].origin];
}

void Coverage::report_column(const Header& header, std::size_t column, std::vector<ImportNote>& notes) const {
  std::int64_t filled = 0;
  for (auto row = header.first_row + header.rows; row < grid_.rows.size(); ++row) {
    if (!is_open(row, column)) continue;
    if (read_points(grid_.rows[row][column].text)) {
      ++filled;
    } else {
      notes.push_back(left_out(grid_, row, column, {"importer/ignored-cell", {}}));
    }
  }
  const auto row = header.first_row + header.rows - 1;
  Message what{"importer/ignored-column", {}};
  if (filled > 0) what = {"importer/ignored-column-filled", {{"count", filled}}};
  notes.push_back(left_out(grid_, row, column, std::move(what)));
}

void Coverage::report(const Header& header, std::vector<ImportNote>& notes) const {
  const auto body = header.first_row + header.rows;
  for (std::size_t c = 0; c < grid_.width; ++c) {
    for (std::size_t row = 0; row < header.first_row; ++row) {
      if (is_open(row, c)) notes.push_back(left_out(grid_, row, c, {"importer/above-header", {}}));
    }
    if (header.roles[c] == Role::ignored) {
      report_column(header, c, notes);
      continue;
    }
    for (auto row = header.first_row; row < grid_.rows.size(); ++row) {
      const bool in_header = row < body;
      if (!is_open(row, c) || (in_header && header.roles[c] != Role::none)) continue;
      const auto* const id = in_header ? "importer/unknown-column" : "importer/cell-left-out";
      notes.push_back(left_out(grid_, row, c, {id, {}}));
    }
  }
}

}  // namespace guidang
