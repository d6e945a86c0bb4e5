// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/state.hpp"

#include <algorithm>

namespace guidang {
namespace {

int count(const std::vector<Proof>& proofs, Standing standing) {
  int pieces = 0;
  for (const auto& proof : proofs) pieces += proof.standing == standing ? proof.pieces : 0;
  return pieces;
}

}  // namespace

int SlotState::counting() const {
  return count(proofs, Standing::counts);
}

int SlotState::pending() const {
  return count(proofs, Standing::undated);
}

int SlotState::missing() const {
  return std::max(0, slot->count.least - counting());
}

Date SlotState::due() const {
  return supply_by.value_or(slot->due);
}

bool LeafState::exempt() const {
  return !exempt_if.empty() &&
         std::ranges::all_of(exempt_if, [](const SlotState& state) { return state.missing() == 0; });
}

}  // namespace guidang
