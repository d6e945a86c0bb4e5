// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reports as plain text, for terminals and for the scorecard and catalogue inside bundles.
#pragma once

#include <string>
#include <vector>

#include "guidang/base/error.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// How text is drawn.
struct TextStyle {
  bool colour = false;  ///< ANSI colours.
  bool files = false;   ///< A table of all files stands before the sums.
  int width = 100;      ///< Terminal cells a line should keep to; tables shorten their titles to fit, at least 40.
};

/// Returns the report: first what is due today, then the score if there is one, then the findings under their items,
/// then the files if the style wants them, then the sums.
[[nodiscard]] std::string render_text(const Report& report, const Catalogue& catalogue, const TextStyle& style);

/// Returns an error as "guidang: error: file:line:column: …" in the catalogue's language, and below it every fault with
/// its line and a caret. Ends with a newline.
[[nodiscard]] std::string render_error(const Error& error, const Catalogue& catalogue, const TextStyle& style);

/// A table whose columns align in terminal cells.
struct TextTable {
  enum class Align { left, right };

  std::vector<std::string> head;  ///< May be empty: no head.
  std::vector<Align> align;       ///< One a column.
  std::vector<std::vector<std::string>> rows;
  std::size_t flexible = 0;  ///< The column that is shortened with … when the table is wider than the width.
};

/// Returns the table, two blanks between columns, each line ending in a newline and none in a blank.
[[nodiscard]] std::string render_table(const TextTable& table, int width, const std::string& indent);

}  // namespace guidang
