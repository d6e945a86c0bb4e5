// SPDX-License-Identifier: Apache-2.0
/// \file
/// One leaf: its points in three readings, its standing, and what mending it would bring.
#pragma once

#include "guidang/score/score.hpp"
#include "guidang/score/surroundings.hpp"

namespace guidang {

/// Returns whether the leaf is left out of its project's sum (不适用: 折算); a leaf of the bonus block that does not
/// apply is.
[[nodiscard]] bool is_left_out(const Index& index, const LeafState& leaf);

/// Scores one leaf.
/// Cost: linear in its slots, sentences and lines.
[[nodiscard]] LeafScore score_leaf(const Surroundings& around, const LeafState& leaf);

/// Returns what `leaf` would have more if people in the community supplied all they can, with what that is; none if
/// that is nothing. An assessor's points are not among it.
[[nodiscard]] std::optional<Mend> mend_of(const Surroundings& around, const LeafState& leaf, const LeafScore& score);

}  // namespace guidang
