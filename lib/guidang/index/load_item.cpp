// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/load.hpp"
#include "guidang/json/document.hpp"
#include "guidang/media/format.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::NodeKind;

/// The whole number that a text begins with.
std::optional<int> leading_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 1 || number > 10000) return std::nullopt;
  return number;
}

}  // namespace

std::vector<std::string> texts_of(const Node* list) {
  std::vector<std::string> texts;
  if (list == nullptr) return texts;
  for (const auto& one : list->items) {
    if (one.kind == NodeKind::scalar && !one.text.empty()) texts.push_back(one.text);
  }
  return texts;
}

void IndexLoader::note_code(const Node& code) {
  const auto [first, is_new] = codes_.try_emplace(folded(code.text), code.text, code.mark.line);
  if (is_new) return;
  faults_.add(code,
              {"index/duplicate-code",
               {{"code", code.text}, {"first", first->second.first}, {"line", std::int64_t{first->second.second}}}});
}

void IndexLoader::check_inner(const Node& node) {
  constexpr auto k_allowed = std::to_array<std::string_view>(
      {"code", "title", "items", "owner", "due", "window", "not_applicable", "weight", "was", "content", "called"});
  for (const auto& field : node.fields) {
    if (std::ranges::find(k_allowed, field.key.text) == k_allowed.end())
      faults_.add(field.key, {"index/not-on-inner", {}});
  }
}

void IndexLoader::load_weight(const Node& node, Item& item) {
  const auto* weight = node.find("weight");
  if (weight != nullptr) item.weight = load_share(weight);
}

Item IndexLoader::load_item(const Node& node, const Inherited& outer) {
  Item item;
  item.where = where(node);
  if (node.mark.source > 0) item.origin = item.where.file;
  if (const auto* code = node.find("code"); code != nullptr && code->kind == NodeKind::scalar) {
    item.code = code->text;
    item.where = where(*code);
    note_code(*code);
  }
  if (const auto* title = node.find("title"); title != nullptr) item.title = title->text;
  if (const auto* content = node.find("content"); content != nullptr) item.content = content->text;
  item.was = texts_of(node.find("was"));
  if (const auto* weight = node.find("weight"); weight != nullptr && (depth_ > 0 || in_bonus_)) {
    faults_.add(*weight, {"index/weight-not-on-project", {}});
  }
  const auto inherited = inherit(node, outer);
  item.owner = inherited.owner;
  const auto* children = node.find("items");
  if (children == nullptr) {
    load_leaf(node, inherited, item);
    return item;
  }
  check_inner(node);
  ++depth_;
  for (const auto& child : children->items) {
    item.children.push_back(load_item(child, inherited));
    item.points += item.children.back().points;
  }
  --depth_;
  if (item.children.empty()) complete_ = false;
  return item;
}

void IndexLoader::load_leaf(const Node& node, const Inherited& inherited, Item& item) {
  const auto* points = node.find("points");
  const auto number = points == nullptr ? std::nullopt : Exact::parse(points->text);
  if (!number || number->is_negative()) complete_ = false;
  item.points = number.value_or(0);
  if (const auto* methods = node.find("methods"); methods != nullptr) {
    for (const auto& word : methods->items) {
      const auto method = parse_method(word.text);
      if (method && std::ranges::find(item.methods, *method) == item.methods.end()) item.methods.push_back(*method);
    }
  }
  if (item.methods.empty()) item.methods = {Method::documents};
  slots_read_ = true;
  item.slots = load_slots(node.find("slots"), inherited);
  item.events = load_events(node.find("events"), inherited);
  item.standards = load_standards(node.find("standards"), inherited);
  load_leaf_extras(node, inherited, item);
  if (const auto* scoring = node.find("scoring"); scoring != nullptr) load_scoring(*scoring, item);
}

std::vector<Slot> IndexLoader::load_slots(const Node* node, const Inherited& inherited) {
  std::vector<Slot> slots;
  if (node == nullptr) return slots;
  std::map<std::string, int> lines;
  for (const auto& one : node->items) {
    if (one.kind != NodeKind::scalar && one.kind != NodeKind::mapping) continue;
    auto slot = load_slot(one, inherited);
    if (slot.name.empty()) {
      slots_read_ = false;
      continue;
    }
    const auto [first, is_new] = lines.try_emplace(folded(slot.name), one.mark.line);
    if (!is_new) {
      faults_.add(one, {"index/duplicate-slot", {{"slot", slot.name}, {"line", std::int64_t{first->second}}}});
      continue;
    }
    slots.push_back(std::move(slot));
  }
  return slots;
}

