// SPDX-License-Identifier: Apache-2.0
/// \file
/// From the state of the leaves to points, totals, award, and what to mend first. All arithmetic is exact.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "guidang/base/exact.hpp"
#include "guidang/base/message.hpp"
#include "guidang/check/state.hpp"
#include "guidang/index/figure.hpp"
#include "guidang/index/index.hpp"

namespace guidang {

/// The state of a leaf (schemas/index.md, section 7).
enum class LeafStanding { met, partly, not_met, not_due, pending, not_applicable, exempt, excepted };

/// Points in the three readings: what is proven, what can still be had, what is left if open things settle badly.
struct Points {
  Exact confirmed;
  Exact best;
  Exact worst;

  friend bool operator==(const Points&, const Points&) = default;
};

/// What one sentence did to a leaf, in the confirmed reading.
struct Reason {
  Message message;  ///< E.g. "score/missing-events" with how many and how many points.
  Exact change;     ///< Points taken (negative) or given.
};

/// The score of one leaf.
struct LeafScore {
  std::string code;
  std::string title;
  std::string project;  ///< Code of the project.
  Exact full;           ///< The leaf's points.
  Points points;
  LeafStanding standing = LeafStanding::met;
  std::vector<Reason> reasons;    ///< Why, in the order of the sentences; at least one unless all is met.
  std::optional<Exact> assessed;  ///< 考评得分: the assessor's points for the leaf, whatever its sentences say.
  bool bonus = false;             ///< It belongs to the bonus block: `full` is what it may add.
  bool left_out = false;          ///< It does not apply and its project's other leaves make up its points (折算).
  bool vetoed = false;            ///< A veto leaves it nothing, whatever is supplied.
  std::string owner;              ///< Empty if nobody is named.
};

/// The score of one project (top node).
struct ProjectScore {
  std::string code;
  std::string title;
  Exact full;
  Points points;                ///< Of its leaves, after 折算.
  bool applies = true;          ///< False: no leaf of it applies, and the other projects make up its points.
  std::optional<Exact> weight;  ///< 权重, if the index weighs its projects.
  Exact spread = 1;             ///< 折算: what one point of a leaf of it adds to the project.
  Exact worth = 1;              ///< What one point of a leaf of it adds to the total: 折算 and 权重 together.
};

/// Something to mend, dearest first.
struct Mend {
  std::string code;  ///< The leaf.
  std::string title;
  Exact gain;  ///< Points that mending everything the leaf lacks would bring to `confirmed`.
  Date due;    ///< When it is due.
  std::string owner;
  std::vector<Message> actions;  ///< What is to be supplied, e.g. "score/supply" with slot and number.
  bool past = false;  ///< All of it was to be held on days that are over: what was not held cannot be made up for.
};

/// A leaf to mend on the way to the next award.
struct Gap {
  std::string code;  ///< As in Scorecard::mends.
  std::string title;
  Exact gain;  ///< What it adds to the total.
  std::string owner;
  Date due;
};

/// The award that a total earns; none if it earns none.
struct Awarded {
  std::optional<std::string> confirmed;
  std::optional<std::string> best;
  std::optional<std::string> worst;
};

/// The fewest gaps to the next award, found greedily: dearest first, of projects that are too low before all others.
struct NextAward {
  std::string name;
  Exact from;                ///< Points that the total must reach.
  Exact total;               ///< What `confirmed` would be with these gaps closed.
  bool within_reach = true;  ///< False: not even closing all of them is enough.
  std::vector<Gap> gaps;     ///< In the order they were taken.
};

/// One line of the running account that names no leaf.
struct AccountEntry {
  Message message;  ///< "score/account": kind, count, points.
  Exact change;     ///< After halving and doubling.
  Location where;   ///< The line.
};

/// A veto that applies, or is under review.
struct VetoApplied {
  std::string code;
  std::string title;
  bool under_review = false;  ///< Only the worst reading applies it.
  Message message;            ///< What it does.
  Location where;             ///< The line that says so.
};

/// What stands between the sum of the projects and the total. Every part comes three times, like all points.
struct Adjustments {
  Points projects;  ///< The sum of the projects: what the rest changes.
  Points bonus;     ///< After its cap.
  Points account;   ///< The running account's lines that name no leaf, after its caps; may be negative.
  std::vector<AccountEntry> entries;  ///< In the order of the lines.
  std::vector<VetoApplied> vetoes;    ///< In the index's order.
  bool ineligible = false;            ///< A veto bars every award.
  std::optional<Exact> at_most;       ///< A veto lets the total be no more than this.
};

/// What score() needs beside the leaves.
struct ScoreContext {
  std::map<BuiltIn, Exact> figures;  ///< CheckResult::figures.
  const Tables* tables = nullptr;    ///< Facts of the whole unit, the running account, lines about vetoes; null: none.
  std::map<std::string, Points> indexes;  ///< By the code of another index: shares (0 to 1) of its total reached.
  std::optional<Date> today;              ///< The day of the run, in the index's zone; none: everything is due.
};

/// The whole score.
struct Scorecard {
  bool scorable = true;  ///< False: no leaf applies, so that the total says nothing; no success.
  Exact full;            ///< Of all leaves but those of the bonus block.
  Points total;
  Adjustments adjustments;
  Awarded award;
  std::optional<NextAward> next_award;  ///< None: the highest is reached, there are no awards, or a veto bars them.
  std::vector<ProjectScore> projects;   ///< In the index's order.
  std::vector<LeafScore> leaves;        ///< In the index's order.
  std::vector<Mend> mends;              ///< By gain (most first), then due day, then the index's order; gain > 0 only.
};

/// Scores the states of an index's leaves.
///
/// Order: sentences as written, each leaf floored at 0 and capped at its points, not applicable and exempt, rounding of
/// leaves if the index says, vetoes on items and projects, sums (折算, weights), bonus within its cap, running account
/// within its caps, the total floored at 0, vetoes on the total, award by exact values.
///
/// 0 ≤ confirmed ≤ worst ≤ best ≤ full holds for leaves, projects, their sum and the bonus: an open leaf with nothing
/// proven gives nothing to `confirmed`, although its sentences might leave it points (a deduction for the missing
/// meeting still leaves the rest). The account is the same in all three. A veto under review lowers `worst` alone, so
/// that only then it may lie below `confirmed`; confirmed ≤ best and worst ≤ best hold even so.
///
/// Shape:    one LeafScore a leaf, in the index's order.
/// Errors:   none; a leaf that nothing can settle is pending.
/// Cost:     n log n in leaves, linear in slots, sentences and lines.
/// Standard: schemas/index.md, section 7.
[[nodiscard]] Scorecard score(const Index& index,
                              const std::vector<LeafState>& states,
                              const ScoreContext& context = {});

/// "met", "partly", "not_met", "not_due", "pending", "not_applicable", "exempt", "excepted"; the catalogue has them as
/// "standing/NAME".
[[nodiscard]] std::string_view to_string(LeafStanding standing);

}  // namespace guidang
