// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: which cells of a published table were taken, so that none is lost without a word.
#pragma once

#include <cstddef>
#include <vector>

#include "guidang/importer/grid.hpp"
#include "guidang/importer/header.hpp"
#include "guidang/importer/summary.hpp"

namespace guidang {

/// The cells of a grid that went into the index or into a note.
class Coverage {
 public:
  explicit Coverage(const Grid& grid) : grid_(grid), taken_(grid.rows.size() * grid.width, false) {}

  /// Marks the cell, or the merged one that it is part of.
  void take(std::size_t row, std::size_t column) { taken_[grid_.rows[row][column].origin] = true; }

  void take_row(std::size_t row);

  /// Adds a note of what was left out for each filled cell that was not taken, and one for each column that no part of
  /// an index is read from. Numbers in a column that others fill in (自评分) are counted, not listed.
  void report(const Header& header, std::vector<ImportNote>& notes) const;

 private:
  [[nodiscard]] bool is_open(std::size_t row, std::size_t column) const;
  void report_column(const Header& header, std::size_t column, std::vector<ImportNote>& notes) const;

  const Grid& grid_;
  std::vector<bool> taken_;
};

}  // namespace guidang
