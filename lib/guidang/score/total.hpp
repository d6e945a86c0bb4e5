// SPDX-License-Identifier: Apache-2.0
/// \file
/// From leaves to projects, total and award (schemas/index.md, section 7).
#pragma once

#include <vector>

#include "guidang/score/score.hpp"
#include "guidang/score/surroundings.hpp"

namespace guidang {

/// What the negative list says of one reading.
struct Barred {
  bool total_zero = false;
  std::optional<Exact> at_most;
  bool ineligible = false;
};

/// Vetoes that apply, and the projects and leaves that they leave nothing.
struct Vetoes {
  std::vector<VetoApplied> told;
  Barred confirmed;                      ///< Of the confirmed and the best reading.
  Barred worst;                          ///< What is under review as well.
  std::vector<const Item*> zero;         ///< Items that get nothing.
  std::vector<const Item*> review_zero;  ///< Items that get nothing in the worst reading.
};

/// Finds the vetoes that apply.
///
/// A veto applies if a line of 检查结果 with its code says good = false and its day lies in the look-back window or is
/// not given. A line under review counts unless a later line of that veto says otherwise. 该项不得分 leaves nothing to
/// the item that the line names as 对象.
[[nodiscard]] Vetoes vetoes_of(const Surroundings& around);

/// Applies 该项不得分 and 项目不得分 to the leaves, which stand in the order of `states`.
void apply_to_leaves(const Vetoes& vetoes, const std::vector<LeafState>& states, std::vector<LeafScore>& leaves);

/// The lines of the running account that name no leaf, within the account's limits.
void add_account(const Surroundings& around, Adjustments& adjustments);

/// Fills projects, adjustments, total and award of `card`, whose leaves stand in the order of `states`.
void sum_up(const Surroundings& around, const std::vector<LeafState>& states, Scorecard& card);

/// Finds the fewest gaps to the next award; `card` is complete but for that.
[[nodiscard]] std::optional<NextAward> next_award_of(const Surroundings& around, const Scorecard& card);

}  // namespace guidang
