// SPDX-License-Identifier: Apache-2.0
/// \file
/// All slots of a leaf, wherever they stand.
#pragma once

#include "guidang/check/state.hpp"

namespace guidang {

/// Calls `look` with every slot of the leaf, of its standards and of its events, in that order, and the folder of the
/// event (null outside of events). Slots of its exemption (免检) are not among them.
template <typename Look>
void for_each_slot(const LeafState& leaf, const Look& look) {
  constexpr const RelPath* k_no_event = nullptr;
  for (const auto& slot : leaf.slots) look(slot, k_no_event);
  for (const auto& standard : leaf.standards) {
    for (const auto& slot : standard.slots) look(slot, k_no_event);
  }
  for (const auto& event : leaf.events) {
    for (const auto& slot : event.parts) look(slot, &event.folder);
  }
}

}  // namespace guidang
