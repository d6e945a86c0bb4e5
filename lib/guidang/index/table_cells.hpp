// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: the cells of an index table as nodes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "guidang/index/table.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// Reads the cells of one table: at most yaml::k_max_nodes nodes in all, those that aliases stand for counted; what is
/// beyond is one fault, and is not read. All of `sheet`, `name` and `faults` must outlive the object.
class CellReader {
 public:
  CellReader(const sheet::Sheet& sheet, std::string_view name, std::vector<Fault>& faults)
      : sheet_(sheet),
        name_(name),
        faults_(faults) {}

  /// Returns the mark of the text that begins `offset` bytes into the cell; of a spreadsheet the cell's.
  [[nodiscard]] yaml::Mark at(const sheet::Cell& cell, std::size_t offset) const;

  /// Returns a text of the cell that begins `offset` bytes into it.
  [[nodiscard]] yaml::Node scalar(const sheet::Cell& cell, std::string_view text, std::size_t offset) const;

  /// Returns what a cell of this shape holds; `is_text`: a text, whatever it looks like (a code, an edition).
  [[nodiscard]] yaml::Node value_of(const sheet::Cell& cell, index_table::Shape shape, bool is_text);

  /// Returns where the text of the cell begins, behind its blanks.
  [[nodiscard]] static std::size_t entry_offset(const sheet::Cell& cell);

 private:
  /// Returns false, and tells so once, if the table holds more nodes with `number` of them.
  [[nodiscard]] bool take(const sheet::Cell& cell, std::size_t number);
  [[nodiscard]] yaml::Node entry(const sheet::Cell& cell, std::string_view text, std::size_t offset);
  [[nodiscard]] yaml::Node list(const sheet::Cell& cell);
  [[nodiscard]] yaml::Node map(const sheet::Cell& cell);
  [[nodiscard]] yaml::Node map_value(const sheet::Cell& cell, std::string_view value, std::size_t offset);
  [[nodiscard]] yaml::Node range(const sheet::Cell& cell);

  const sheet::Sheet& sheet_;
  std::string_view name_;
  std::vector<Fault>& faults_;
  std::size_t nodes_ = 0;
  bool full_ = false;
};

}  // namespace guidang
