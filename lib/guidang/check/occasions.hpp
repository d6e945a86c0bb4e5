// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which event serves which expected occasion (频次, 节点).
#pragma once

#include <string_view>
#include <vector>

#include "guidang/check/state.hpp"

namespace guidang {

/// Returns the state of each occasion of `rule`, in their order.
///
/// An event serves at most one occasion, and needs a part that is proven or may be. A folder that names an occasion
/// ("中秋联欢", "10月例会") serves it on whatever day of the window it was held; of several the most complete. The
/// others go by their dates: so many occasions are served as can be, by the most complete events.
///
/// Cost:     events × occasions at worst, near the events where occasions do not overlap.
/// Standard: schemas/index.md, section 5.
[[nodiscard]] std::vector<OccasionState> match_occasions(const EventRule& rule,
                                                         const std::vector<EventState>& events,
                                                         Date today);

/// Returns the occasion that a folder of this name speaks of: of the names in it the longest; null if none of its
/// occasions has such a name, or several have it, so that nobody can tell which.
[[nodiscard]] const Occasion* named_occasion(const EventRule& rule, std::string_view folder_name);

}  // namespace guidang
