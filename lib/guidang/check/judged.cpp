// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/judged.hpp"

#include <algorithm>
#include <tuple>

namespace guidang {
namespace {

/// Events that count come first, then those that may, then those with nothing in them.
int rank(const EventState& event) {
  if (counts(event)) return 0;
  return may_count(event) ? 1 : 2;
}

}  // namespace

bool counts(const EventState& event) {
  const auto proven = [](const SlotState& part) { return part.counting() > 0; };
  return event.in_window && event.date && (event.parts.empty() || std::ranges::any_of(event.parts, proven));
}

bool may_count(const EventState& event) {
  if (counts(event) || (event.date && !event.in_window)) return false;
  const auto may_prove = [](const SlotState& part) { return part.counting() + part.pending() > 0; };
  return event.parts.empty() || std::ranges::any_of(event.parts, may_prove);
}

int unfilled_parts(const EventState& event) {
  return static_cast<int>(std::ranges::count_if(event.parts, [](const SlotState& part) { return part.missing() > 0; }));
}

JudgedEvents judged_events(const LeafState& leaf) {
  JudgedEvents judged;
  if (!leaf.leaf->events) return judged;
  std::vector<bool> serves(leaf.events.size());
  for (const auto& occasion : leaf.occasions) {
    if (!occasion.event) continue;
    serves[*occasion.event] = true;
    judged.events.push_back(*occasion.event);
  }
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < leaf.events.size(); ++i) {
    if (!leaf.events[i].in_window) continue;
    ++judged.held;
    if (!serves[i]) others.push_back(i);
  }
  std::ranges::stable_sort(others, {}, [&leaf](std::size_t i) {
    const auto& event = leaf.events[i];
    return std::tuple(rank(event), unfilled_parts(event), !event.date.has_value());
  });
  const auto further = std::max(0, leaf.leaf->events->least - static_cast<int>(leaf.occasions.size()));
  const auto taken = std::min(others.size(), static_cast<std::size_t>(further));
  judged.events.insert(judged.events.end(), others.begin(), others.begin() + static_cast<std::ptrdiff_t>(taken));
  judged.missing = further - static_cast<int>(taken);
  std::ranges::sort(judged.events);
  return judged;
}

}  // namespace guidang
