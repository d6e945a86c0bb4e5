// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/uses.hpp"

#include "guidang/check/each_slot.hpp"

namespace guidang {
namespace {

void note(Uses& uses, const Slot& slot) {
  const bool shot = slot.kind == EvidenceKind::photo || slot.kind == EvidenceKind::video;
  uses.as_photo |= shot || slot.kind == EvidenceKind::any;
  uses.as_shot |= shot && !slot.pairs;
  uses.wanted_photo |= slot.kind == EvidenceKind::photo;
}

}  // namespace

FileUses::FileUses(const std::vector<LeafState>& leaves) {
  for (const auto& leaf : leaves) {
    for_each_slot(leaf, [&](const SlotState& slot, const RelPath* event) {
      for (const auto& proof : slot.proofs) {
        auto& use = uses_[proof.file];
        use.items.insert(leaf.leaf->code);
        if (event != nullptr) use.events.insert(*event);
        note(use, *slot.slot);
      }
    });
  }
}

const Uses& FileUses::of(std::size_t file) const {
  const auto place = uses_.find(file);
  return place == uses_.end() ? none_ : place->second;
}

}  // namespace guidang
