// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/print_yaml.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/index/demands.hpp"
#include "guidang/index/load.hpp"
#include "guidang/index/print_words.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::quoted_node;
using yaml::text_node;

constexpr int k_default_zone_minutes = 8 * 60;
constexpr int k_hour_minutes = 60;

std::string share_text(const Exact& share) {
  return (share * Exact(100)).text() + "%";
}

Node flow_mapping() {
  auto node = yaml::mapping_node();
  node.flow = true;
  return node;
}

bool holds_divider(std::string_view text) {
  constexpr auto k_dividers = std::to_array<std::string_view>({"/", "／", "÷", "∕"});
  return trimmed(text) != text || std::ranges::any_of(k_dividers, [text](std::string_view mark) {
           return text.find(mark) != std::string_view::npos;
         });
}

/// What slots and events have unless they say something else.
struct Defaults {
  std::optional<DateRange> window;
  Date due;

  friend bool operator==(const Defaults&, const Defaults&) = default;
};

/// The window and due day that everything a leaf asks for has in common.
std::optional<Defaults> in_common(const Item& leaf) {
  std::optional<Defaults> common;
  bool same = true;
  const auto note = [&](const Defaults& one) {
    same = same && (!common || *common == one);
    common = one;
  };
  const auto note_all = [&](const std::vector<Slot>& slots) {
    for (const auto& slot : slots) note({slot.window, slot.due});
  };
  note_all(leaf.slots);
  note_all(leaf.exempt_if);
  for (const auto& standard : leaf.standards) note_all(standard.slots);
  if (leaf.events) {
    note({leaf.events->window, leaf.events->due});
    note_all(leaf.events->parts);
  }
  return same ? common : std::nullopt;
}

class Writer {
 public:
  Writer(const Index& index, bool zh) : index_(index), zh_(zh) {}

  Node run() {
    auto root = yaml::mapping_node();
    yaml::put(root, "guidang", text_node("index/1"));
    put_header(root);
    put_awards(root);
    put_severities(root);
    if (index_.not_applicable != NotApplicable::rescale) {
      put(root, "not_applicable", word(to_string(index_.not_applicable)));
    }
    if (index_.account) put(root, "account", account(*index_.account));
    put(root, "items", items(index_.items, ""));
    if (index_.bonus) {
      auto bonus = yaml::mapping_node();
      put(bonus, "most", number(index_.bonus->most));
      put(bonus, "items", items(index_.bonus->items, ""));
      put(root, "bonus", std::move(bonus));
    }
    put_vetoes(root);
    return root;
  }

 private:
  [[nodiscard]] std::string key(std::string_view en) const { return key_in(en, zh_); }

  [[nodiscard]] Node word(std::string_view en) const { return text_node(word_in(en, zh_)); }

  void put(Node& mapping, std::string_view en, Node value) const { yaml::put(mapping, key(en), std::move(value)); }

  static Node number(const Exact& value) { return text_node(value.text()); }

  static Node date(const Date& day) { return text_node(to_string(day)); }

  static Node list(const std::vector<std::string>& texts, bool flow) {
    auto node = yaml::sequence_node();
    node.flow = flow;
    for (const auto& text : texts) node.items.push_back(quoted_node(text));
    return node;
  }

  [[nodiscard]] Node window(const std::optional<DateRange>& range) const {
    if (!range) return word("any");
    const bool in_force = range->from == k_all_days.from && range->to == index_.period.to;
    if (in_force && *range != index_.period) return text_node(zh_ ? "仍有效" : "still in force");
    auto node = flow_mapping();
    put(node, "from", date(range->from));
    put(node, "to", date(range->to));
    return node;
  }

  void put_header(Node& root) const {
    put(root, "code", quoted_node(index_.code));
    put(root, "title", quoted_node(index_.title));
    put(root, "tier", word(to_string(index_.tier)));
    put(root, "edition", quoted_node(index_.edition));
    put(root, "period", window(index_.period));
    put(root, "submission", date(index_.submission));
    if (index_.zone_minutes != k_default_zone_minutes) {
      const int zone = std::abs(index_.zone_minutes);
      put(root,
          "zone",
          quoted_node(fmt::format(
              "{}{:02}:{:02}", index_.zone_minutes < 0 ? '-' : '+', zone / k_hour_minutes, zone % k_hour_minutes)));
    }
    put(root, "total", number(index_.total));
    auto shares = flow_mapping();
    for (const auto& [rating, share] : index_.shares) yaml::put(shares, rating, text_node(share_text(share)));
    put(root, "shares", std::move(shares));
    if (!index_.leaf_places) return;
    auto rounding = flow_mapping();
    put(rounding, "leaf", text_node(std::to_string(*index_.leaf_places)));
    put(rounding, "method", word("half_up"));
    put(root, "rounding", std::move(rounding));
  }

