// SPDX-License-Identifier: Apache-2.0
/// \file
/// An index as a table with fixed columns, one row an item (schemas/index.md, section 12).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// An index table as the tree that the same index has in YAML.
struct IndexTable {
  yaml::Node root;   ///< Its marks are lines and characters of `text`; of a spreadsheet rows and columns.
  std::string text;  ///< In UTF-8, for faults; of a spreadsheet empty.
};

/// Returns whether a file of this name is read as a table: .csv or .xlsx.
[[nodiscard]] bool is_index_table(std::string_view name);

/// Reads an index table. Above the header row stand the fields of the index, a row each; below it the items. Errors:
/// malformed (no table; no header row with 编号 and 名称; a row without code; an item above that is not there), limit.
[[nodiscard]] Result<IndexTable> parse_index_table(std::string_view bytes, std::string_view name);

/// Prints an index (the tree of its YAML, with Chinese keys) as a table; `kind` is "csv" or "xlsx". Reading it back
/// gives an equal tree. Errors: those of writing a workbook.
[[nodiscard]] Result<std::string> print_index_table(const yaml::Node& index, std::string_view kind);

namespace index_table {

/// How a cell of a column is read.
enum class Shape {
  text,   ///< As it stands.
  list,   ///< One a line, or divided by ；.
  map,    ///< One "键：值" a line.
  range,  ///< 2026-10-01至2026-12-31, or a word.
};

/// A column of items, or a field of the index.
struct Column {
  std::string_view zh;
  std::string_view en;
  Shape shape;
  bool is_item = true;  ///< A column; else a field above the header.
};

/// Returns the column or field of this name in either language, or null.
[[nodiscard]] const Column* find_column(std::string_view name, bool is_item);

inline constexpr std::string_view k_above = "上级";
inline constexpr std::string_view k_above_en = "above";
inline constexpr std::string_view k_block = "类别";
inline constexpr std::string_view k_block_en = "block";
inline constexpr std::string_view k_bonus_most = "加分最多";

}  // namespace index_table
}  // namespace guidang
