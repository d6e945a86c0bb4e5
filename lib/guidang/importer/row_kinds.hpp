// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: rows that are no items.
#pragma once

#include <cstddef>
#include <vector>

#include "guidang/importer/grid.hpp"
#include "guidang/importer/header.hpp"

namespace guidang {

/// Returns the columns with texts of their own in a row; one of a merged cell.
[[nodiscard]] std::vector<std::size_t> own_texts(const Grid& grid, std::size_t row);

/// Returns whether a filled cell of the row belongs to a merged one that begins above it.
[[nodiscard]] bool is_covered(const Grid& grid, std::size_t row);

/// Returns whether a cell says what the header says in its column.
[[nodiscard]] bool says_header(const Grid& grid, const Header& header, std::size_t row, std::size_t column);

/// Returns whether a row repeats the header, as each page may.
[[nodiscard]] bool repeats_header(const Grid& grid, const Header& header, std::size_t row);

/// Returns whether a row without points of its own is a remark: 注：…, or what totals earn (90分以上为优秀).
[[nodiscard]] bool is_remark(const Grid& grid, std::size_t row);

}  // namespace guidang
