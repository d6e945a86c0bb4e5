// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "guidang/base/text.hpp"
#include "guidang/index/table_cells.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang {
namespace {

using index_table::Shape;
using sheet::Cell;
using yaml::Node;
using yaml::NodeKind;

bool is_word(std::string_view text, std::string_view zh, std::string_view en) {
  const auto low = folded(text);
  return low == folded(zh) || low == en;
}

/// Reads the cells of one table.
class TableReader {
 public:
  TableReader(const sheet::Sheet& sheet, std::string_view name)
      : sheet_(sheet),
        name_(name),
        cells_(sheet, name, faults_) {}

  Result<Node> run() {
    root_.kind = NodeKind::mapping;
    std::size_t row = 0;
    while (row < sheet_.rows.size() && !is_header(sheet_.rows[row])) read_head(sheet_.rows[row++]);
    if (row == sheet_.rows.size()) {
      Fault fault;
      fault.message = {"index/table-no-header", {}};
      fault.where = {std::string(name_), 1, 1};
      faults_.push_back(std::move(fault));
      return fail(refusal());
    }
    header_ = &sheet_.rows[row];
    while (++row < sheet_.rows.size()) read_item(sheet_.rows[row]);
    check_bonus();
    if (!faults_.empty()) return fail(refusal());
    finish();
    return std::move(root_);
  }

 private:
  enum class Block { items, bonus, vetoes };

  struct Row {
    Node node;
    std::string above;  // folded
    int level = 1;
    Block block = Block::items;
    const Cell* above_cell = nullptr;
    const Cell* block_cell = nullptr;
    std::vector<std::size_t> children;
  };

  [[nodiscard]] Error refusal() {
    Error error;
    error.code = ErrorCode::malformed;
    error.message = {"index/faulty", {{"count", static_cast<std::int64_t>(faults_.size())}}};
    error.faults = std::move(faults_);
    return error;
  }

  static bool is_header(const sheet::Row& row) {
    const auto has = [&](std::string_view zh, std::string_view en) {
      return std::ranges::any_of(row, [&](const Cell& cell) { return is_word(cell.text, zh, en); });
    };
    return row.size() > 2 && has("编号", "code") && has("名称", "title");
  }

  /// A row above the header: a field of the index in its first two cells; others are titles and remarks.
  void read_head(const sheet::Row& row) {
    if (row.size() < 2 || trimmed(row[0].text).empty() || trimmed(row[1].text).empty()) return;
    const auto key = trimmed(row[0].text);
    if (is_word(key, index_table::k_bonus_most, "bonus_most")) {
      bonus_cell_ = &row[1];
      bonus_most_ = cells_.scalar(row[1], trimmed(row[1].text), CellReader::entry_offset(row[1]));
      return;
    }
    const auto* column = index_table::find_column(key, false);
    const bool is_text = is_word(key, "编号", "code") || is_word(key, "名称", "title") ||
                         is_word(key, "版次", "edition") || is_word(key, "文件名", "called");
    root_.fields.push_back({cells_.scalar(row[0], key, CellReader::entry_offset(row[0])),
                            cells_.value_of(row[1], column == nullptr ? Shape::text : column->shape, is_text)});
  }

  void read_item(const sheet::Row& cells) {
    if (std::ranges::all_of(cells, [](const Cell& cell) { return trimmed(cell.text).empty(); })) return;
    Row row;
    row.node.kind = NodeKind::mapping;
    const Cell* code = nullptr;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto& cell = cells[i];
      if (trimmed(cell.text).empty()) continue;
      const auto heading = i < header_->size() ? trimmed((*header_)[i].text) : std::string_view();
      if (heading.empty()) {
        faults_.push_back(sheet_.fault(cell, {"index/table-no-heading", {}}));
      } else if (is_word(heading, index_table::k_above, index_table::k_above_en)) {
        row.above = folded(cell.text);
        row.above_cell = &cell;
      } else if (is_word(heading, index_table::k_block, index_table::k_block_en)) {
        row.block_cell = &cell;
        read_block(row);
      } else {
        if (is_word(heading, "编号", "code")) code = &cell;
        put(row.node, (*header_)[i], cell);
      }
    }
    if (code == nullptr) {
      faults_.push_back(sheet_.fault(cells.front(), {"index/table-no-code", {}}));
      return;
    }
    row.node.mark = cells_.at(*code, 0);
    row.level = level_of(trimmed(code->text));
    hang(std::move(row), *code);
  }

