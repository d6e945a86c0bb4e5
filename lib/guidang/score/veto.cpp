// SPDX-License-Identifier: Apache-2.0
// The negative list (否决).
#include <algorithm>
#include <set>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"
#include "guidang/score/effect.hpp"
#include "guidang/score/total.hpp"

namespace guidang {
namespace {

/// Of the lines of a veto those that make it apply, or keep it under review.
class VetoLines {
 public:
  VetoLines(const Veto& veto, const std::vector<const ResultLine*>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& line = *lines[i];
      if (line.date && !veto.look_back.contains(*line.date)) continue;
      if (line.under_review && !decided(lines, i)) review_.push_back(&line);
      if (line.good && !*line.good) applies_.push_back(&line);
    }
  }

  [[nodiscard]] const std::vector<const ResultLine*>& applies() const { return applies_; }

  [[nodiscard]] const std::vector<const ResultLine*>& review() const { return review_; }

 private:
  /// Returns whether a line about the same object says a verdict later: on a later day, also one that is not looked
  /// back at; without two days to compare, or on the same day, further down the table.
  static bool decided(const std::vector<const ResultLine*>& lines, std::size_t place) {
    const auto& open = *lines[place];
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& line = *lines[i];
      if (!line.good || folded(line.object) != folded(open.object)) continue;
      const bool two_days = line.date && open.date && *line.date != *open.date;
      if (two_days ? *line.date > *open.date : i > place) return true;
    }
    return false;
  }

  std::vector<const ResultLine*> applies_;
  std::vector<const ResultLine*> review_;
};

class VetoFinder {
 public:
  explicit VetoFinder(const Surroundings& around) : around_(around) {}

  Vetoes run() {
    for (const auto& veto : around_.index.vetoes) {
      const auto lines = around_.results.find(folded(veto.code));
      if (lines == around_.results.end()) continue;
      const VetoLines said(veto, lines->second);
      for (const auto* line : said.applies()) apply(veto, *line);
      for (const auto* line : said.review()) review(veto, *line);
    }
    return std::move(found_);
  }

 private:
  void apply(const Veto& veto, const ResultLine& line) {
    found_.told.push_back({veto.code, veto.title, false, message(veto, line), line.where});
    bar(veto, found_.confirmed);
    bar(veto, found_.worst);
    if (const auto* item = item_of(veto, line)) found_.zero.push_back(item);
    if (const auto* item = project_of(veto)) found_.zero.push_back(item);
  }

  void review(const Veto& veto, const ResultLine& line) {
    found_.told.push_back({veto.code, veto.title, true, message(veto, line), line.where});
    bar(veto, found_.worst);
    if (const auto* item = item_of(veto, line)) found_.review_zero.push_back(item);
    if (const auto* item = project_of(veto)) found_.review_zero.push_back(item);
  }

  static void bar(const Veto& veto, Barred& barred) {
    for (const auto effect : veto.effects) {
      if (effect == VetoEffect::ineligible) barred.ineligible = true;
      if (effect == VetoEffect::total_zero) barred.total_zero = true;
      if (effect != VetoEffect::total_at_most) continue;
      barred.at_most = barred.at_most ? std::min(*barred.at_most, veto.most) : veto.most;
    }
  }

  static bool has(const Veto& veto, VetoEffect effect) { return std::ranges::count(veto.effects, effect) > 0; }

  [[nodiscard]] const Item* item_of(const Veto& veto, const ResultLine& line) const {
    if (!has(veto, VetoEffect::item_zero) || line.object.empty()) return nullptr;
    return find_item(around_.index, line.object);
  }

  [[nodiscard]] const Item* project_of(const Veto& veto) const {
    return has(veto, VetoEffect::project_zero) ? find_item(around_.index, veto.target) : nullptr;
  }

  /// Names the effects; those that are about an item with its code.
  [[nodiscard]] Message message(const Veto& veto, const ResultLine& line) const {
    Terms effects;
    std::string target;
    for (const auto effect : veto.effects) {
      switch (effect) {
        case VetoEffect::ineligible: effects.push_back({"veto/ineligible"}); break;
        case VetoEffect::item_zero:
          // What names no item of the index takes nothing.
          if (const auto* item = item_of(veto, line)) {
            effects.push_back({"veto/item-zero"});
            target = item->code;
          }
          break;
        case VetoEffect::project_zero:
          effects.push_back({"veto/project-zero"});
          target = veto.target;
          break;
        case VetoEffect::total_zero: effects.push_back({"veto/total-zero"}); break;
        case VetoEffect::total_at_most: effects.push_back({"veto/total-at-most"}); break;
      }
    }
    if (effects.empty()) return {"score/veto-without-item", {}};
    std::string id = "score/veto";
    std::vector<Argument> arguments{{"effects", std::move(effects)}};
    if (!target.empty()) {
      id += "-of";
      arguments.push_back({"target", target});
    }
    if (has(veto, VetoEffect::total_at_most)) {
      id += "-at-most";
      arguments.push_back({"most", points_text(veto.most)});
    }
    return {std::move(id), std::move(arguments)};
  }

  const Surroundings& around_;
  Vetoes found_;
};

void add_leaves(const Item& item, std::set<const Item*>& leaves) {
  if (item.is_leaf()) leaves.insert(&item);
  for (const auto& child : item.children) add_leaves(child, leaves);
}

std::set<const Item*> leaves_below(const std::vector<const Item*>& items) {
  std::set<const Item*> leaves;
  for (const auto* item : items) add_leaves(*item, leaves);
  return leaves;
}

}  // namespace

Vetoes vetoes_of(const Surroundings& around) {
  return VetoFinder(around).run();
}

void apply_to_leaves(const Vetoes& vetoes, const std::vector<LeafState>& states, std::vector<LeafScore>& leaves) {
  const auto zero = leaves_below(vetoes.zero);
  const auto review = leaves_below(vetoes.review_zero);
  for (std::size_t i = 0; i < states.size(); ++i) {
    auto& leaf = leaves[i];
    if (zero.contains(states[i].leaf)) {
      leaf.reasons.push_back({{"score/vetoed", {}}, Exact() - leaf.points.confirmed});
      leaf.points = {};
      leaf.standing = LeafStanding::not_met;
      leaf.vetoed = true;
    } else if (review.contains(states[i].leaf)) {
      leaf.reasons.push_back({{"score/veto-under-review", {}}, Exact()});
      leaf.points.worst = Exact();
    }
  }
}

}  // namespace guidang
