// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/table_cells.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/date.hpp"
#include "guidang/base/text.hpp"

namespace guidang {
namespace {

using index_table::Shape;
using sheet::Cell;
using yaml::Node;
using yaml::NodeKind;

bool is_quoted(const Cell& cell) {
  return cell.length > static_cast<int>(code_points(cell.text));
}

void place_all(Node& node, const yaml::Mark& mark) {
  node.mark = mark;
  node.length = 1;
  for (auto& item : node.items) place_all(item, mark);
  for (auto& [key, value] : node.fields) {
    place_all(key, mark);
    place_all(value, mark);
  }
}

std::size_t nodes_of(const Node& node) {
  std::size_t number = 1;
  for (const auto& item : node.items) number += nodes_of(item);
  for (const auto& field : node.fields) number += nodes_of(field.value);
  return number;
}

struct Piece {
  std::string_view text;
  std::size_t offset;
};

/// The parts of a cell between line breaks and ；, outside brackets.
std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> parts;
  const std::string_view semicolon = "；";
  int depth = 0;
  std::size_t first = 0;
  const auto add = [&](std::size_t end) {
    const auto part = text.substr(first, end - first);
    const auto clean = trimmed(part);
    if (!clean.empty()) parts.push_back({clean, static_cast<std::size_t>(clean.data() - text.data())});
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' || text[i] == '[') ++depth;
    if (text[i] == '}' || text[i] == ']') depth = std::max(0, depth - 1);
    const bool wide = depth == 0 && text.substr(i).starts_with(semicolon);
    if (text[i] != '\n' && !wide && !(text[i] == ';' && depth == 0)) continue;
    add(i);
    first = i + (wide ? semicolon.size() : 1);
  }
  add(text.size());
  return parts;
}

}  // namespace

yaml::Mark CellReader::at(const Cell& cell, std::size_t offset) const {
  yaml::Mark mark;
  mark.line = cell.line;
  mark.column = cell.column;
  if (sheet_.lines.empty()) return mark;  // of a spreadsheet: the cell
  const auto before = std::string_view(cell.text).substr(0, offset);
  const auto last_break = before.rfind('\n');
  mark.line += static_cast<int>(std::ranges::count(before, '\n'));
  const auto in_line = last_break == std::string_view::npos ? before : before.substr(last_break + 1);
  if (last_break != std::string_view::npos) mark.column = 1;
  mark.column +=
      static_cast<int>(code_points(in_line)) + (last_break == std::string_view::npos && is_quoted(cell) ? 1 : 0);
  return mark;
}

Node CellReader::scalar(const Cell& cell, std::string_view text, std::size_t offset) const {
  Node node;
  node.kind = NodeKind::scalar;
  node.text = std::string(text);
  node.quoted = false;
  node.mark = at(cell, offset);
  node.length = sheet_.lines.empty() ? 1 : std::max(1, static_cast<int>(code_points(text.substr(0, text.find('\n')))));
  return node;
}

std::size_t CellReader::entry_offset(const Cell& cell) {
  return static_cast<std::size_t>(trimmed(cell.text).data() - cell.text.data());
}

bool CellReader::take(const Cell& cell, std::size_t number) {
  if (full_) return false;
  nodes_ += number;
  full_ = nodes_ > yaml::k_max_nodes;
  if (full_) faults_.push_back(sheet_.fault(cell, {"yaml/too-many-nodes", {}}));
  return !full_;
}

/// One entry: a text, or YAML in braces or brackets.
Node CellReader::entry(const Cell& cell, std::string_view text, std::size_t offset) {
  if (!take(cell, 1)) return scalar(cell, {}, offset);
  if (text.starts_with('{') || text.starts_with('[') || text.starts_with('"')) {
    auto read = yaml::parse(text, name_);
    if (read) {
      if (!take(cell, nodes_of(*read))) return scalar(cell, {}, offset);
      place_all(*read, at(cell, offset));
      return *std::move(read);
    }
    if (read.error().code == ErrorCode::limit) full_ = true;  // its own fault says so
    auto message = read.error().faults.empty() ? read.error().message : read.error().faults.front().message;
    faults_.push_back(sheet_.fault(cell, std::move(message)));
  }
  return scalar(cell, text, offset);
}

Node CellReader::list(const Cell& cell) {
  const auto clean = trimmed(cell.text);
  const auto whole = entry_offset(cell);
  if (clean.starts_with('[')) return entry(cell, clean, whole);
  Node node;
  node.kind = NodeKind::sequence;
  node.mark = at(cell, whole);
  for (const auto& [text, offset] : pieces(cell.text)) {
    if (full_) break;
    node.items.push_back(entry(cell, text, offset));
  }
  return node;
}

/// `通知1份、签到1份` within a line is a list.
Node CellReader::map_value(const Cell& cell, std::string_view value, std::size_t offset) {
  const std::string_view mark = "、";
  if (value.starts_with('{') || value.starts_with('[') || value.find(mark) == std::string_view::npos) {
    return entry(cell, value, offset);
  }
  Node node;
  node.kind = NodeKind::sequence;
  node.mark = at(cell, offset);
  for (const auto& part : split(value, "\n")) {
    for (std::size_t first = 0; first <= part.size();) {
      const auto end = std::min(part.find(mark, first), part.size());
      const auto one = trimmed(std::string_view(part).substr(first, end - first));
      if (!one.empty() && !take(cell, 1)) return node;
      if (!one.empty()) node.items.push_back(scalar(cell, one, offset + first));
      first = end + mark.size();
    }
  }
  return node;
}

Node CellReader::map(const Cell& cell) {
  const auto clean = trimmed(cell.text);
  if (clean.starts_with('{') || clean.starts_with('[')) return entry(cell, clean, entry_offset(cell));
  Node node;
  node.kind = NodeKind::mapping;
  node.mark = at(cell, entry_offset(cell));
  for (const auto& [text, offset] : pieces(cell.text)) {
    if (full_) break;
    std::size_t length = 1;
    auto colon = text.find(':');
    if (const auto wide = text.find("："); wide != std::string_view::npos && wide < colon) {
      colon = wide;
      length = std::string_view("：").size();
    }
    if (colon == std::string_view::npos) {
      faults_.push_back(sheet_.fault(cell, {"index/table-no-colon", {{"text", std::string(text)}}}));
      continue;
    }
    const auto value = trimmed(text.substr(colon + length));
    const auto value_at = offset + static_cast<std::size_t>(value.data() - text.data());
    node.fields.push_back({scalar(cell, trimmed(text.substr(0, colon)), offset), map_value(cell, value, value_at)});
  }
  return node;
}

Node CellReader::range(const Cell& cell) {
  const auto clean = trimmed(cell.text);
  for (const std::string_view mark : {"至", "到", "～", "~"}) {
    const auto at = clean.find(mark);
    if (at == std::string_view::npos) continue;
    const auto from = trimmed(clean.substr(0, at));
    const auto to = trimmed(clean.substr(at + mark.size()));
    if (!parse_date(from) || !parse_date(to)) continue;
    Node node;
    node.kind = NodeKind::mapping;
    node.mark = this->at(cell, entry_offset(cell));
    const auto offset = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - cell.text.data()); };
    node.fields.push_back({scalar(cell, "from", offset(from)), scalar(cell, from, offset(from))});
    node.fields.push_back({scalar(cell, "to", offset(to)), scalar(cell, to, offset(to))});
    return node;
  }
  return entry(cell, clean, entry_offset(cell));
}

Node CellReader::value_of(const Cell& cell, Shape shape, bool is_text) {
  switch (shape) {
    case Shape::list: return list(cell);
    case Shape::map: return map(cell);
    case Shape::range: return range(cell);
    case Shape::text: break;
  }
  const auto clean = trimmed(cell.text);
  if (is_text) {
    if (!take(cell, 1)) return scalar(cell, {}, 0);
    auto node = scalar(cell, clean, entry_offset(cell));
    node.quoted = true;
    return node;
  }
  return entry(cell, clean, entry_offset(cell));
}

}  // namespace guidang
