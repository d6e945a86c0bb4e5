// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the sentences of a leaf make of the facts (schemas/index.md, section 7).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "guidang/score/facts.hpp"
#include "guidang/score/score.hpp"

namespace guidang {

/// What a sentence gets that waits for an assessor's line which is not there.
enum class Unassessed { nothing, full };

/// A leaf under one assumption.
struct LeafCase {
  const LeafState& leaf;
  const std::map<std::string, Exact>& shares;  ///< Index::shares.
  const Facts& facts;
  Unassessed unassessed = Unassessed::nothing;
};

/// What the sentences make of it: points from 0 to the leaf's, not rounded.
struct Evaluation {
  Exact points;
  std::vector<Reason> reasons;  ///< In the order of the sentences.
};

/// Applies the sentences as written.
///
/// A leaf whose sentences all deduct starts at its full points, any other at 0. What the giving sentences give is added
/// and capped at the full points, what the deducting ones take is subtracted; never below 0. A sentence that says
/// 不得分 leaves nothing.
[[nodiscard]] Evaluation evaluate(const LeafCase& leaf_case);

/// Returns whether a sentence of the leaf waits for an assessor's line.
[[nodiscard]] bool waits_for_assessor(const LeafState& leaf, const std::map<std::string, Exact>& shares);

/// Returns whether a sentence of the leaf has what it needs from an assessor.
[[nodiscard]] bool is_assessed(const LeafState& leaf, const std::map<std::string, Exact>& shares);

}  // namespace guidang
