// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "guidang/base/shortened.hpp"
#include "guidang/base/text.hpp"
#include "guidang/render/text.hpp"

namespace guidang {
namespace {

constexpr int k_gap = 2;
constexpr int k_narrowest = 8;

std::string padded(const std::string& text, int width, TextTable::Align align) {
  const auto blanks = std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
  return align == TextTable::Align::left ? text + blanks : blanks + text;
}

std::vector<int> column_widths(const TextTable& table, int width, int indent) {
  std::vector<int> widths(table.align.size());
  const auto look = [&widths](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  };
  look(table.head);
  for (const auto& row : table.rows) look(row);
  int total = indent - k_gap;
  for (const int column : widths) total += column + k_gap;
  if (total > width && table.flexible < widths.size()) {
    auto& flexible = widths[table.flexible];
    flexible = std::max(std::min(flexible, k_narrowest), flexible - (total - width));
  }
  return widths;
}

}  // namespace

std::string render_table(const TextTable& table, int width, const std::string& indent) {
  const auto widths = column_widths(table, width, display_width(indent));
  std::string text;
  const auto draw = [&](const std::vector<std::string>& row) {
    std::string line = indent;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const std::string cell = i < row.size() ? row[i] : "";
      line += padded(i == table.flexible ? shortened(cell, widths[i]) : cell, widths[i], table.align[i]);
      line += std::string(k_gap, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  };
  if (!table.head.empty()) draw(table.head);
  for (const auto& row : table.rows) draw(row);
  return text;
}

}  // namespace guidang