  void read_block(Row& row) {
    const auto text = trimmed(row.block_cell->text);
    if (is_word(text, "加分", "bonus")) {
      row.block = Block::bonus;
    } else if (is_word(text, "否决", "veto")) {
      row.block = Block::vetoes;
    } else {
      faults_.push_back(sheet_.fault(*row.block_cell, {"index/table-unknown-block", {{"text", std::string(text)}}}));
    }
  }

  /// A row stands in the block of the one above it, and need not say so.
  void take_block(Row& row, const Row& above) {
    if (row.block_cell != nullptr && row.block != above.block) {
      faults_.push_back(sheet_.fault(
          *row.block_cell, {"index/table-other-block", {{"text", std::string(trimmed(row.block_cell->text))}}}));
    }
    row.block = above.block;
  }

  void check_bonus() {
    const auto is_bonus = [&](std::size_t top) { return rows_[top].block == Block::bonus; };
    if (bonus_cell_ == nullptr || std::ranges::any_of(tops_, is_bonus)) return;
    faults_.push_back(sheet_.fault(*bonus_cell_, {"index/table-no-bonus", {}}));
  }

  void put(Node& node, const Cell& heading, const Cell& cell) {
    const auto key = trimmed(heading.text);
    const auto* column = index_table::find_column(key, true);
    const bool is_text = is_word(key, "编号", "code") || is_word(key, "名称", "title") ||
                         is_word(key, "内容", "content") || is_word(key, "文件名", "called");
    node.fields.push_back({cells_.scalar(heading, key, 0),
                           cells_.value_of(cell, column == nullptr ? Shape::text : column->shape, is_text)});
  }

  /// Ⅰ-1 is level 1, Ⅱ-1 level 2; 1 is level 1, 1.2 and 1-2 level 2, Ⅰ-1-2 level 2.
  static int level_of(std::string_view code) {
    constexpr auto k_roman = std::to_array<std::string_view>({"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ"});
    const auto low = folded(code);
    const int parts = static_cast<int>(std::ranges::count_if(low, [](char c) { return c == '-' || c == '.'; }));
    for (std::size_t i = k_roman.size(); i-- > 0;) {
      if (code.starts_with(k_roman[i])) return static_cast<int>(i) + std::max(1, parts);
    }
    return parts + 1;
  }

  void hang(Row row, const Cell& code) {
    const auto number = rows_.size();
    const auto name = folded(trimmed(code.text));
    std::optional<std::size_t> above;
    if (row.above_cell != nullptr) {
      const auto found = by_code_.find(row.above);
      if (found == by_code_.end()) {
        faults_.push_back(sheet_.fault(
            *row.above_cell, {"index/table-no-above", {{"code", std::string(trimmed(row.above_cell->text))}}}));
        return;
      }
      above = found->second;
    } else if (!has_above_column()) {
      while (!open_.empty() && rows_[open_.back()].level >= row.level) open_.pop_back();
      const bool same = row.block_cell == nullptr || (!open_.empty() && rows_[open_.back()].block == row.block);
      if (!open_.empty() && same) above = open_.back();
      open_.push_back(number);
    }
    by_code_.try_emplace(name, number);  // a code twice is the loader's to tell
    if (above) {
      take_block(row, rows_[*above]);
      rows_[*above].children.push_back(number);
    } else {
      tops_.push_back(number);
    }
    rows_.push_back(std::move(row));
  }