Slot IndexLoader::load_slot(const Node& node, const Inherited& inherited) {
  Slot slot;
  if (node.kind == NodeKind::scalar) {
    load_slot_sentence(node, slot);
  } else {
    load_slot_fields(node, slot);
  }
  check_pairs(node, slot);
  const auto own = inherit(node, inherited);
  slot.window = own.window;
  slot.due = own.due;
  slot.demands.name_pattern = own.called;
  slot.where = where(node);
  return slot;
}

void IndexLoader::check_pairs(const Node& node, const Slot& slot) {
  if (!slot.pairs || slot.kind == EvidenceKind::photo) return;
  const auto* pairs = node.find("pairs");
  faults_.add(pairs == nullptr ? node : *pairs, {"index/pairs-need-photos", {{"slot", slot.name}}});
}

void IndexLoader::load_slot_sentence(const Node& node, Slot& slot) {
  const auto read = parse_slot(node.text);
  if (read) {
    slot = *read;
    return;
  }
  const bool several = node.text.find_first_of(",;") != std::string::npos ||
                       node.text.find("，") != std::string::npos || node.text.find("、") != std::string::npos ||
                       node.text.find("；") != std::string::npos;
  faults_.add(node, {several ? "index/several-slots" : "index/bad-slot", {{"text", node.text}}});
}

void IndexLoader::load_slot_fields(const Node& node, Slot& slot) {
  const auto* name = node.find("name");
  if (name == nullptr) return;
  slot.name = name->text;
  slot.kind = kind_of_name(slot.name);
  if (const auto* kind = node.find("kind"); kind != nullptr) slot.kind = parse_kind(kind->text).value_or(slot.kind);
  if (const auto* count = node.find("count"); count != nullptr && count->kind == NodeKind::scalar) {
    const auto read = parse_count(count->text);
    if (!read) faults_.add(*count, {"index/bad-count", {{"text", count->text}}});
    if (read) slot.count = read->count;
    if (read) slot.unit = read->unit;
  }
  slot.pairs = slot.unit == k_pair_unit;
  if (const auto* pairs = node.find("pairs"); pairs != nullptr) slot.pairs = pairs->text == "yes";
  if (const auto* distinct = node.find("distinct"); distinct != nullptr) slot.distinct = distinct->text == "yes";
  if (const auto* formats = node.find("formats"); formats != nullptr) load_formats(*formats, slot);
  load_demands(node, slot);
}

void IndexLoader::load_formats(const Node& node, Slot& slot) {
  for (const auto& one : node.items) {
    if (one.kind != NodeKind::scalar) continue;
    auto word = folded(one.text);
    if (word.starts_with('.')) word.erase(0, 1);
    const auto* format = media::find_format(word);
    if (format == nullptr) format = media::format_of_extension(word);
    if (format == nullptr) {
      std::vector<std::string> known;
      for (const auto& each : media::formats()) known.emplace_back(each.name);
      faults_.add(one, {"index/unknown-format", {{"format", one.text}}}, json::did_you_mean(word, known));
      continue;
    }
    if (std::ranges::find(slot.formats, format->name) == slot.formats.end()) slot.formats.emplace_back(format->name);
  }
}

std::vector<Standard> IndexLoader::load_standards(const Node* node, const Inherited& inherited) {
  std::vector<Standard> standards;
  if (node == nullptr) return standards;
  for (const auto& [key, value] : node->fields) {
    const auto number = leading_number(key.text);
    if (!number || std::to_string(*number) != key.text) {
      faults_.add(key, {"index/standard-number", {{"text", key.text}}});
      continue;
    }
    Standard standard;
    standard.number = *number;
    standard.where = where(key);
    standard.slots = load_slots(&value, inherited);
    standards.push_back(std::move(standard));
  }
  return standards;
}

}  // namespace guidang
