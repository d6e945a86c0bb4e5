// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the sentences of a leaf make of the facts (schemas/index.md, section 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/score/facts.hpp"
#include "guidang/score/score.hpp"
#include "guidang/score/surroundings.hpp"

namespace guidang {

/// The three readings.
enum class Reading { confirmed, worst, best };

/// A leaf in one reading, under one assumption. A sentence that waits for an assessor's line or for a figure gets
/// everything in the best reading and nothing in the others.
struct LeafCase {
  const LeafState& leaf;
  const Surroundings& around;
  const Facts& facts;
  Assume assume = Assume::proven;
  Reading reading = Reading::worst;
};

/// What one sentence does.
struct Effect {
  Exact given;
  Exact taken;
  bool nothing_left = false;         ///< 不得分
  bool waits = false;                ///< For an assessor's line, a fact, a record not yet looked at.
  bool settled = false;              ///< People or figures have said what it needs.
  std::vector<std::string> lacking;  ///< Names of the facts that it waits for.
  std::optional<Message> message;    ///< None if the sentence changes nothing.
};

/// What the sentences make of it: points from 0 to the leaf's, not rounded.
struct Evaluation {
  Exact points;
  std::vector<Reason> reasons;       ///< In the order of the sentences.
  bool waits = false;                ///< A sentence waits.
  bool settled = false;              ///< A sentence has what it needs of people or figures.
  std::vector<std::string> lacking;  ///< Names of the facts that are missing, each once.
};

/// Applies the sentences as written.
///
/// A leaf whose sentences all deduct starts at its full points, any other, and every leaf of the bonus block, at 0.
/// What the giving sentences give is added and capped at the full points, what the deducting ones and the assessor's
/// remarks take is subtracted; never below 0. A sentence that says 不得分 leaves nothing.
[[nodiscard]] Evaluation evaluate(const LeafCase& leaf_case);

// ---- The sentences by family ----

/// Returns whether the sentence gives points.
[[nodiscard]] bool gives(const Sentence& sentence);

/// Of a sentence about a figure. `held_back`: a condition says that the figures are as good as unknown.
[[nodiscard]] Effect figure_effect(const LeafCase& leaf_case, const Sentence& sentence, bool held_back);

/// Returns whether figure_pending sentences of the leaf hold its figures back.
[[nodiscard]] bool holds_back(const LeafCase& leaf_case);

/// Of a sentence about honours, samples, months, occasions, the running account or another index.
[[nodiscard]] Effect record_effect(const LeafCase& leaf_case, const Sentence& sentence);

// ---- What they share ----

[[nodiscard]] Argument count_argument(int count);
[[nodiscard]] Argument points_argument(const Exact& points);

/// `points` for every full `per` of `count`, at most the cap.
[[nodiscard]] Exact times(const Sentence& sentence, int count);

/// The share of the leaf's points that a rating is worth; none for a rating that the index does not know.
[[nodiscard]] std::optional<Exact> rating_points(const LeafCase& leaf_case, const std::string& rating);

/// What a band of `sentence` is worth: its points, or those of its rating.
[[nodiscard]] Exact worth_of(const LeafCase& leaf_case, const Band& band);

/// A sentence that waits: everything in the best reading, else nothing. `most` is what it can give or take.
[[nodiscard]] Effect waiting(const LeafCase& leaf_case, const Sentence& sentence, const Exact& most, Message message);

}  // namespace guidang
