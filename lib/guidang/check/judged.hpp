// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which events of a leaf are judged: as many as are asked for. A further one, begun but not complete, costs nothing.
#pragma once

#include <cstddef>
#include <vector>

#include "guidang/check/state.hpp"

namespace guidang {

/// The events of a leaf against what its EventRule asks for.
struct JudgedEvents {
  std::vector<std::size_t> events;  ///< Indices into LeafState::events, ascending.
  int held = 0;                     ///< Events in the window, surplus ones included.
  int missing = 0;                  ///< How many are too few, besides the occasions that nothing serves.
};

/// Judges the events that serve occasions, and of the others as many as are asked for beyond the occasions: first those
/// that count, then those that may, the most complete first. Cost: n log n in the events.
/// Standard: schemas/index.md, section 7.
[[nodiscard]] JudgedEvents judged_events(const LeafState& leaf);

/// Returns whether the event counts today: held in the window, and at least one of its parts proven (if it has parts).
[[nodiscard]] bool counts(const EventState& event);

/// Returns whether the event does not count today, but would if what is undated turned out to lie in the window.
[[nodiscard]] bool may_count(const EventState& event);

/// Returns how many parts of the event are not filled.
[[nodiscard]] int unfilled_parts(const EventState& event);

}  // namespace guidang
