// SPDX-License-Identifier: Apache-2.0
/// \file
/// From the state of the leaves to points, totals, award, and what to mend first. All arithmetic is exact.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guidang/base/exact.hpp"
#include "guidang/base/message.hpp"
#include "guidang/check/state.hpp"
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
  std::vector<Reason> reasons;  ///< Why, in the order of the sentences; at least one unless all is met.
  std::string owner;            ///< Empty if nobody is named.
};

/// The score of one project (top node).
struct ProjectScore {
  std::string code;
  std::string title;
  Exact full;
  Points points;
};

/// Something to mend, dearest first.
struct Mend {
  std::string code;  ///< The leaf.
  std::string title;
  Exact gain;  ///< Points that mending everything the leaf lacks would bring to `confirmed`.
  Date due;    ///< When it is due.
  std::string owner;
  std::vector<Message> actions;  ///< What is to be supplied, e.g. "score/supply" with slot and number.
};

/// The award that a total earns; none if it earns none.
struct Awarded {
  std::optional<std::string> confirmed;
  std::optional<std::string> best;
  std::optional<std::string> worst;
};

/// The whole score.
struct Scorecard {
  Exact full;
  Points total;
  Awarded award;
  std::vector<ProjectScore> projects;  ///< In the index's order.
  std::vector<LeafScore> leaves;       ///< In the index's order.
  std::vector<Mend> mends;             ///< By gain (most first), then due day, then the index's order; gain > 0 only.
};

/// Scores the states of an index's leaves.
///
/// Order: sentences as written, each leaf floored at 0 and capped at its points, rounding of leaves if the index says,
/// sums, award by exact values. confirmed ≤ worst ≤ best always holds: an open leaf with nothing proven gives nothing
/// to `confirmed`, although its sentences might leave it points (a deduction for the missing meeting still leaves the
/// rest).
///
/// Shape:    one LeafScore a leaf, in the index's order.
/// Errors:   none; a leaf that nothing can settle is pending.
/// Cost:     linear in slots and sentences.
/// Standard: schemas/index.md, section 7.
[[nodiscard]] Scorecard score(const Index& index, const std::vector<LeafState>& states);

/// "met", "partly", "not_met", "not_due", "pending", "not_applicable", "exempt", "excepted"; the catalogue has them as
/// "standing/NAME".
[[nodiscard]] std::string_view to_string(LeafStanding standing);

}  // namespace guidang
