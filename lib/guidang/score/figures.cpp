// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/figures.hpp"

#include <algorithm>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

/// The position of a slot in Facts::found.
std::optional<std::size_t> find_slot(const LeafState& leaf, const std::string& folded_name) {
  std::vector<const Slot*> slots;
  for (const auto& one : leaf.slots) slots.push_back(one.slot);
  for (const auto& standard : leaf.standards) {
    for (const auto& one : standard.slots) slots.push_back(one.slot);
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (folded(slots[i]->name) == folded_name) return i;
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto names = slot_names(*slots[i]);
    if (std::ranges::find(names, folded_name) != names.end()) return i;
  }
  return std::nullopt;
}

Figure known(Exact value) {
  return {std::move(value), false, true, {}};
}

Figure unknown(std::string_view name) {
  return {std::nullopt, false, false, {std::string(name)}};
}

/// Returns whether the figure counts what is missing of the archive and can still come.
bool shrinks(const LeafCase& leaf_case, BuiltIn figure) {
  const auto& today = leaf_case.around.context.today;
  const bool over = !today || *today > leaf_case.around.index.submission;
  const bool hopeful = leaf_case.assume == Assume::hoped || leaf_case.assume == Assume::supplied;
  return hopeful && !over &&
         (figure == BuiltIn::leaves_without_evidence || figure == BuiltIn::leaves_with_statements ||
          figure == BuiltIn::register_faults);
}

Figure built_in(const LeafCase& leaf_case, const BuiltInFigure& figure) {
  const auto& leaf = leaf_case.leaf;
  if (figure.figure == BuiltIn::events_held) {
    const auto held = leaf_case.facts.serving.size() + leaf_case.facts.events.size();
    return {Exact(static_cast<std::int64_t>(held)), false, held > 0, {}};
  }
  if (figure.figure == BuiltIn::defects) {
    if (leaf.result && leaf.result->defects) return known(*leaf.result->defects);
    return {};
  }
  const auto found = leaf_case.around.context.figures.find(figure.figure);
  if (found != leaf_case.around.context.figures.end() && shrinks(leaf_case, figure.figure)) return known(Exact());
  return found == leaf_case.around.context.figures.end() ? Figure{} : known(found->second);
}

Figure operand(const LeafCase& leaf_case, std::string_view name) {
  const auto wanted = folded(name);
  const auto& around = leaf_case.around;
  if (const auto* fact = fact_of_leaf(leaf_case.leaf, wanted); fact != nullptr && fact->value.number) {
    return known(*fact->value.number);
  }
  if (const auto slot = find_slot(leaf_case.leaf, wanted); slot && *slot < leaf_case.facts.found.size()) {
    const auto& found = leaf_case.facts.found[*slot];
    return {Exact(found.count), found.more, found.count > 0, {}};
  }
  if (const auto figure = around.built_in.find(wanted); figure != around.built_in.end()) {
    return built_in(leaf_case, *figure->second);
  }
  if (const auto lines = around.unit_facts.find(wanted); lines != around.unit_facts.end()) {
    const auto* fact = chosen_fact(lines->second);
    if (fact != nullptr && fact->value.number) return known(*fact->value.number);
  }
  return unknown(name);
}

Figure measured(const LeafCase& leaf_case, const Measure& measure) {
  auto above = operand(leaf_case, measure.numerator);
  if (measure.denominator.empty()) return above;
  const auto below = operand(leaf_case, measure.denominator);
  Figure figure;
  figure.grows = above.grows;
  figure.reported = above.reported || below.reported;
  figure.lacking = above.lacking;
  figure.lacking.insert(figure.lacking.end(), below.lacking.begin(), below.lacking.end());
  if (below.value && *below.value == Exact()) {
    figure.value = measure.if_zero;
  } else if (above.value && below.value) {
    figure.value = *above.value / *below.value;
  }
  if (figure.value) figure.lacking.clear();
  return figure;
}

}  // namespace

Figure figure_of(const LeafCase& leaf_case, std::string_view name) {
  const auto wanted = folded(name);
  const auto& measures = leaf_case.leaf.leaf->measures;
  const auto measure = std::ranges::find_if(measures, [&](const Measure& one) { return folded(one.name) == wanted; });
  if (measure == measures.end()) return operand(leaf_case, name);
  auto figure = measured(leaf_case, *measure);
  if (figure.value) return figure;
  // The clerk may know the share itself and not what it is made of.
  const auto* fact = fact_of_leaf(leaf_case.leaf, wanted);
  return fact != nullptr && fact->value.number ? known(*fact->value.number) : figure;
}

}  // namespace guidang
