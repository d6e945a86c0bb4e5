// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/mend.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/score/facts.hpp"
#include "guidang/score/figures.hpp"

namespace guidang {
namespace {

Message slot_message(std::string id, const SlotState& slot, int count) {
  return {std::move(id), {{"slot", slot.slot->name}, {"count", std::int64_t{count}}, {"unit", slot.slot->unit}}};
}

int unpaired(const SlotState& slot) {
  return static_cast<int>(std::ranges::count(slot.proofs, Standing::unpaired, &Proof::standing));
}

/// What a slot lacks: first days for what is undated, then the other half of pairs,
/// then more pieces. `event` is the event it is part of, if any; the
/// day of an undated event dates all that is in it.
void add_slot(std::vector<Message>& actions, const SlotState& slot, const EventState* event) {
  const int undated = std::min(slot.missing(), slot.pending());
  const auto add = [&](const std::string& id, int count) {
    if (count == 0) return;
    actions.push_back(slot_message(event != nullptr ? id + "-in-event" : id, slot, count));
    if (event != nullptr) actions.back().arguments.push_back({"event", event->folder.text()});
  };
  if (event == nullptr || event->date) add("score/date", undated);
  const int halves = slot.slot->pairs ? unpaired(slot) : 0;
  const int to_pair = std::min(slot.missing() - undated, halves);
  add("score/pair", to_pair);
  add("score/supply", slot.missing() - undated - to_pair);
}

void add_slots(std::vector<Message>& actions, const std::vector<SlotState>& slots) {
  for (const auto& slot : slots) add_slot(actions, slot, nullptr);
}

/// The events that are to be made whole: those that check judges, and where each one is paid those that may count.
std::vector<const EventState*> events_to_mend(const LeafState& leaf) {
  const auto judged = judged_events(leaf).events;
  std::vector<bool> wanted(leaf.events.size());
  for (const std::size_t place : judged) wanted[place] = true;
  const bool each = pays_each_event(leaf);
  std::vector<const EventState*> list;
  for (std::size_t i = 0; i < leaf.events.size(); ++i) {
    const auto& event = leaf.events[i];
    if (wanted[i] || (each && may_count(event))) list.push_back(&event);
  }
  return list;
}

/// Occasions that nothing serves: what may still be held, and what is over.
struct Unserved {
  std::vector<const Occasion*> open;
  std::vector<const Occasion*> past;
};

Unserved unserved(const LeafState& leaf) {
  Unserved list;
  for (const auto& one : leaf.occasions) {
    const bool served = one.event && *one.event < leaf.events.size() && counts(leaf.events[*one.event]);
    if (!served && one.occasion != nullptr) (one.due_passed ? list.past : list.open).push_back(one.occasion);
  }
  return list;
}

/// Of many the first few.
std::vector<std::string> few(std::vector<std::string> names) {
  constexpr std::size_t k_most = 8;
  if (names.size() > k_most) {
    names.resize(k_most);
    names.back() += "…";
  }
  return names;
}

std::vector<std::string> names_of(const std::vector<const Occasion*>& occasions) {
  std::vector<std::string> names;
  names.reserve(occasions.size());
  for (const auto* one : occasions) names.push_back(one->name);
  return few(std::move(names));
}

/// The months in which they were to be held, each once: "2026-09".
std::vector<std::string> months_of(const std::vector<const Occasion*>& occasions) {
  constexpr std::size_t k_length = 7;
  std::set<std::string> months;
  for (const auto* one : occasions) months.insert(to_string(one->range.from).substr(0, k_length));
  return few({months.begin(), months.end()});
}

void add_missing(std::vector<Message>& actions, const LeafCase& leaf_case, int missing) {
  const auto& rule = *leaf_case.leaf.leaf->events;
  const auto occasions = unserved(leaf_case.leaf);
  std::vector<std::string> parts;
  for (const auto& part : rule.parts) parts.push_back(part.name);
  const int past = std::min(missing, static_cast<int>(occasions.past.size()));
  if (missing > past) {
    std::string id = occasions.open.empty() ? "score/hold-event" : "score/hold-occasions";
    std::vector<Argument> arguments{{"count", std::int64_t{missing - past}}};
    const auto& today = leaf_case.around.context.today;
    if (!occasions.open.empty()) arguments.push_back({"occasions", names_of(occasions.open)});
    if (occasions.open.empty() && rule.window && today && rule.window->to < *today) {
      id = "score/past-events";
      arguments.push_back({"to", to_string(rule.window->to)});
    } else if (!parts.empty()) {
      id += "-with";
      arguments.push_back({"parts", std::move(parts)});
    }
    actions.push_back({std::move(id), std::move(arguments)});
  }
  if (past == 0) return;
  actions.push_back({"score/past-occasions",
                     {{"count", std::int64_t{past}},
                      {"occasions", names_of(occasions.past)},
                      {"months", months_of(occasions.past)}}});
}

void add_events(std::vector<Message>& actions, const LeafCase& leaf_case) {
  const auto& leaf = leaf_case.leaf;
  const int beside = std::max(0, leaf.leaf->events->least - static_cast<int>(leaf.occasions.size()));
  const auto events = events_to_mend(leaf);
  for (const auto* event : events) {
    if (!event->date) actions.push_back({"score/date-event", {{"event", event->folder.text()}}});
    for (const auto& part : event->parts) add_slot(actions, part, event);
  }
  const int missing = beside + static_cast<int>(leaf.occasions.size()) - static_cast<int>(events.size());
  if (missing > 0) add_missing(actions, leaf_case, missing);
}

void add_sample(std::vector<Message>& actions, const LeafState& leaf) {
  if (!leaf.sample) return;
  const int missing = leaf.sample->wanted - static_cast<int>(leaf.sample->drawn.size());
  if (missing > 0) actions.push_back({"score/supply-records", {{"count", std::int64_t{missing}}}});
}

/// The most that the sentence has use for of its figure; none if it pays for each.
std::optional<Exact> wanted_figure(const Sentence& sentence) {
  if (sentence.bands.empty()) return sentence.target > Exact() ? std::optional(sentence.target) : std::nullopt;
  std::optional<Exact> most;
  for (const auto& band : sentence.bands) {
    const bool lower_gate = band.compare == Compare::at_least || band.compare == Compare::equal;
    if (lower_gate && (!most || band.from > *most)) most = band.from;
  }
  return most;
}

/// How many proofs of the slot the sentence has use for; none if it does not speak of it, or that cannot be told.
std::optional<int> wanted_proofs(const LeafCase& leaf_case, const Sentence& sentence, const std::string& slot) {
  auto wanted = wanted_figure(sentence);
  if (!wanted) return std::nullopt;
  if (folded(sentence.figure) != folded(slot)) {
    const auto& measures = leaf_case.leaf.leaf->measures;
    const auto measure =
        std::ranges::find_if(measures, [&](const Measure& one) { return folded(one.name) == folded(sentence.figure); });
    if (measure == measures.end() || folded(measure->numerator) != folded(slot)) return std::nullopt;
    if (!measure->denominator.empty()) {
      const auto below = figure_of(leaf_case, measure->denominator);
      if (!below.value) return std::nullopt;
      wanted = *wanted * *below.value;
    }
  }
  constexpr int k_most = 1'000'000;
  if (*wanted > Exact(k_most)) return std::nullopt;
  const Exact whole = wanted->rounded(0) < *wanted ? wanted->rounded(0) + Exact(1) : wanted->rounded(0);
  return std::stoi(whole.text());
}

/// Where a sentence counts the proofs of a slot, more of them may bring more than the slot asks for.
void add_more_of(std::vector<Message>& actions, const LeafCase& leaf_case) {
  const auto& leaf = leaf_case.leaf;
  const auto names_slot = [&](const Sentence& sentence, const std::string& name) {
    if (!speaks_of_figure(sentence)) return false;
    if (folded(sentence.figure) == folded(name)) return true;
    return std::ranges::any_of(leaf.leaf->measures, [&](const Measure& measure) {
      return folded(measure.name) == folded(sentence.figure) && folded(measure.numerator) == folded(name);
    });
  };
  for (const auto& slot : leaf.slots) {
    bool named = false;
    int wanted = 0;
    for (const auto& sentence : leaf.leaf->scoring) {
      if (!names_slot(sentence, slot.slot->name)) continue;
      named = true;
      wanted = std::max(wanted, wanted_proofs(leaf_case, sentence, slot.slot->name).value_or(0));
    }
    if (!named || slot.missing() > 0) continue;
    const int halves = slot.slot->pairs ? unpaired(slot) : 0;
    const int more = wanted - slot.counting() - halves;
    if (halves > 0) actions.push_back(slot_message("score/pair", slot, halves));
    if (more > 0) {
      actions.push_back(slot_message("score/more-of-up-to", slot, slot.counting()));
      actions.back().arguments.push_back({"more", std::int64_t{more}});
    } else if (halves == 0) {
      actions.push_back(slot_message("score/more-of", slot, slot.counting()));
    }
  }
}

}  // namespace

std::vector<Message> mend_actions(const LeafCase& leaf_case, const std::vector<std::string>& lacking) {
  const auto& leaf = leaf_case.leaf;
  std::vector<Message> actions;
  add_slots(actions, leaf.slots);
  if (leaf.leaf->events) add_events(actions, leaf_case);
  for (const auto& standard : leaf.standards) add_slots(actions, standard.slots);
  add_sample(actions, leaf);
  add_more_of(actions, leaf_case);
  for (const auto& name : lacking) actions.push_back({"score/fill-in", {{"figure", name}}});
  return actions;
}

bool is_past(const Message& action) {
  return action.id.starts_with("score/past-");
}

}  // namespace guidang
