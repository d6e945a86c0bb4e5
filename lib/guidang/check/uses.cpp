// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/uses.hpp"

namespace guidang {
namespace {

void note(Uses& uses, const Slot& slot) {
  const bool shot = slot.kind == EvidenceKind::photo || slot.kind == EvidenceKind::video;
  uses.as_photo |= shot || slot.kind == EvidenceKind::any;
  uses.as_shot |= shot && !slot.pairs;
  uses.wanted_photo |= slot.kind == EvidenceKind::photo;
}

}  // namespace

std::map<std::size_t, Uses> uses_of(const std::vector<LeafState>& leaves) {
  std::map<std::size_t, Uses> uses;
  const auto look = [&uses](const std::vector<SlotState>& slots, const LeafState& leaf, const RelPath* event) {
    for (const auto& slot : slots) {
      for (const auto& proof : slot.proofs) {
        auto& use = uses[proof.file];
        use.items.insert(leaf.leaf->code);
        if (event != nullptr) use.events.insert(*event);
        note(use, *slot.slot);
      }
    }
  };
  for (const auto& leaf : leaves) {
    look(leaf.slots, leaf, nullptr);
    for (const auto& standard : leaf.standards) look(standard.slots, leaf, nullptr);
    for (const auto& event : leaf.events) look(event.parts, leaf, &event.folder);
  }
  return uses;
}

}  // namespace guidang
