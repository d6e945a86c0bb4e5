// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a leaf lacks, counted under one assumption about the open things.
#pragma once

#include <span>
#include <vector>

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

/// What a leaf lacks.
struct Facts {
  Lacks slots;                   ///< Of the leaf itself (材料).
  std::vector<Lacks> standards;  ///< One a standard, in their order.
  std::vector<Lacks> events;     ///< One an event that counts: what its parts lack.
  int missing_events = 0;        ///< How many events there are too few.

  friend bool operator==(const Facts&, const Facts&) = default;
};

/// Counts what `leaf` lacks under `assume`.
[[nodiscard]] Facts facts_of(const LeafState& leaf, Assume assume);

/// Returns whether the event counts today: held in the window, and at least one of its parts proven (if it has parts).
[[nodiscard]] bool counts(const EventState& event);

/// Returns whether the event does not count today, but would if what is undated turned out to lie in the window.
[[nodiscard]] bool may_count(const EventState& event);

/// Returns whether a sentence gives points for each event.
[[nodiscard]] bool pays_each_event(const LeafState& leaf);

/// Returns whether any slot, part or event of the leaf is at least partly proven.
[[nodiscard]] bool anything_proven(const LeafState& leaf);

/// Returns how many of the slots are not filled.
[[nodiscard]] int unfilled(std::span<const int> lacks);

/// Returns whether anything at all is lacking.
[[nodiscard]] bool lacks_anything(const Facts& facts);

}  // namespace guidang
