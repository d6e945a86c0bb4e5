// SPDX-License-Identifier: Apache-2.0
/// \file
/// What leaves are scored among: the index, figures of the whole archive, lines of tables, each found in one look.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/score/score.hpp"

namespace guidang {

/// Refers to the index and the context it was made from.
struct Surroundings {
  const Index& index;
  const ScoreContext& context;
  std::map<std::string, std::vector<const FactLine*>>
      unit_facts;  ///< By folded name; lines without code that count for the edition.
  std::map<std::string, std::vector<const AccountLine*>> account;  ///< By folded code; "" is the total.
  std::map<std::string, std::vector<const ResultLine*>> results;   ///< By folded code: lines about vetoes.
  std::map<std::string, const BuiltInFigure*> built_in;            ///< By folded name.
};

/// Cost: n log n in the lines of the tables.
[[nodiscard]] Surroundings look_around(const Index& index, const ScoreContext& context);

/// Returns of the lines of one figure the one that counts: the latest day wins, of one day (or none) the later line.
/// A line of an honour and one without a number do not count. Null if none does.
[[nodiscard]] const FactLine* chosen_fact(const std::vector<const FactLine*>& lines);

/// Returns the same of the leaf's own lines with this folded name.
[[nodiscard]] const FactLine* fact_of_leaf(const LeafState& leaf, std::string_view folded_name);

/// Returns the points of a line of the running account after halving and doubling; none for a kind that the index does
/// not have, and for a line dated outside the period.
[[nodiscard]] std::optional<Exact> account_change(const Index& index, const AccountLine& line);

/// Returns the sum, added up pairwise so that long denominators meet late.
/// Cost: linear for numbers of like denominators.
[[nodiscard]] Exact sum_of(const std::vector<Exact>& numbers);

}  // namespace guidang
