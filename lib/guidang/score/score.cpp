// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/score.hpp"

#include <algorithm>

#include "guidang/score/leaf_score.hpp"
#include "guidang/score/total.hpp"

namespace guidang {
namespace {

/// What each leaf would gain if all that people can supply were supplied. An assessor's points are not among that.
std::vector<Mend> mends_of(const Surroundings& around,
                           const std::vector<LeafState>& states,
                           const std::vector<LeafScore>& leaves) {
  std::vector<Mend> mends;
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (leaves[i].vetoed) continue;
    if (auto mend = mend_of(around, states[i], leaves[i])) mends.push_back(*std::move(mend));
  }
  std::ranges::stable_sort(mends, [](const Mend& a, const Mend& b) {
    if (a.past != b.past) return b.past;  // what nobody can hold any more comes last
    if (a.gain != b.gain) return a.gain > b.gain;
    return a.due < b.due;
  });
  return mends;
}

}  // namespace

Scorecard score(const Index& index, const std::vector<LeafState>& states, const ScoreContext& context) {
  const auto around = look_around(index, context);
  Scorecard card;
  for (const auto& leaf : states) card.leaves.push_back(score_leaf(around, leaf));
  sum_up(around, states, card);
  card.mends = mends_of(around, states, card.leaves);
  card.next_award = next_award_of(around, card);
  return card;
}

std::string_view to_string(LeafStanding standing) {
  switch (standing) {
    case LeafStanding::met: return "met";
    case LeafStanding::partly: return "partly";
    case LeafStanding::not_met: return "not_met";
    case LeafStanding::not_due: return "not_due";
    case LeafStanding::pending: return "pending";
    case LeafStanding::not_applicable: return "not_applicable";
    case LeafStanding::exempt: return "exempt";
    case LeafStanding::excepted: break;
  }
  return "excepted";
}

}  // namespace guidang
