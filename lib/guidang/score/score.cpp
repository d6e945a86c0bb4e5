// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/score.hpp"

#include <algorithm>
#include <utility>

#include "guidang/score/effect.hpp"
#include "guidang/score/facts.hpp"
#include "guidang/score/mend.hpp"

namespace guidang {
namespace {

/// One leaf on its way to a score; points are not yet rounded.
struct Judged {
  Facts proven;
  Facts dated;
  Facts hoped;
  bool waits = false;  ///< For an assessor.
  Points points;
  std::vector<Reason> reasons;
};

Evaluation evaluated(const Index& index, const LeafState& leaf, const Facts& facts, Unassessed unassessed) {
  return evaluate({leaf, index.shares, facts, unassessed});
}

/// worst: what is open is absent, and the sentences apply. confirmed: the same, but an open leaf with nothing proven
/// gives nothing. best: what is open comes, and assessors give full points.
Judged judge(const Index& index, const LeafState& leaf) {
  Judged judged;
  judged.proven = facts_of(leaf, Assume::proven);
  judged.dated = facts_of(leaf, Assume::dated);
  judged.hoped = facts_of(leaf, Assume::hoped);
  judged.waits = waits_for_assessor(leaf, index.shares);

  auto worst = evaluated(index, leaf, judged.proven, Unassessed::nothing);
  const auto best = evaluated(index, leaf, judged.hoped, Unassessed::full);
  judged.points.worst = worst.points;
  judged.points.best = std::max(worst.points, best.points);
  judged.reasons = std::move(worst.reasons);

  const bool open = judged.waits || !(judged.hoped == judged.proven);
  const bool bare = open && !anything_proven(leaf) && !is_assessed(leaf, index.shares);
  if (!bare) judged.points.confirmed = worst.points;
  if (bare && worst.points > Exact()) {
    judged.reasons.push_back({{"score/nothing-proven", {}}, Exact() - worst.points});
  }
  return judged;
}

LeafStanding standing_of(const Judged& judged, const Exact& full) {
  const bool worthless = full == Exact();
  const bool lacks_something = judged.waits || lacks_anything(judged.proven);
  if (judged.points.confirmed == full && !(worthless && lacks_something)) return LeafStanding::met;
  if (judged.waits || !(judged.dated == judged.proven)) return LeafStanding::pending;
  // What is overdue is not "not yet due", whatever else may still come.
  if (!(judged.hoped == judged.dated) && !lacks_anything(judged.hoped)) return LeafStanding::not_due;
  return judged.points.worst == Exact() ? LeafStanding::not_met : LeafStanding::partly;
}

/// Rounds as the index says; never above the leaf's points, which may have more digits than that.
Exact rounded(const Index& index, const Exact& points, const Exact& full) {
  return index.leaf_places ? std::min(full, points.rounded(*index.leaf_places)) : points;
}

LeafScore score_leaf(const Index& index, const LeafState& leaf) {
  auto judged = judge(index, leaf);
  LeafScore score;
  score.code = leaf.leaf->code;
  score.title = leaf.leaf->title;
  score.project = leaf.project->code;
  score.full = leaf.leaf->points;
  score.points = {rounded(index, judged.points.confirmed, score.full),
                  rounded(index, judged.points.best, score.full),
                  rounded(index, judged.points.worst, score.full)};
  score.standing = standing_of(judged, score.full);
  score.reasons = std::move(judged.reasons);
  score.owner = leaf.owner;
  return score;
}

void add(Points& sum, const Points& points) {
  sum.confirmed += points.confirmed;
  sum.best += points.best;
  sum.worst += points.worst;
}

/// Sums the leaves, which stand in the index's order, by project.
std::vector<ProjectScore> score_projects(const Index& index,
                                         const std::vector<LeafState>& states,
                                         const std::vector<LeafScore>& leaves) {
  std::vector<ProjectScore> projects;
  std::size_t next = 0;
  for (const auto& item : index.items) {
    ProjectScore project{item.code, item.title, {}, {}};
    for (; next < states.size() && states[next].project == &item; ++next) {
      project.full += leaves[next].full;
      add(project.points, leaves[next].points);
    }
    projects.push_back(std::move(project));
  }
  return projects;
}

/// The highest award that the total and every project reach in one of the three readings.
std::optional<std::string> awarded(const Index& index, const Scorecard& card, Exact Points::*reading) {
  const auto earned = [&](const Award& award) {
    const auto reaches = [&](const ProjectScore& project) {
      return !award.each_project || project.points.*reading >= *award.each_project * project.full;
    };
    return card.total.*reading >= award.from && std::ranges::all_of(card.projects, reaches);
  };
  const auto found = std::ranges::find_if(index.awards, earned);
  if (found == index.awards.end()) return std::nullopt;
  return found->name;
}

/// What each leaf would gain if all that people can supply were supplied. An assessor's points are not among that.
std::vector<Mend> mends_of(const Index& index,
                           const std::vector<LeafState>& states,
                           const std::vector<LeafScore>& leaves) {
  std::vector<Mend> mends;
  for (std::size_t i = 0; i < states.size(); ++i) {
    const auto& leaf = states[i];
    const auto supplied = evaluated(index, leaf, facts_of(leaf, Assume::supplied), Unassessed::nothing);
    const Exact gain = rounded(index, supplied.points, leaves[i].full) - leaves[i].points.confirmed;
    if (gain <= Exact()) continue;
    mends.push_back({leaves[i].code, leaves[i].title, gain, leaf.due, leaf.owner, mend_actions(leaf)});
  }
  std::ranges::stable_sort(mends, [](const Mend& a, const Mend& b) {
    if (a.gain != b.gain) return a.gain > b.gain;
    return a.due < b.due;
  });
  return mends;
}

}  // namespace

Scorecard score(const Index& index, const std::vector<LeafState>& states) {
  Scorecard card;
  for (const auto& leaf : states) card.leaves.push_back(score_leaf(index, leaf));
  card.projects = score_projects(index, states, card.leaves);
  for (const auto& project : card.projects) {
    card.full += project.full;
    add(card.total, project.points);
  }
  card.award.confirmed = awarded(index, card, &Points::confirmed);
  card.award.best = awarded(index, card, &Points::best);
  card.award.worst = awarded(index, card, &Points::worst);
  card.mends = mends_of(index, states, card.leaves);
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