  [[nodiscard]] bool has_above_column() const {
    return std::ranges::any_of(
        *header_, [](const Cell& cell) { return is_word(cell.text, index_table::k_above, index_table::k_above_en); });
  }

  /// Takes a row's node with its children. As deep as the rows hang in each other; parse_index() limits that.
  Node take(std::size_t number, int depth) {
    auto node = std::move(rows_[number].node);
    if (rows_[number].children.empty() || depth > yaml::k_max_depth) return node;
    Node items;
    items.kind = NodeKind::sequence;
    items.mark = node.mark;
    for (const auto child : rows_[number].children) items.items.push_back(take(child, depth + 1));
    node.fields.push_back({key_at("items", node.mark), std::move(items)});
    return node;
  }

  static Node key_at(std::string text, const yaml::Mark& mark) {
    Node key;
    key.kind = NodeKind::scalar;
    key.text = std::move(text);
    key.mark = mark;
    return key;
  }

  void finish() {
    const yaml::Mark start{1, 1};
    Node items;
    Node bonus;
    Node vetoes;
    for (auto* list : {&items, &bonus, &vetoes}) {
      list->kind = NodeKind::sequence;
      list->mark = start;
    }
    for (const auto top : tops_) {
      const auto block = rows_[top].block;
      auto& list = block == Block::bonus ? bonus : block == Block::vetoes ? vetoes : items;
      list.items.push_back(take(top, 1));
    }
    if (root_.find("guidang") == nullptr) {
      root_.fields.insert(root_.fields.begin(), {key_at("guidang", start), key_at("index/1", start)});
    }
    const auto add = [this](std::string key, Node value) {
      if (value.items.empty() && value.fields.empty()) return;
      const auto mark = value.items.empty() ? yaml::Mark{1, 1} : value.items.front().mark;
      value.mark = mark;
      root_.fields.push_back({key_at(std::move(key), mark), std::move(value)});
    };
    if (!bonus.items.empty()) {
      Node block;
      block.kind = NodeKind::mapping;
      if (bonus_most_) block.fields.push_back({key_at("most", bonus_most_->mark), *bonus_most_});
      block.mark = bonus.items.front().mark;
      block.fields.push_back({key_at("items", block.mark), std::move(bonus)});
      add("bonus", std::move(block));
    }
    add("items", std::move(items));
    add("vetoes", std::move(vetoes));
  }

  const sheet::Sheet& sheet_;
  std::string_view name_;
  Node root_;
  const sheet::Row* header_ = nullptr;
  std::optional<Node> bonus_most_;
  const Cell* bonus_cell_ = nullptr;
  std::vector<Row> rows_;
  std::vector<std::size_t> tops_;
  std::vector<std::size_t> open_;
  std::map<std::string, std::size_t> by_code_;
  std::vector<Fault> faults_;
  CellReader cells_;
};

}  // namespace

bool is_index_table(std::string_view name) {
  const auto low = folded(name);
  return low.ends_with(".csv") || low.ends_with(".xlsx");
}

Result<IndexTable> parse_index_table(std::string_view bytes, std::string_view name) {
  IndexTable table;
  sheet::Sheet sheet;
  if (folded(name).ends_with(".xlsx") || bytes.starts_with("PK\x03\x04")) {
    auto book = sheet::parse_xlsx(bytes, name);
    if (!book) return fail(std::move(book).error());
    for (auto& one : book->sheets) {  // the first one that holds something
      if (sheet.rows.empty()) sheet = std::move(one);
    }
  } else {
    auto read = sheet::parse_csv(bytes, name);
    if (!read) return fail(std::move(read).error());
    sheet = *std::move(read);
    for (const auto& line : sheet.lines) table.text += line + "\n";
  }
  auto root = TableReader(sheet, name).run();
  if (!root) return fail(std::move(root).error());
  table.root = *std::move(root);
  return table;
}

}  // namespace guidang
