// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/carry_over.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace guidang {
namespace {

/// The files of a leaf that count for one of its slots.
class Counting {
 public:
  explicit Counting(const LeafState& leaf) {
    add(leaf.slots);
    for (const auto& standard : leaf.standards) add(standard.slots);
    for (const auto& event : leaf.events) {
      if (event.in_window) add(event.parts);
    }
  }

  [[nodiscard]] bool has(std::size_t file) const { return files_.contains(file); }

 private:
  void add(const std::vector<SlotState>& slots) {
    for (const auto& slot : slots) {
      for (const auto& proof : slot.proofs) {
        if (proof.standing == Standing::counts || proof.standing == Standing::paired) files_.insert(proof.file);
      }
    }
  }

  std::set<std::size_t> files_;
};

void collect_slots(const LeafState& leaf, const std::vector<SlotState>& slots, std::vector<ToCollect>& list) {
  for (const auto& slot : slots) {
    if (slot.missing() == 0) continue;
    list.push_back({leaf.owner, leaf.leaf, print_slot(*slot.slot), slot.missing(), false, slot.slot->due});
  }
}

void collect_leaf(const LeafState& leaf, std::vector<ToCollect>& list) {
  collect_slots(leaf, leaf.slots, list);
  for (const auto& standard : leaf.standards) collect_slots(leaf, standard.slots, list);
  if (!leaf.leaf->events) return;
  const auto& rule = *leaf.leaf->events;
  int held = 0;
  for (const auto& event : leaf.events) {
    if (!event.in_window) continue;
    ++held;
    collect_slots(leaf, event.parts, list);
  }
  if (held >= rule.least) return;
  std::string parts;
  for (const auto& part : rule.parts) parts += (parts.empty() ? "" : "、") + print_slot(part);
  list.push_back({leaf.owner, leaf.leaf, std::move(parts), rule.least - held, true, rule.due});
}

}  // namespace

CarryOver carry_over(const CheckResult& before, const CheckResult& after, const Inventory& inventory) {
  CarryOver result;
  std::map<std::string, const LeafState*> leaves;
  std::map<std::string, Counting> counting;
  for (const auto& leaf : after.leaves) {
    leaves[leaf.leaf->code] = &leaf;
    counting.emplace(leaf.leaf->code, Counting(leaf));
    collect_leaf(leaf, result.collect);
  }
  for (std::size_t i = 0; i < inventory.files.size(); ++i) {
    if (before.files[i].codes.empty()) continue;
    const auto& path = inventory.files[i].path;
    if (after.files[i].codes.empty()) result.files.push_back({path, nullptr, false});
    for (const auto& code : after.files[i].codes) {
      result.files.push_back({path, leaves.at(code)->leaf, counting.at(code).has(i)});
    }
  }
  std::ranges::stable_sort(result.collect, [](const ToCollect& a, const ToCollect& b) {
    return std::tuple(a.owner.empty(), a.owner, a.due) < std::tuple(b.owner.empty(), b.owner, b.due);
  });
  return result;
}

}  // namespace guidang
