// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/register_bytes.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/csv_writer.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/sheet/workbook.hpp"

namespace guidang {
namespace {

using Rows = std::vector<std::vector<std::string>>;

void add_cell(std::string& text, const std::string& cell) {
  if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
    text += cell;
    return;
  }
  text += '"' + replaced(cell, "\"", "\"\"") + '"';
}

/// How wide the columns are shown, by what they hold.
std::vector<int> widths_of(const RegisterCells& cells, std::size_t columns) {
  constexpr int k_least = 8;
  constexpr int k_most = 36;
  std::vector<int> widths(columns, k_least);
  for (std::size_t row = cells.header_row; row < cells.rows.size(); ++row) {
    for (std::size_t i = 0; i < cells.rows[row].size(); ++i) {
      widths[i] = std::max(widths[i], std::min(k_most, display_width(cells.rows[row][i]) + 2));
    }
  }
  return widths;
}

/// Rows without trailing empty cells; of a workbook without empty rows.
Rows bare(Rows rows, bool workbook) {
  for (auto& row : rows) {
    while (!row.empty() && row.back().empty()) row.pop_back();
  }
  if (workbook) std::erase_if(rows, [](const auto& row) { return row.empty(); });
  while (!rows.empty() && rows.back().empty()) rows.pop_back();
  return rows;
}

}  // namespace

std::vector<std::vector<std::string>> texts_of(const sheet::Sheet& sheet) {
  Rows rows;
  for (const auto& row : sheet.rows) {
    auto& texts = rows.emplace_back();
    for (const auto& cell : row) texts.push_back(cell.text);
  }
  return rows;
}

std::string register_csv(const RegisterCells& cells, char separator) {
  std::string text = k_byte_order_mark;
  for (const auto& row : cells.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += separator;
      add_cell(text, row[i]);
    }
    text += "\r\n";
  }
  return text;
}

Result<std::string> register_xlsx(const RegisterCells& cells, const std::string& tab) {
  std::size_t columns = 0;
  for (const auto& row : cells.rows) columns = std::max(columns, row.size());
  sheet::OutSheet sheet;
  sheet.name = tab;
  sheet.text_columns = true;
  for (std::size_t row = 0; row < cells.rows.size(); ++row) {
    auto& out = sheet.rows.emplace_back();
    for (const auto& text : cells.rows[row]) {
      out.push_back(row == cells.header_row ? sheet::header_cell(text) : sheet::text_cell(text));
      if (row < cells.header_row) out.back().border = false;
    }
    if (row > cells.header_row) out.resize(columns, sheet::text_cell(""));
  }
  sheet.widths = widths_of(cells, columns);
  sheet.frozen_rows = sheet.repeated_from = sheet.repeated_to = static_cast<int>(cells.header_row) + 1;
  return sheet::write_xlsx({.title = tab, .author = "guidang", .sheets = {std::move(sheet)}});
}

bool holds_register(const std::string& bytes, bool workbook, const RegisterCells& cells) {
  const auto wanted = bare(cells.rows, workbook);
  if (workbook) {
    const auto book = sheet::parse_xlsx(bytes, "");
    return book && book->sheets.size() == 1 && bare(texts_of(book->sheets.front()), true) == wanted;
  }
  const auto sheet = sheet::parse_csv(bytes, "");
  return sheet && bare(texts_of(*sheet), false) == wanted;
}

}  // namespace guidang
