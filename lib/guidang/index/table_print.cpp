// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "guidang/base/text.hpp"
#include "guidang/index/table.hpp"
#include "guidang/sheet/csv_writer.hpp"
#include "guidang/sheet/workbook.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

using index_table::Shape;
using yaml::Node;
using yaml::NodeKind;

using Rows = std::vector<std::vector<std::string>>;

/// Columns that every table has, so that people can fill them in; others only where the index uses them.
constexpr auto k_usual = std::to_array<std::string_view>(
    {"编号", "上级", "名称", "分值", "内容", "方法", "责任人", "材料", "活动", "标准", "数据", "评分", "时限"});

std::string in_flow(Node node) {
  node.flow = true;
  auto text = yaml::print(node);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

/// Whether a text says the same when it stands alone in a cell.
bool stands_alone(const std::string& text, bool in_map) {
  if (text.empty() || text != trimmed(text) || text.find_first_of("\n;{}[]\"") != std::string::npos) return false;
  if (text.find("；") != std::string::npos) return false;
  return !in_map || (text.find("、") == std::string::npos && text.find('\n') == std::string::npos);
}

std::string list_text(const Node& node) {
  std::string text;
  for (const auto& item : node.items) {
    const bool plain = item.kind == NodeKind::scalar && stands_alone(item.text, false);
    text += (text.empty() ? "" : "\n") + (plain ? item.text : in_flow(item));
  }
  return text;
}

std::string map_text(const Node& node) {
  std::string text;
  for (const auto& [key, value] : node.fields) {
    std::string shown;
    const bool all_plain = std::ranges::all_of(
        value.items, [](const Node& item) { return item.kind == NodeKind::scalar && stands_alone(item.text, true); });
    if (value.kind == NodeKind::scalar && stands_alone(value.text, true)) {
      shown = value.text;
    } else if (value.kind == NodeKind::sequence && all_plain && value.items.size() > 1) {
      for (const auto& item : value.items) shown += (shown.empty() ? "" : "、") + item.text;
    } else {
      shown = in_flow(value);
    }
    text += (text.empty() ? "" : "\n") + key.text + "：" + shown;
  }
  return text;
}

std::string range_text(const Node& node) {
  const auto* from = node.find("从") != nullptr ? node.find("从") : node.find("from");
  const auto* to = node.find("到") != nullptr ? node.find("到") : node.find("to");
  if (from == nullptr || to == nullptr) return in_flow(node);
  return from->text + "至" + to->text;
}

std::string cell_text(const Node& node, const index_table::Column* column) {
  if (node.kind == NodeKind::scalar) {
    const bool list = column != nullptr && column->shape == Shape::list && !stands_alone(node.text, false);
    // names that stand for themselves (数据)
    if (column != nullptr && column->shape == Shape::map && !node.text.starts_with('{')) return "[" + node.text + "]";
    return list ? in_flow(node) : node.text;
  }
  const auto shape = column == nullptr ? Shape::text : column->shape;
  if (shape == Shape::list && node.kind == NodeKind::sequence) return list_text(node);
  if (shape == Shape::map && node.kind == NodeKind::mapping) return map_text(node);
  if (shape == Shape::range) return range_text(node);
  return in_flow(node);
}

/// Collects head and rows of a table.
class Printer {
 public:
  explicit Printer(const Node& index) {
    for (const auto column : k_usual) columns_.emplace_back(column);
    for (const auto& [key, value] : index.fields) {
      if (key.text == "指标") {
        for (const auto& item : value.items) add_item(item, "", "");
      } else if (key.text == "加分") {
        if (const auto* most = value.find("最多")) {
          head_.push_back({std::string(index_table::k_bonus_most), most->text});
        }
        const auto* items = value.find("指标");
        for (const auto& item : items == nullptr ? Node{}.items : items->items) add_item(item, "", "加分");
      } else if (key.text == "否决") {
        for (const auto& item : value.items) add_item(item, "", "否决");
      } else {
        head_.push_back({key.text, cell_text(value, index_table::find_column(key.text, false))});
      }
    }
  }

  [[nodiscard]] Rows rows() const {
    Rows all = head_;
    all.push_back({});
    all.push_back(columns_);
    for (auto row : rows_) {
      row.resize(columns_.size());
      all.push_back(std::move(row));
    }
    return all;
  }

  [[nodiscard]] std::size_t head_rows() const { return head_.size() + 1; }

 private:
  std::size_t column(const std::string& name) {
    const auto found = std::ranges::find(columns_, name);
    if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
    columns_.push_back(name);
    return columns_.size() - 1;
  }

  void put(std::vector<std::string>& row, const std::string& name, std::string text) {
    const auto place = column(name);
    if (row.size() <= place) row.resize(place + 1);
    row[place] = std::move(text);
  }

  void add_item(const Node& item, const std::string& above, const std::string& block) {
    std::vector<std::string> row;
    std::string code;
    for (const auto& [key, value] : item.fields) {
      if (key.text == "指标") continue;
      if (key.text == "编号") code = value.text;
      put(row, key.text, cell_text(value, index_table::find_column(key.text, true)));
    }
    if (!above.empty()) put(row, std::string(index_table::k_above), above);
    if (!block.empty()) put(row, std::string(index_table::k_block), block);
    rows_.push_back(std::move(row));
    if (const auto* items = item.find("指标")) {
      for (const auto& child : items->items) add_item(child, code, block);
    }
  }

  Rows head_;
  std::vector<std::string> columns_;
  Rows rows_;
};

std::string csv_text(const Rows& rows) {
  std::string text = k_byte_order_mark;
  for (const auto& row : rows) text += csv_row(row);
  return text;
}

Result<std::string> xlsx_bytes(const Rows& rows, std::size_t header) {
  sheet::OutSheet out;
  out.name = "体系";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<sheet::OutCell> cells;
    for (const auto& text : rows[i]) cells.push_back(i == header ? sheet::header_cell(text) : sheet::text_cell(text));
    out.rows.push_back(std::move(cells));
  }
  for (const auto column : k_usual) {
    const bool wide = column == "内容" || column == "材料" || column == "评分" || column == "活动";
    out.widths.push_back(wide ? 32 : 12);
  }
  return sheet::write_xlsx({.title = "", .author = "", .sheets = {std::move(out)}});
}

}  // namespace

Result<std::string> print_index_table(const Node& index, std::string_view kind) {
  const Printer printer(index);
  if (kind == "xlsx") return xlsx_bytes(printer.rows(), printer.head_rows());
  return csv_text(printer.rows());
}

}  // namespace guidang
