// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/index/load.hpp"

namespace guidang {
namespace {

/// A text in double quotes that YAML reads back byte for byte.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += text[i];
    } else if (c < 0x20 || c == 0x7F) {
      result += fmt::format("\\x{:02X}", c);
    } else {
      result += text[i];
    }
  }
  return result + '"';
}

/// Collects lines at growing indents, and counts the nodes they are.
class Writer {
 public:
  void line(int depth, std::string_view key, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{:{}}{}:{}{}\n", "", depth * 2, key, value.empty() ? "" : " ", value);
    count(value);
  }

  /// Begins an item of a list with its first field.
  void item(int depth, std::string_view key, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{:{}}- {}: {}\n", "", depth * 2, key, value);
    count(value);
    ++nodes_;
  }

  void entry(int depth, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{:{}}- {}\n", "", depth * 2, value);
    count(value);
  }

  [[nodiscard]] Canonical take() { return {std::move(text_), nodes_}; }

 private:
  void count(std::string_view value) {
    ++nodes_;
    if (!value.starts_with('{') && !value.starts_with('[')) return;  // texts of people stand in quotes
    nodes_ += static_cast<std::size_t>(std::ranges::count(value, ',')) + 1;
  }

  std::string text_;
  std::size_t nodes_ = 1;
};

std::string range_text(const DateRange& range) {
  return fmt::format("{{from: {}, to: {}}}", to_string(range.from), to_string(range.to));
}

void write_slots(Writer& writer, int depth, std::string_view key, const std::vector<Slot>& slots) {
  if (slots.empty()) return;
  writer.line(depth, key, "");
  for (const auto& slot : slots) {
    writer.item(depth + 1, "name", quoted(slot.name));
    writer.line(depth + 2, "kind", to_string(slot.kind));
    writer.line(depth + 2, "count", quoted(print_count(slot.count, slot.unit)));
    writer.line(depth + 2, "formats", fmt::format("[{}]", fmt::join(slot.formats, ", ")));
    if (slot.most_bytes) writer.line(depth + 2, "size", fmt::format("{{most: {}B}}", *slot.most_bytes));
    writer.line(depth + 2, "window", slot.window ? range_text(*slot.window) : "any");
    writer.line(depth + 2, "due", to_string(slot.due));
  }
}

void write_leaf(Writer& writer, int depth, const Item& item) {
  writer.line(depth, "points", item.points.text());
  std::vector<std::string_view> methods;
  for (const auto method : item.methods) methods.push_back(to_string(method));
  writer.line(depth, "methods", fmt::format("[{}]", fmt::join(methods, ", ")));
  if (!item.owner.empty()) writer.line(depth, "owner", quoted(item.owner));
  write_slots(writer, depth, "slots", item.slots);
  if (item.events) {
    writer.line(depth, "events", "");
    writer.line(depth + 1, "count", std::to_string(item.events->least));
    writer.line(depth + 1, "window", item.events->window ? range_text(*item.events->window) : "any");
    writer.line(depth + 1, "due", to_string(item.events->due));
    write_slots(writer, depth + 1, "parts", item.events->parts);
  }
  if (!item.standards.empty()) {
    writer.line(depth, "standards", "");
    for (const auto& standard : item.standards) {
      write_slots(writer, depth + 1, std::to_string(standard.number), standard.slots);
    }
  }
  writer.line(depth, "scoring", "");
  for (const auto& sentence : item.scoring) writer.entry(depth + 1, quoted(print_sentence(sentence, "en")));
}

void write_item(Writer& writer, int depth, const Item& item) {
  writer.item(depth, "code", quoted(item.code));
  writer.line(depth + 1, "title", quoted(item.title));
  if (item.is_leaf()) return write_leaf(writer, depth + 1, item);
  if (!item.owner.empty()) writer.line(depth + 1, "owner", quoted(item.owner));
  writer.line(depth + 1, "items", "");
  for (const auto& child : item.children) write_item(writer, depth + 2, child);
}

void write_awards(Writer& writer, const Index& index) {
  if (index.awards.empty()) return;
  writer.line(0, "awards", "");
  for (const auto& award : index.awards) {
    writer.item(1, "name", quoted(award.name));
    writer.line(2, "from", award.from.text());
    if (award.each_project) writer.line(2, "each_project", award.each_project->text());
  }
}

}  // namespace

Canonical write_canonical(const Index& index) {
  Writer writer;
  writer.line(0, "guidang", "index/1");
  writer.line(0, "code", quoted(index.code));
  writer.line(0, "title", quoted(index.title));
  writer.line(0, "tier", to_string(index.tier));
  writer.line(0, "edition", quoted(index.edition));
  writer.line(0, "period", range_text(index.period));
  writer.line(0, "submission", to_string(index.submission));
  const int zone = std::abs(index.zone_minutes);
  writer.line(
      0, "zone", quoted(fmt::format("{}{:02}:{:02}", index.zone_minutes < 0 ? '-' : '+', zone / 60, zone % 60)));
  writer.line(0, "total", index.total.text());
  writer.line(0, "shares", "");
  for (const auto& [rating, share] : index.shares) writer.line(1, quoted(rating), share.text());
  if (index.leaf_places) {
    writer.line(0, "rounding", fmt::format("{{leaf: {}, method: half_up}}", *index.leaf_places));
  }
  write_awards(writer, index);
  if (!index.severities.empty()) {
    writer.line(0, "severities", "");
    for (const auto& [rule, severity] : index.severities) writer.line(1, rule, to_string(severity));
  }
  writer.line(0, "items", "");
  for (const auto& item : index.items) write_item(writer, 1, item);
  return writer.take();
}

std::string canonical_text(const Index& index) {
  return write_canonical(index).text;
}

}  // namespace guidang
