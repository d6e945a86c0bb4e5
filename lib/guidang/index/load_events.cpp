// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/base/number.hpp"
#include "guidang/index/festivals.hpp"
#include "guidang/index/load.hpp"
#include "guidang/index/phrase.hpp"
#include "guidang/json/document.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::NodeKind;

constexpr int k_most_events = 10000;
constexpr std::size_t k_most_occasions = 1000;       // of one leaf
constexpr std::size_t k_most_occasions_all = 20000;  // of an index; five nodes each when written out

/// "3次", "三次", "2 场" or a number.
std::optional<int> parse_event_count(Phrase phrase) {
  const auto number = phrase.take_number();
  phrase.take({"场次", "次", "场", "期", "回", "个"});
  return number && phrase.done() && *number <= k_most_events ? number : std::nullopt;
}

/// "全年4次", "4 a year": the number for twelve months.
std::optional<int> parse_yearly_count(Phrase phrase) {
  const bool chinese = phrase.take({"全年", "每年"});
  const auto number = phrase.take_number();
  if (!number || *number < 1 || *number > k_most_events) return std::nullopt;
  if (chinese) {
    phrase.take({"场次", "次", "场", "期", "回", "个"});
  } else if (!phrase.take({"ayear"})) {
    return std::nullopt;
  }
  return phrase.done() ? number : std::nullopt;
}

std::optional<Around> load_around(const Node* node) {
  if (node == nullptr || node->kind != NodeKind::mapping) return std::nullopt;
  constexpr int k_most = 366;
  const auto days = [&](std::string_view key) {
    const auto* field = node->find(key);
    return std::min(field == nullptr ? 0 : read_count(field->text).value_or(0), k_most);
  };
  return Around{days("before"), days("after")};
}

/// A day in the one notation of the format, or as the list may hold it.
bool looks_like_day(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' && find_festival(text) == nullptr;
}

}  // namespace

std::optional<EventRule> IndexLoader::load_events(const Node* node, const Inherited& inherited) {
  if (node == nullptr || node->kind != NodeKind::mapping) return std::nullopt;
  EventRule rule;
  rule.where = where(*node);
  const auto own = inherit(*node, inherited);
  rule.due = own.due;
  rule.window = own.window;
  const bool dated = period_.from.ok() && period_.to.ok() && submission_.ok();  // else the form has said so
  const auto* count = node->find("count");
  rule.least = count == nullptr ? 0 : load_event_count(*count, rule.window.value_or(period_));
  if (dated) load_occasions(*node, rule);
  rule.least = std::max(rule.least, static_cast<int>(rule.occasions.size()));
  rule.parts = load_slots(node->find("parts"), own);
  return rule;
}

int IndexLoader::load_event_count(const Node& node, const DateRange& window) {
  if (node.kind != NodeKind::scalar) return 1;
  const Phrase phrase(node.text);
  if (const auto count = parse_event_count(phrase)) return *count;
  if (const auto yearly = parse_yearly_count(phrase)) {
    return window.from.ok() && window.to.ok() ? *yearly * whole_months(window) / 12 : 1;
  }
  faults_.add(node, {"index/bad-event-count", {{"text", node.text}}});
  return 1;
}

void IndexLoader::load_occasions(const Node& events, EventRule& rule) {
  const auto window = rule.window.value_or(period_);
  const auto* around_node = events.find("around");
  const auto around = load_around(around_node);
  const auto* each = events.find("each");
  const auto* listed = events.find("occasions");
  bool days = listed != nullptr;
  if (each != nullptr) {
    for (const auto& one : each->items) {
      load_frequency(one, around, window, rule);
      const auto frequency = parse_frequency(one.text);
      days = days || !frequency || frequency->is_day();
    }
  }
  if (listed != nullptr) {
    const auto before = rule.occasions.size();
    bool all_read = !listed->items.empty();
    for (const auto& one : listed->items) all_read = load_occasion(one, around, window, rule) && all_read;
    if (rule.occasions.size() == before && all_read) {
      faults_.add(*listed, {"index/no-occasion", {{"from", to_string(window.from)}, {"to", to_string(window.to)}}});
    }
  }
  if (around_node != nullptr && !days) faults_.add(*around_node, {"index/around-unused", {}});
  sort_occasions(rule.occasions);
}

bool IndexLoader::take_room(const Node& node, std::size_t occasions, const EventRule& rule) {
  occasions_ += occasions;
  if (rule.occasions.size() + occasions <= k_most_occasions && occasions_ <= k_most_occasions_all) return true;
  faults_.add(node, {"index/too-many-occasions", {{"limit", static_cast<std::int64_t>(k_most_occasions)}}});
  return false;
}

