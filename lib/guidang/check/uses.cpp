// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/uses.hpp"

#include <algorithm>

#include "guidang/check/each_slot.hpp"

namespace guidang {

bool same_event(const EventUse& a, const EventUse& b) {
  if (a.folder == b.folder) return true;
  const bool other_day = a.days && b.days && a.days->first != b.days->first;
  return a.item != b.item && !other_day;
}

FileUses::FileUses(const std::vector<LeafState>& leaves, const std::vector<VetoState>& vetoes) {
  for (const auto& leaf : leaves) {
    const auto& item = leaf.leaf->code;
    for_each_slot(leaf, [&](const SlotState& slot, const RelPath* folder) {
      if (folder == nullptr) return note(slot, item, nullptr);
      const EventUse event{*folder, item, days_in_name(folder->name())};
      note(slot, item, &event);
    });
    for (const auto& slot : leaf.exempt_if) note(slot, item, nullptr);
  }
  for (const auto& veto : vetoes) {
    for (const auto& slot : veto.slots) note(slot, veto.veto->code, nullptr);
  }
}

void FileUses::note(const SlotState& state, const std::string& item, const EventUse* event) {
  const Slot& slot = *state.slot;
  const bool shot = slot.kind == EvidenceKind::photo || slot.kind == EvidenceKind::video;
  for (const auto& proof : state.proofs) {
    auto& use = uses_[proof.file];
    if (std::ranges::find(use.items, item) == use.items.end()) use.items.push_back(item);
    if (event != nullptr && std::ranges::find(use.events, event->folder, &EventUse::folder) == use.events.end()) {
      use.events.push_back(*event);
    }
    use.as_photo |= shot || slot.kind == EvidenceKind::any;
    use.as_shot |= shot && !slot.pairs;
    use.wanted_photo |= slot.kind == EvidenceKind::photo;
  }
}

const Uses& FileUses::of(std::size_t file) const {
  const auto place = uses_.find(file);
  return place == uses_.end() ? none_ : place->second;
}

}  // namespace guidang
