// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "guidang/base/number.hpp"
#include "guidang/base/text.hpp"
#include "guidang/index/load.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::NodeKind;

constexpr int k_most_drawn = 10000;

/// The marks that people divide with: half width, full width, the signs of schools.
constexpr auto k_dividers = std::to_array<std::string_view>({"/", "／", "÷", "∕"});

/// Where the next divider stands in `text`, and how many bytes it takes.
std::pair<std::size_t, std::size_t> find_divider(std::string_view text) {
  std::pair<std::size_t, std::size_t> first{std::string_view::npos, 0};
  for (const auto mark : k_dividers) {
    const auto at = text.find(mark);
    if (at < first.first) first = {at, mark.size()};
  }
  return first;
}

/// The names of one text, separated by 、 or a comma.
std::vector<std::string_view> listed_names(std::string_view text) {
  std::vector<std::string_view> names;
  std::size_t from = 0;
  const auto add = [&](std::size_t to) {
    const auto name = trimmed(text.substr(from, to - from));
    if (!name.empty()) names.push_back(name);
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const std::string_view mark : {"、", ",", "，", ";", "；"}) {
      if (!text.substr(at).starts_with(mark)) continue;
      add(at);
      from = at + mark.size();
    }
  }
  add(text.size());
  return names;
}

}  // namespace

void IndexLoader::load_leaf_extras(const Node& node, const Inherited& inherited, Item& item) {
  item.not_applicable = inherited.not_applicable;
  item.exempt_if = load_slots(node.find("exempt_if"), inherited);
  item.same_as = texts_of(node.find("same_as"));
  item.issued = texts_of(node.find("issued"));
  if (const auto* measures = node.find("measures"); measures != nullptr) load_measures(*measures, item);
  if (const auto* sample = node.find("sample"); sample != nullptr) {
    const auto* count = sample->find("count");
    const auto* seed = sample->find("seed");
    if (count != nullptr) item.sample.count = std::min(read_count(count->text).value_or(0), k_most_drawn);
    if (seed != nullptr) item.sample.seed = seed->text;
  }
}

void IndexLoader::load_measures(const Node& node, Item& item) {
  if (node.kind != NodeKind::mapping) return load_measure_names(node, item);
  std::map<std::string, int> lines;
  for (const auto& [key, value] : node.fields) {
    auto measure = load_measure(value);
    measure.name = key.text;
    add_measure(key, std::move(measure), lines, item);
  }
}

/// Plain names declare figures that are facts, slots or built in as they are.
void IndexLoader::load_measure_names(const Node& node, Item& item) {
  std::map<std::string, int> lines;
  const auto declare = [&](const Node& place, std::string_view name) {
    if (find_divider(name).first != std::string_view::npos) {
      return faults_.add(place, {"index/measure-without-name", {{"text", std::string(name)}}});
    }
    add_measure(place, {std::string(name), std::string(name), {}, {}}, lines, item);
  };
  const auto declare_all = [&](const Node& place) {
    if (place.kind != NodeKind::scalar) return;
    for (const auto name : listed_names(place.text)) declare(place, name);
  };
  declare_all(node);
  for (const auto& one : node.items) declare_all(one);
}

void IndexLoader::add_measure(const Node& place, Measure measure, std::map<std::string, int>& lines, Item& item) {
  const auto [first, is_new] = lines.try_emplace(folded(measure.name), place.mark.line);
  if (is_new) {
    item.measures.push_back(std::move(measure));
    return;
  }
  faults_.add(place, {"index/duplicate-measure", {{"name", measure.name}, {"line", std::int64_t{first->second}}}});
}

Measure IndexLoader::load_measure(const Node& node) {
  Measure measure;
  if (node.kind == NodeKind::mapping) {
    const auto* numerator = node.find("numerator");
    const auto* denominator = node.find("denominator");
    if (numerator != nullptr) measure.numerator = numerator->text;
    if (denominator != nullptr) measure.denominator = denominator->text;
    measure.if_zero = load_share(node.find("if_zero"));
    return measure;
  }
  if (node.kind != NodeKind::scalar) return measure;
  const std::string_view text = node.text;
  const auto [at, size] = find_divider(text);
  measure.numerator = trimmed(text.substr(0, at));
  if (at == std::string_view::npos) return measure;
  const auto rest = text.substr(at + size);
  measure.denominator = trimmed(rest);
  const auto column = static_cast<int>(code_points(text.substr(0, at)));
  if (measure.numerator.empty() || measure.denominator.empty()) {
    faults_.add(faults_.inside(node, column, 1), {"index/measure-half", {{"text", node.text}}});
  } else if (const auto second = find_divider(rest); second.first != std::string_view::npos) {
    const auto place = column + 1 + static_cast<int>(code_points(rest.substr(0, second.first)));
    faults_.add(faults_.inside(node, place, 1), {"index/measure-twice-divided", {{"text", node.text}}});
  }
  return measure;
}

}  // namespace guidang