void IndexLoader::load_frequency(const Node& node,
                                 std::optional<Around> around,
                                 const DateRange& window,
                                 EventRule& rule) {
  if (node.kind != NodeKind::scalar || node.text.empty() || faults_.full()) return;
  const auto frequency = parse_frequency(node.text);
  if (!frequency) {
    const std::vector<std::string> forms{"每周1次",
                                         "每半月1次",
                                         "每月1次",
                                         "每两月1次",
                                         "每季度1次",
                                         "每半年1次",
                                         "每年1次",
                                         "每月15日",
                                         "每周五",
                                         "each week",
                                         "each half month",
                                         "each month",
                                         "each 2 months",
                                         "each quarter",
                                         "each half year",
                                         "each year",
                                         "15th of each month",
                                         "each Friday"};
    faults_.add(node, {"index/bad-frequency", {{"text", node.text}}}, json::did_you_mean(node.text, forms));
    return;
  }
  auto found = occasions_of(*frequency, window, around, k_most_occasions + 1);
  if (found.empty()) {
    faults_.add(node, {"index/no-occasion", {{"from", to_string(window.from)}, {"to", to_string(window.to)}}});
  }
  if (!take_room(node, found.size(), rule)) return;
  for (auto& one : found) {
    one.due = std::min(one.due, submission_);
    // 每月15日 and 每周五 can meet on one day: that is one occasion
    if (std::ranges::find(rule.occasions, one) == rule.occasions.end()) rule.occasions.push_back(std::move(one));
  }
}

bool IndexLoader::load_occasion(const Node& node,
                                std::optional<Around> around,
                                const DateRange& window,
                                EventRule& rule) {
  if (faults_.full()) return false;
  if (node.kind == NodeKind::mapping) {
    const auto range = load_range(node);
    const auto* name = node.find("name");
    if (!range || name == nullptr) return false;
    const auto part = rule.window ? cut(*range, window) : range;
    if (!part) return true;
    const auto due = load_date(node.find("due"));
    return add_occasion(node, {name->text, *part, due.value_or(std::min(part->to, submission_))}, rule);
  }
  if (node.kind != NodeKind::scalar || node.text.empty()) return false;
  if (!looks_like_day(node.text)) return load_festival(node, around.value_or(k_around_festival), window, rule);
  const auto day = parse_date(node.text);
  if (!day) {
    const auto meant = json::loose_date(node.text);
    std::optional<Message> hint;
    if (meant) hint = Message{"json/write-it", {{"text", to_string(*meant)}}};
    faults_.add(node, {"json/want-date", {{"text", node.text}}}, std::move(hint));
    return false;
  }
  if (!window.contains(*day)) return true;
  auto occasion = occasion_around(to_string(*day), *day, around.value_or(k_around_day), window);
  occasion.due = std::min(occasion.due, submission_);
  return add_occasion(node, std::move(occasion), rule);
}

bool IndexLoader::load_festival(const Node& node, Around around, const DateRange& window, EventRule& rule) {
  const auto* festival = find_festival(node.text);
  if (festival == nullptr) {
    faults_.add(
        node, {"index/unknown-festival", {{"text", node.text}}}, json::did_you_mean(node.text, festival_names()));
    return false;
  }
  const auto first = static_cast<int>(window.from.year());
  const auto last = static_cast<int>(window.to.year());
  if (festival->moves() && (first < k_first_festival_year || last > k_last_festival_year)) {
    faults_.add(node,
                {"index/festival-year",
                 {{"festival", std::string(festival->name)},
                  {"first", std::int64_t{k_first_festival_year}},
                  {"last", std::int64_t{k_last_festival_year}}}});
    return false;
  }
  bool read = true;
  for (int year = first; year <= last && !faults_.full(); ++year) {
    const auto day = festival_day(*festival, year);
    if (!day || !window.contains(*day)) continue;
    auto occasion = occasion_around(year_prefix(*day, window) + std::string(festival->name), *day, around, window);
    occasion.due = std::min(occasion.due, submission_);
    read = add_occasion(node, std::move(occasion), rule) && read;
  }
  return read;
}

bool IndexLoader::add_occasion(const Node& node, Occasion occasion, EventRule& rule) {
  if (!take_room(node, 1, rule)) return false;
  if (std::ranges::find(rule.occasions, occasion) != rule.occasions.end()) {
    faults_.add(node, {"index/occasion-twice", {{"occasion", occasion.name}}});
    return false;
  }
  rule.occasions.push_back(std::move(occasion));
  return true;
}

}  // namespace guidang
