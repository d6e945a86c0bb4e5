// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a leaf lacks, counted under one assumption about the open things.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "guidang/check/judged.hpp"
#include "guidang/check/state.hpp"

namespace guidang {

/// How open things are taken.
enum class Assume {
  proven,    ///< Only what counts today is there.
  dated,     ///< Undated evidence and events turn out to lie in the window.
  hoped,     ///< That, and what is not yet due comes in full: missing events whole, missing parts of held events.
  supplied,  ///< All that is missing comes, late or not.
};

/// How many pieces each slot lacks, in the order of the slots.
using Lacks = std::vector<int>;

/// How many proofs a slot has that counts them; `more` where more may come.
struct Found {
  int count = 0;
  bool more = false;

  friend bool operator==(const Found&, const Found&) = default;
};

/// What a leaf lacks.
struct Facts {
  Lacks slots;                   ///< Of the leaf itself (材料).
  std::vector<Lacks> standards;  ///< One a standard, in their order.
  std::vector<Lacks> serving;    ///< One an occasion that is served: what its event's parts lack.
  std::vector<Lacks> events;     ///< One for every other event that counts.
  std::size_t asked = 0;         ///< How many events are asked for beside those of the occasions.
  int missing_events = 0;        ///< How many events there are too few.
  std::vector<Found> found;      ///< One a slot of the leaf, then of its standards, if a sentence speaks of a figure.

  friend bool operator==(const Facts&, const Facts&) = default;
};

/// Counts what `leaf` lacks under `assume`.
[[nodiscard]] Facts facts_of(const LeafState& leaf, Assume assume);

/// Counts what an event's parts lack under `assume`.
[[nodiscard]] Lacks lacks_of(const std::vector<SlotState>& slots, Assume assume);

/// Returns, ascending, the positions of the `asked` entries that lack least; of equals the earlier ones.
[[nodiscard]] std::vector<std::size_t> most_complete(const std::vector<int>& lacking, std::size_t asked);

/// Returns for each event of the leaf whether it serves an occasion.
[[nodiscard]] std::vector<bool> serving_occasions(const LeafState& leaf);

/// Returns whether a sentence gives points for each event.
[[nodiscard]] bool pays_each_event(const LeafState& leaf);

/// Returns whether the sentence speaks of a figure.
[[nodiscard]] bool speaks_of_figure(const Sentence& sentence);

/// Returns whether any slot, part or event of the leaf is at least partly proven.
[[nodiscard]] bool anything_proven(const LeafState& leaf);

/// Returns how many of the slots are not filled.
[[nodiscard]] int unfilled(std::span<const int> lacks);

/// Returns whether anything at all is lacking.
[[nodiscard]] bool lacks_anything(const Facts& facts);

}  // namespace guidang
