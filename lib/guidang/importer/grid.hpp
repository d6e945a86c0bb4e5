// SPDX-License-Identifier: Apache-2.0
/// \file
/// A table with merged cells, whatever program wrote it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang {

/// One cell.
struct GridCell {
  std::string text;  ///< Of the merged cell that it belongs to; trimmed, line breaks are "\n".
  std::size_t origin =
      0;  ///< Number of the merged cell (row × width + column of its first one); its own if not merged.
};

/// A table; every row has `width` cells.
struct Grid {
  std::string name;                    ///< Location::file.
  std::string title;                   ///< What stands above the table in a document, a line each; may be empty.
  std::string foot;                    ///< What stands below it in a document, up to the next table; may be empty.
  std::vector<std::size_t> continued;  ///< Rows where a table that was joined to this one begins.
  std::size_t width = 0;
  std::vector<std::vector<GridCell>> rows;

  /// Returns whether the cell is the first one of those it is merged with.
  [[nodiscard]] bool own(std::size_t row, std::size_t column) const {
    return rows[row][column].origin == row * width + column;
  }
};

/// Makes a grid of a table: row and column numbers are kept, so that rows left out of a spreadsheet are empty rows; of
/// a CSV, where lines are no rows, the rows are counted. Merged cells take the text of their first one.
/// Limits: sheet::k_max_cells cells, and as many filled by merged ranges; `most_filled` bytes of text in those.
/// Errors: limit.
[[nodiscard]] Result<Grid> make_grid(const sheet::Sheet& sheet, std::uint64_t most_filled = sheet::k_max_filled_bytes);

}  // namespace guidang