  void put_awards(Node& root) const {
    if (index_.awards.empty()) return;
    auto awards = yaml::sequence_node();
    for (const auto& award : index_.awards) {
      auto node = flow_mapping();
      put(node, "name", quoted_node(award.name));
      yaml::put(node, zh_ ? "起" : "from", number(award.from));
      if (award.each_project) put(node, "each_project", text_node(share_text(*award.each_project)));
      awards.items.push_back(std::move(node));
    }
    put(root, "awards", std::move(awards));
  }

  void put_severities(Node& root) const {
    if (index_.severities.empty()) return;
    auto node = yaml::mapping_node();
    for (const auto& [rule, severity] : index_.severities) yaml::put(node, rule, word(to_string(severity)));
    put(root, "severities", std::move(node));
  }

  [[nodiscard]] Node account(const Account& account) const {
    auto node = yaml::mapping_node();
    if (!account.kinds.empty()) {
      auto kinds = yaml::sequence_node();
      for (const auto& kind : account.kinds) {
        auto one = flow_mapping();
        put(one, "name", quoted_node(kind.name));
        yaml::put(one, zh_ ? "分" : "points", number(kind.points));
        if (kind.doubled_from > 0) put(one, "doubled_from", text_node(std::to_string(kind.doubled_from)));
        kinds.items.push_back(std::move(one));
      }
      put(node, "kinds", std::move(kinds));
    }
    put(node, "on_the_spot", text_node(share_text(account.on_the_spot)));
    if (account.most_taken) put(node, "most_taken", number(*account.most_taken));
    if (account.most_given) put(node, "most_given", number(*account.most_given));
    return node;
  }

  [[nodiscard]] std::string effect_text(VetoEffect effect, const Veto& veto) const {
    if (!zh_) return print_effect(effect, veto);
    switch (effect) {
      case VetoEffect::ineligible: return "取消资格";
      case VetoEffect::item_zero: return "该项不得分";
      case VetoEffect::project_zero: return fmt::format("项目{}不得分", veto.target);
      case VetoEffect::total_zero: return "总分为零";
      case VetoEffect::total_at_most: return "总分最高" + veto.most.text();
    }
    return {};
  }

  void put_vetoes(Node& root) const {
    if (index_.vetoes.empty()) return;
    auto vetoes = yaml::sequence_node();
    for (const auto& veto : index_.vetoes) {
      auto node = yaml::mapping_node();
      put(node, "code", quoted_node(veto.code));
      put(node, "title", quoted_node(veto.title));
      auto effects = yaml::sequence_node();
      effects.flow = true;
      for (const auto effect : veto.effects) effects.items.push_back(text_node(effect_text(effect, veto)));
      put(node, "effect", std::move(effects));
      if (veto.look_back != index_.period) put(node, "look_back", window(veto.look_back));
      put_slots(node, "proofs", veto.proofs, {veto.look_back, index_.submission});
      vetoes.items.push_back(std::move(node));
    }
    put(root, "vetoes", std::move(vetoes));
  }

  Node items(const std::vector<Item>& list, const std::string& owner) {
    auto node = yaml::sequence_node();
    for (const auto& one : list) node.items.push_back(item(one, owner));
    return node;
  }

  Node item(const Item& item, const std::string& owner) {
    auto node = yaml::mapping_node();
    if (!item.origin.empty()) node.comment = fmt::format("{}:{}", escaped(item.where.file), item.where.line);
    put(node, "code", quoted_node(item.code));
    put(node, "title", quoted_node(item.title));
    if (item.weight) put(node, "weight", text_node(share_text(*item.weight)));
    if (!item.was.empty()) put(node, "was", list(item.was, true));
    if (!item.content.empty()) put(node, "content", quoted_node(item.content));
    if (item.is_leaf()) put(node, "points", number(item.points));
    if (item.owner != owner) put(node, "owner", quoted_node(item.owner));
    if (item.is_leaf()) {
      put_leaf(node, item);
    } else {
      put(node, "items", items(item.children, item.owner));
    }
    return node;
  }

  void put_leaf(Node& node, const Item& item) const {
    if (item.methods != std::vector{Method::documents}) {
      auto methods = yaml::sequence_node();
      methods.flow = true;
      for (const auto method : item.methods) methods.items.push_back(word(to_string(method)));
      put(node, "methods", std::move(methods));
    }
    Defaults defaults{index_.period, index_.submission};
    const auto own = in_common(item).value_or(defaults);
    put_days(node, own, defaults);
    put_slots(node, "slots", item.slots, own);
    if (item.events) put(node, "events", events(*item.events, own));
    if (!item.standards.empty()) {
      auto standards = yaml::mapping_node();
      for (const auto& standard : item.standards) {
        yaml::put(standards, std::to_string(standard.number), slots(standard.slots, own));
      }
      put(node, "standards", std::move(standards));
    }
    put_scoring(node, item);
    if (item.not_applicable) put(node, "not_applicable", word(to_string(*item.not_applicable)));
    put_slots(node, "exempt_if", item.exempt_if, own);
    put_measures(node, item.measures);
    put_sample(node, item.sample);
    if (!item.same_as.empty()) put(node, "same_as", list(item.same_as, true));
    if (!item.issued.empty()) put(node, "issued", list(item.issued, false));
  }

