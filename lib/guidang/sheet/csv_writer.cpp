// SPDX-License-Identifier: Apache-2.0
#include "guidang/sheet/csv_writer.hpp"

#include <string_view>

namespace guidang {
namespace {

std::string csv_cell(const std::string& text) {
  constexpr std::string_view k_formula = "=+-@\t\r";
  std::string cell = text;
  if (!cell.empty() && k_formula.find(cell.front()) != std::string_view::npos) cell.insert(0, "'");
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string csv_row(std::span<const std::string> cells) {
  std::string row;
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) row += ',';
    first = false;
    row += csv_cell(cell);
  }
  return row + "\r\n";
}

}  // namespace guidang
