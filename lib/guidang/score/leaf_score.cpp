// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/leaf_score.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"
#include "guidang/score/effect.hpp"
#include "guidang/score/mend.hpp"

namespace guidang {
namespace {

/// One leaf on its way to a score; points are not yet rounded.
struct Judged {
  Facts proven;
  Facts dated;
  Facts hoped;
  bool waits = false;  ///< For people: an assessor's line, a fact, a sample.
  Points points;
  std::vector<Reason> reasons;
};

bool asks_another_index(const LeafState& leaf) {
  return std::ranges::count(leaf.leaf->scoring, SentenceKind::index_points, &Sentence::kind) > 0;
}

/// worst: what is open is absent, and the sentences apply. confirmed: the same, but an open leaf with nothing proven
/// gives nothing. best: what is open comes, and people give full points.
Judged judge(const Surroundings& around, const LeafState& leaf) {
  Judged judged;
  judged.proven = facts_of(leaf, Assume::proven);
  judged.dated = facts_of(leaf, Assume::dated);
  judged.hoped = facts_of(leaf, Assume::hoped);

  auto worst = evaluate({leaf, around, judged.proven, Assume::proven, Reading::worst});
  const auto best = evaluate({leaf, around, judged.hoped, Assume::hoped, Reading::best});
  judged.waits = worst.waits;
  judged.points.worst = worst.points;
  judged.points.best = std::max(worst.points, best.points);
  judged.points.confirmed = worst.points;
  if (asks_another_index(leaf)) {
    auto confirmed = evaluate({leaf, around, judged.proven, Assume::proven, Reading::confirmed});
    judged.points.confirmed = std::min(worst.points, confirmed.points);
    worst.reasons = std::move(confirmed.reasons);
  }
  judged.reasons = std::move(worst.reasons);

  const bool open = judged.waits || !(judged.hoped == judged.proven);
  if (!open || anything_proven(leaf) || worst.settled) return judged;
  if (judged.points.confirmed > Exact()) {
    judged.reasons.push_back({{"score/nothing-proven", {}}, Exact() - judged.points.confirmed});
  }
  judged.points.confirmed = Exact();
  return judged;
}

/// Whether an exception that is still in force accepts what the leaf lacks.
bool is_excepted(const Surroundings& around, const LeafState& leaf) {
  const auto* tables = around.context.tables;
  if (tables == nullptr) return false;
  const auto& today = around.context.today;
  return std::ranges::any_of(tables->exceptions, [&](const ExceptionLine& line) {
    const bool in_force = !line.until || !today || *today <= *line.until;
    return in_force && line.rule.starts_with("coverage/") && line.path.empty() && !line.code.empty() &&
           folded(line.code) == folded(leaf.leaf->code);
  });
}

LeafStanding standing_of(const Surroundings& around, const LeafState& leaf, const Judged& judged) {
  const Exact& full = leaf.leaf->points;
  const bool worthless = full == Exact();
  const bool lacks_something = judged.waits || lacks_anything(judged.proven);
  if (judged.points.confirmed == full && !(worthless && lacks_something)) return LeafStanding::met;
  if (judged.waits || !(judged.dated == judged.proven)) return LeafStanding::pending;
  if (is_excepted(around, leaf)) return LeafStanding::excepted;
  // What is overdue is not "not yet due", whatever else may still come.
  if (!(judged.hoped == judged.dated) && !lacks_anything(judged.hoped)) return LeafStanding::not_due;
  return judged.points.worst == Exact() ? LeafStanding::not_met : LeafStanding::partly;
}

/// Rounds as the index says; never above the leaf's points, which may have more digits than that.
Exact rounded(const Index& index, const Exact& points, const Exact& full) {
  return index.leaf_places ? std::min(full, points.rounded(*index.leaf_places)) : points;
}

Points rounded(const Index& index, const Points& points, const Exact& full) {
  return {
      rounded(index, points.confirmed, full), rounded(index, points.best, full), rounded(index, points.worst, full)};
}

// ---- Not applicable, exempt ----

NotApplicable policy_of(const Index& index, const LeafState& leaf) {
  return leaf.leaf->not_applicable.value_or(index.not_applicable);
}

/// The mean of the other communities' points; none: not known yet.
std::optional<Exact> mean_of_others(const LeafState& leaf) {
  for (const auto* name : {"其他社区得分", "points of the others"}) {
    const auto* fact = fact_of_leaf(leaf, folded(name));
    if (fact == nullptr) continue;
    const auto& list = fact->value.list;
    if (list.empty()) return fact->value.number;
    return sum_of(list) / Exact(static_cast<std::int64_t>(list.size()));
  }
  return std::nullopt;
}

void settle(LeafScore& score, const Exact& points, std::string id, const std::string& reason) {
  score.points = {points, points, points};
  score.standing = LeafStanding::not_applicable;
  score.reasons = {{{std::move(id), {{"reason", reason}, {"points", points_text(points)}}}, points}};
}

void score_not_applicable(const Surroundings& around, const LeafState& leaf, LeafScore& score) {
  const auto& reason = *leaf.not_applicable;
  if (is_left_out(around.index, leaf)) return settle(score, {}, "score/left-out", reason);
  switch (policy_of(around.index, leaf)) {
    case NotApplicable::full: return settle(score, score.full, "score/not-applicable", reason);
    case NotApplicable::mean: break;
    case NotApplicable::zero:
    case NotApplicable::rescale: return settle(score, {}, "score/not-applicable", reason);
  }
  const auto mean = mean_of_others(leaf);
  if (!mean) {
    settle(score, {}, "score/waits-for-mean", reason);
    score.reasons.front().message.arguments.pop_back();
    score.points.best = score.full;
    score.standing = LeafStanding::pending;
    return;
  }
  const Exact points = rounded(around.index, std::max(Exact(), std::min(score.full, *mean)), score.full);
  settle(score, points, "score/mean-of-others", reason);
}

bool all_filled(const std::vector<SlotState>& slots, Assume assume) {
  return !slots.empty() && unfilled(lacks_of(slots, assume)) == 0;
}

std::optional<Exact> assessed(const Surroundings& around, const LeafState& leaf) {
  if (!leaf.result) return std::nullopt;
  if (leaf.result->points) return leaf.result->points;
  const auto share = around.index.shares.find(leaf.result->rating);
  if (share == around.index.shares.end()) return std::nullopt;
  return share->second * leaf.leaf->points;
}

}  // namespace

bool is_left_out(const Index& index, const LeafState& leaf) {
  if (!leaf.not_applicable) return false;
  return leaf.bonus || policy_of(index, leaf) == NotApplicable::rescale;
}

LeafScore score_leaf(const Surroundings& around, const LeafState& leaf) {
  LeafScore score;
  score.code = leaf.leaf->code;
  score.title = leaf.leaf->title;
  score.project = leaf.project->code;
  score.full = leaf.leaf->points;
  score.bonus = leaf.bonus;
  score.owner = leaf.owner;
  score.assessed = assessed(around, leaf);
  score.left_out = is_left_out(around.index, leaf);
  if (leaf.not_applicable) {
    score_not_applicable(around, leaf, score);
    return score;
  }
  if (all_filled(leaf.exempt_if, Assume::proven)) {
    score.points = {score.full, score.full, score.full};
    score.standing = LeafStanding::exempt;
    score.reasons = {{{"score/exempt", {points_argument(score.full)}}, score.full}};
    return score;
  }
  auto judged = judge(around, leaf);
  score.standing = standing_of(around, leaf, judged);
  if (all_filled(leaf.exempt_if, Assume::dated)) {  // a title whose day is not known yet
    judged.points.best = score.full;
    if (score.standing != LeafStanding::met) score.standing = LeafStanding::pending;
  }
  score.points = rounded(around.index, judged.points, score.full);
  score.reasons = std::move(judged.reasons);
  return score;
}

std::optional<Mend> mend_of(const Surroundings& around, const LeafState& leaf, const LeafScore& score) {
  const bool settled = leaf.not_applicable || score.standing == LeafStanding::exempt;
  if (settled || score.points.confirmed == score.full) return std::nullopt;
  const auto facts = facts_of(leaf, Assume::supplied);
  const LeafCase leaf_case{leaf, around, facts, Assume::supplied, Reading::worst};
  const auto supplied = evaluate(leaf_case);
  const Exact gain = rounded(around.index, supplied.points, score.full) - score.points.confirmed;
  if (gain <= Exact()) return std::nullopt;
  Mend mend{score.code, score.title, gain, leaf.due, leaf.owner, mend_actions(leaf_case, supplied.lacking)};
  for (const auto& reason : score.reasons) {
    if (reason.message.id != "score/missing-months") continue;
    mend.actions.push_back({"score/past-months", {reason.message.arguments.front()}});
  }
  if (mend.actions.empty()) return std::nullopt;
  mend.past = std::ranges::all_of(mend.actions, is_past);
  return mend;
}

}  // namespace guidang
