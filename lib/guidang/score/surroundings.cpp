// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/surroundings.hpp"

#include <algorithm>
#include <span>

#include "guidang/base/text.hpp"
#include "guidang/check/leaf_lines.hpp"

namespace guidang {
namespace {

/// Returns whether `line` says more lately than `other`.
bool is_later(const FactLine& line, const FactLine& other) {
  if (!line.date) return !other.date;
  return !other.date || *line.date >= *other.date;
}

bool is_figure(const FactLine& line) {
  const bool has_number = line.value.number || !line.value.list.empty();
  return line.level.empty() && has_number;
}

Exact pairwise(std::span<const Exact> numbers) {
  if (numbers.empty()) return {};
  if (numbers.size() == 1) return numbers.front();
  const auto half = numbers.size() / 2;
  return pairwise(numbers.first(half)) + pairwise(numbers.subspan(half));
}

}  // namespace

Surroundings look_around(const Index& index, const ScoreContext& context) {
  Surroundings around{index, context, {}, {}, {}, {}};
  for (const auto& figure : built_in_figures()) {
    around.built_in.emplace(folded(figure.zh), &figure);
    around.built_in.emplace(folded(figure.en), &figure);
  }
  if (context.tables == nullptr) return around;
  for (const auto& line : context.tables->facts) {
    if (line.code.empty() && in_edition(index, line)) around.unit_facts[folded(line.name)].push_back(&line);
  }
  for (const auto& line : context.tables->account) around.account[folded(line.code)].push_back(&line);
  if (index.vetoes.empty()) return around;
  for (const auto& line : context.tables->results) around.results[folded(line.code)].push_back(&line);
  return around;
}

const FactLine* chosen_fact(const std::vector<const FactLine*>& lines) {
  const FactLine* chosen = nullptr;
  for (const auto* line : lines) {
    if (is_figure(*line) && (chosen == nullptr || is_later(*line, *chosen))) chosen = line;
  }
  return chosen;
}

const FactLine* fact_of_leaf(const LeafState& leaf, std::string_view folded_name) {
  std::vector<const FactLine*> lines;
  for (const auto& line : leaf.facts) {
    if (folded(line.name) == folded_name) lines.push_back(&line);
  }
  return chosen_fact(lines);
}

std::optional<Exact> account_change(const Index& index, const AccountLine& line) {
  if (!index.account || (line.date && !index.period.contains(*line.date))) return std::nullopt;
  const auto& rules = *index.account;
  const auto name = folded(line.kind);
  const auto kind = std::ranges::find_if(rules.kinds, [&](const AccountKind& one) { return folded(one.name) == name; });
  if (kind == rules.kinds.end()) return std::nullopt;
  Exact change = kind->points * Exact(line.count);
  if (line.on_the_spot && change.is_negative()) change = change * rules.on_the_spot;
  if (kind->doubled_from > 0 && line.spots && *line.spots >= kind->doubled_from) change = change * Exact(2);
  return change;
}

Exact sum_of(const std::vector<Exact>& numbers) {
  return pairwise(numbers);
}

}  // namespace guidang
