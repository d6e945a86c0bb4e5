// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/mend.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "guidang/score/facts.hpp"

namespace guidang {
namespace {

Message slot_message(std::string id, const SlotState& slot, int count) {
  return {std::move(id), {{"slot", slot.slot->name}, {"count", std::int64_t{count}}, {"unit", slot.slot->unit}}};
}

/// What a slot lacks: first days for what is undated, then more pieces. `event` is the event it is part of, if any; the
/// day of an undated event dates all that is in it.
void add_slot(std::vector<Message>& actions, const SlotState& slot, const EventState* event) {
  const int undated = std::min(slot.missing(), slot.pending());
  const auto add = [&](const std::string& id, int count) {
    if (count == 0) return;
    actions.push_back(slot_message(event != nullptr ? id + "-in-event" : id, slot, count));
    if (event != nullptr) actions.back().arguments.push_back({"event", event->folder.text()});
  };
  if (event == nullptr || event->date) add("score/date", undated);
  add("score/supply", slot.missing() - undated);
}

void add_slots(std::vector<Message>& actions, const std::vector<SlotState>& slots) {
  for (const auto& slot : slots) add_slot(actions, slot, nullptr);
}

int unfilled_parts(const EventState* event) {
  return static_cast<int>(
      std::ranges::count_if(event->parts, [](const SlotState& part) { return part.missing() > 0; }));
}

/// The events that are to be made whole: those that count, then those that may, the most complete first; in the order
/// of their folders.
std::vector<const EventState*> events_to_mend(const LeafState& leaf) {
  std::vector<const EventState*> list;
  for (const auto& event : leaf.events) {
    if (counts(event)) list.push_back(&event);
  }
  const auto least = static_cast<std::size_t>(std::max(0, leaf.leaf->events->least));
  std::ranges::stable_sort(list, {}, unfilled_parts);
  list.resize(std::min(list.size(), least));
  for (const auto& event : leaf.events) {
    if (may_count(event) && (list.size() < least || pays_each_event(leaf))) list.push_back(&event);
  }
  std::ranges::sort(list, {}, [](const EventState* event) { return event->folder; });
  return list;
}

void add_events(std::vector<Message>& actions, const LeafState& leaf) {
  const auto events = events_to_mend(leaf);
  for (const auto* event : events) {
    if (!event->date) actions.push_back({"score/date-event", {{"event", event->folder.text()}}});
    for (const auto& part : event->parts) add_slot(actions, part, event);
  }
  const int missing = leaf.leaf->events->least - static_cast<int>(events.size());
  if (missing <= 0) return;
  std::vector<std::string> parts;
  for (const auto& part : leaf.leaf->events->parts) parts.push_back(part.name);
  const std::string id = parts.empty() ? "score/hold-event" : "score/hold-event-with";
  actions.push_back({id, {{"count", std::int64_t{missing}}}});
  if (!parts.empty()) actions.back().arguments.push_back({"parts", std::move(parts)});
}

}  // namespace

std::vector<Message> mend_actions(const LeafState& leaf) {
  std::vector<Message> actions;
  add_slots(actions, leaf.slots);
  if (leaf.leaf->events) add_events(actions, leaf);
  for (const auto& standard : leaf.standards) add_slots(actions, standard.slots);
  return actions;
}

}  // namespace guidang
