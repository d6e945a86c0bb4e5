// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/facts.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace guidang {
namespace {

bool proves(const SlotState& slot) {
  return slot.counting() > 0;
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

Found found_in(const SlotState& slot, Assume assume) {
  Found found{slot.counting(), false};
  if (assume == Assume::proven) return found;
  found.count += slot.pending();
  found.more = assume == Assume::supplied || (assume == Assume::hoped && !slot.due_passed);
  return found;
}

int whole_events(const std::vector<Lacks>& events) {
  return static_cast<int>(std::ranges::count_if(events, [](const Lacks& lacks) { return unfilled(lacks) == 0; }));
}

/// Sorts the events of a leaf into those that serve an occasion and the others.
class EventFacts {
 public:
  EventFacts(const LeafState& leaf, Assume assume, Facts& facts)
      : leaf_(leaf),
        assume_(assume),
        facts_(facts),
        serving_(serving_occasions(leaf)) {}

  void count() {
    if (!leaf_.leaf->events) return;
    const int beside = leaf_.leaf->events->least - static_cast<int>(leaf_.occasions.size());
    facts_.asked = static_cast<std::size_t>(std::max(0, beside));
    for (std::size_t i = 0; i < leaf_.events.size(); ++i) {
      if (counts(leaf_.events[i])) add(i);
    }
    if (assume_ != Assume::proven) {
      add_undated();
      add_those_to_come();
    }
    const auto expected = leaf_.occasions.size();
    facts_.missing_events = static_cast<int>(expected - std::min(expected, facts_.serving.size()));
    facts_.missing_events += std::max(0, static_cast<int>(facts_.asked) - static_cast<int>(facts_.events.size()));
  }

 private:
  void add(std::size_t place) {
    auto lacks = lacks_of(leaf_.events[place].parts, assume_);
    (serving_[place] ? facts_.serving : facts_.events).push_back(std::move(lacks));
  }

  /// An undated event may be the one of an occasion that nothing else serves. Where enough events are whole, it settles
  /// nothing and keeps nothing open.
  void add_undated() {
    const bool may_help = whole_events(facts_.events) < static_cast<int>(facts_.asked) || pays_each_event(leaf_);
    for (std::size_t i = 0; i < leaf_.events.size(); ++i) {
      if (!may_count(leaf_.events[i])) continue;
      if (facts_.serving.size() < leaf_.occasions.size()) {
        facts_.serving.push_back(lacks_of(leaf_.events[i].parts, assume_));
      } else if (may_help) {
        facts_.events.push_back(lacks_of(leaf_.events[i].parts, assume_));
      }
    }
  }

  void add_those_to_come() {
    const Lacks whole(leaf_.leaf->events->parts.size(), 0);
    std::size_t open = 0;
    for (const auto& occasion : leaf_.occasions) {
      const bool served =
          occasion.event && *occasion.event < leaf_.events.size() && counts(leaf_.events[*occasion.event]);
      const bool comes = assume_ == Assume::supplied || (assume_ == Assume::hoped && !occasion.due_passed);
      if (!served && comes) ++open;
    }
    const auto unserved = leaf_.occasions.size() - std::min(leaf_.occasions.size(), facts_.serving.size());
    facts_.serving.insert(facts_.serving.end(), std::min(open, unserved), whole);
    const bool more_come = assume_ == Assume::supplied || (assume_ == Assume::hoped && !leaf_.events_due_passed);
    const int to_come = more_come ? std::max(0, static_cast<int>(facts_.asked) - whole_events(facts_.events)) : 0;
    facts_.events.insert(facts_.events.end(), static_cast<std::size_t>(to_come), whole);
  }

  const LeafState& leaf_;
  Assume assume_;
  Facts& facts_;
  std::vector<bool> serving_;
};

void add_found(Facts& facts, const std::vector<SlotState>& slots, Assume assume) {
  for (const auto& slot : slots) facts.found.push_back(found_in(slot, assume));
}

}  // namespace

Lacks lacks_of(const std::vector<SlotState>& slots, Assume assume) {
  Lacks list;
  for (const auto& slot : slots) list.push_back(lack(slot, assume));
  return list;
}

Facts facts_of(const LeafState& leaf, Assume assume) {
  Facts facts;
  facts.slots = lacks_of(leaf.slots, assume);
  for (const auto& standard : leaf.standards) facts.standards.push_back(lacks_of(standard.slots, assume));
  EventFacts(leaf, assume, facts).count();
  if (std::ranges::any_of(leaf.leaf->scoring, speaks_of_figure)) {
    add_found(facts, leaf.slots, assume);
    for (const auto& standard : leaf.standards) add_found(facts, standard.slots, assume);
  }
  return facts;
}

std::vector<std::size_t> most_complete(const std::vector<int>& lacking, std::size_t asked) {
  std::vector<std::size_t> places(lacking.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::stable_sort(places, {}, [&lacking](std::size_t place) { return lacking[place]; });
  places.resize(std::min(places.size(), asked));
  std::ranges::sort(places);
  return places;
}

std::vector<bool> serving_occasions(const LeafState& leaf) {
  std::vector<bool> serving(leaf.events.size());
  for (const auto& occasion : leaf.occasions) {
    if (occasion.event && *occasion.event < serving.size()) serving[*occasion.event] = true;
  }
  return serving;
}

bool pays_each_event(const LeafState& leaf) {
  return std::ranges::count(leaf.leaf->scoring, SentenceKind::points_per_event, &Sentence::kind) > 0;
}

bool speaks_of_figure(const Sentence& sentence) {
  return sentence.kind >= SentenceKind::figure_rating && sentence.kind <= SentenceKind::figure_pending;
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
         std::ranges::any_of(facts.serving, any) || std::ranges::any_of(facts.events, any);
}

}  // namespace guidang