  /// Says the window and due day where they are not those that hold anyway.
  void put_days(Node& node, const Defaults& own, const Defaults& outer) const {
    if (own.window != outer.window) put(node, "window", window(own.window));
    if (own.due != outer.due) put(node, "due", date(own.due));
  }

  void put_scoring(Node& node, const Item& item) const {
    auto sentences = yaml::sequence_node();
    for (const auto& sentence : item.scoring) {
      sentences.items.push_back(text_node(print_sentence(sentence, zh_ ? "zh" : "en")));
    }
    put(node, "scoring", sentences.items.size() == 1 ? sentences.items.front() : std::move(sentences));
  }

  void put_measures(Node& node, const std::vector<Measure>& measures) const {
    if (measures.empty()) return;
    auto map = yaml::mapping_node();
    for (const auto& measure : measures) {
      const bool fields = measure.if_zero || holds_divider(measure.numerator) || holds_divider(measure.denominator);
      auto text = measure.numerator;
      if (!measure.denominator.empty()) text += " / " + measure.denominator;
      auto value = text_node(std::move(text));
      if (fields) {
        value = flow_mapping();
        put(value, "numerator", quoted_node(measure.numerator));
        if (!measure.denominator.empty()) put(value, "denominator", quoted_node(measure.denominator));
        if (measure.if_zero) put(value, "if_zero", text_node(share_text(*measure.if_zero)));
      }
      yaml::put(map, measure.name, std::move(value));
    }
    put(node, "measures", std::move(map));
  }

  void put_sample(Node& node, const SampleRule& sample) const {
    if (sample == SampleRule{}) return;
    auto map = flow_mapping();
    if (sample.count > 0) yaml::put(map, zh_ ? "数量" : "count", text_node(std::to_string(sample.count)));
    if (!sample.seed.empty()) put(map, "seed", quoted_node(sample.seed));
    put(node, "sample", std::move(map));
  }

  [[nodiscard]] Node events(const EventRule& rule, const Defaults& outer) const {
    auto node = yaml::mapping_node();
    put(node, "count", text_node(std::to_string(rule.least)));
    put_days(node, {rule.window, rule.due}, outer);
    if (!rule.occasions.empty()) {
      auto occasions = yaml::sequence_node();
      for (const auto& occasion : rule.occasions) {
        auto one = flow_mapping();
        put(one, "name", quoted_node(occasion.name));
        put(one, "from", date(occasion.range.from));
        put(one, "to", date(occasion.range.to));
        if (occasion.due != std::min(occasion.range.to, index_.submission)) put(one, "due", date(occasion.due));
        occasions.items.push_back(std::move(one));
      }
      put(node, "occasions", std::move(occasions));
    }
    put_slots(node, "parts", rule.parts, {rule.window, rule.due});
    return node;
  }

  void put_slots(Node& node, std::string_view en, const std::vector<Slot>& list, const Defaults& outer) const {
    if (!list.empty()) put(node, en, slots(list, outer));
  }

  [[nodiscard]] Node slots(const std::vector<Slot>& list, const Defaults& outer) const {
    auto node = yaml::sequence_node();
    node.flow = true;
    for (const auto& one : list) {
      node.items.push_back(slot(one, outer));
      if (node.items.back().kind == yaml::NodeKind::mapping) node.flow = false;
    }
    return node;
  }

  /// A sentence where that says all.
  [[nodiscard]] Node slot(const Slot& slot, const Defaults& outer) const {
    const auto text = print_slot(slot);
    const auto read = parse_slot(text);
    const bool plain = read && read->name == slot.name && read->kind == slot.kind && read->count == slot.count &&
                       read->unit == slot.unit && read->pairs == slot.pairs && slot.formats.empty() &&
                       !slot.most_bytes && !slot.distinct && slot.demands == FileDemands{} &&
                       Defaults{slot.window, slot.due} == outer;
    if (plain) return text_node(text);
    auto node = flow_mapping();
    put(node, "name", quoted_node(slot.name));
    if (slot.kind != kind_of_name(slot.name)) put(node, "kind", word(to_string(slot.kind)));
    yaml::put(node, zh_ ? "数量" : "count", text_node(print_count(slot.count, slot.unit)));
    if (!slot.formats.empty()) put(node, "formats", list(slot.formats, true));
    put_size(node, slot, zh_);
    put_days(node, {slot.window, slot.due}, outer);
    if (slot.pairs != (slot.unit == k_pair_unit)) put(node, "pairs", word(slot.pairs ? "yes" : "no"));
    if (slot.distinct) put(node, "distinct", word("yes"));
    put_demands(node, slot.demands, zh_);
    return node;
  }

  const Index& index_;
  bool zh_;
};

}  // namespace

std::string write_index_yaml(const Index& index, std::string_view language) {
  return yaml::print(Writer(index, language == "zh").run());
}

}  // namespace guidang
