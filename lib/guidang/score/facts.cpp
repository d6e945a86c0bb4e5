// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/facts.hpp"

#include <algorithm>

namespace guidang {
namespace {

bool proves(const SlotState& slot) {
  return slot.counting() > 0;
}

bool may_prove(const SlotState& slot) {
  return slot.counting() + slot.pending() > 0;
}

int lack(const SlotState& slot, Assume assume) {
  const int with_undated = std::max(0, slot.missing() - slot.pending());
  switch (assume) {
    case Assume::proven: return slot.missing();
    case Assume::dated: return with_undated;
    case Assume::hoped: return slot.due_passed ? with_undated : 0;
    case Assume::supplied: break;
  }
  return 0;
}

Lacks lacks_of(const std::vector<SlotState>& slots, Assume assume) {
  Lacks list;
  for (const auto& slot : slots) list.push_back(lack(slot, assume));
  return list;
}

int least_events(const LeafState& leaf) {
  return leaf.leaf->events ? leaf.leaf->events->least : 0;
}

int whole_events(const std::vector<Lacks>& events) {
  return static_cast<int>(std::ranges::count_if(events, [](const Lacks& lacks) { return unfilled(lacks) == 0; }));
}

std::vector<Lacks> events_of(const LeafState& leaf, Assume assume) {
  std::vector<Lacks> list;
  for (const auto& event : leaf.events) {
    if (counts(event)) list.push_back(lacks_of(event.parts, assume));
  }
  if (assume == Assume::proven || !leaf.leaf->events) return list;
  const auto& rule = *leaf.leaf->events;
  // Where enough events are whole, an undated one settles nothing and keeps nothing open.
  const bool may_help = whole_events(list) < rule.least || pays_each_event(leaf);
  for (const auto& event : leaf.events) {
    if (may_help && may_count(event)) list.push_back(lacks_of(event.parts, assume));
  }
  const bool more_come = assume == Assume::supplied || (assume == Assume::hoped && !leaf.events_due_passed);
  const int to_come = more_come ? std::max(0, rule.least - whole_events(list)) : 0;
  list.insert(list.end(), static_cast<std::size_t>(to_come), Lacks(rule.parts.size(), 0));
  return list;
}

}  // namespace

Facts facts_of(const LeafState& leaf, Assume assume) {
  Facts facts;
  facts.slots = lacks_of(leaf.slots, assume);
  for (const auto& standard : leaf.standards) facts.standards.push_back(lacks_of(standard.slots, assume));
  facts.events = events_of(leaf, assume);
  facts.missing_events = std::max(0, least_events(leaf) - static_cast<int>(facts.events.size()));
  return facts;
}

bool counts(const EventState& event) {
  return event.in_window && event.date && (event.parts.empty() || std::ranges::any_of(event.parts, proves));
}

bool may_count(const EventState& event) {
  if (counts(event) || (event.date && !event.in_window)) return false;
  return event.parts.empty() || std::ranges::any_of(event.parts, may_prove);
}

bool pays_each_event(const LeafState& leaf) {
  return std::ranges::count(leaf.leaf->scoring, SentenceKind::points_per_event, &Sentence::kind) > 0;
}

bool anything_proven(const LeafState& leaf) {
  return std::ranges::any_of(leaf.slots, proves) || std::ranges::any_of(leaf.events, counts) ||
         std::ranges::any_of(leaf.standards,
                             [](const StandardState& standard) { return std::ranges::any_of(standard.slots, proves); });
}

int unfilled(std::span<const int> lacks) {
  return static_cast<int>(std::ranges::count_if(lacks, [](int pieces) { return pieces > 0; }));
}

bool lacks_anything(const Facts& facts) {
  const auto any = [](const Lacks& lacks) { return unfilled(lacks) > 0; };
  return any(facts.slots) || facts.missing_events > 0 || std::ranges::any_of(facts.standards, any) ||
         std::ranges::any_of(facts.events, any);
}

}  // namespace guidang
