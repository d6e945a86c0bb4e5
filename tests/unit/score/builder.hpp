// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small indexes and states of their leaves, for the tests of score.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/score/score.hpp"

namespace guidang::score_test {

inline Exact exact(std::string_view text) {
  return Exact::parse(text).value();
}

inline const Date k_in_period = make_date(2026, 10, 12).value();
inline const Date k_submission = make_date(2027, 1, 5).value();

inline Slot slot(std::string name, int least = 1) {
  Slot made;
  made.name = std::move(name);
  made.count.least = least;
  made.unit = "份";
  made.window = DateRange{make_date(2026, 10, 1).value(), make_date(2026, 12, 31).value()};
  made.due = k_submission;
  return made;
}

inline Item leaf(std::string code, std::string_view points, std::initializer_list<std::string_view> sentences) {
  Item made;
  made.code = std::move(code);
  made.title = "指标" + made.code;
  made.points = exact(points);
  for (const auto sentence : sentences) made.scoring.push_back(parse_sentence(sentence).value());
  return made;
}

inline Item with_slots(Item item, std::vector<Slot> slots) {
  item.slots = std::move(slots);
  return item;
}

inline Item with_events(Item item, int least, std::vector<Slot> parts) {
  item.events = EventRule{least, std::move(parts), k_submission, std::nullopt, {}, {}};
  return item;
}

/// Each of `standards` asks for one piece.
inline Item with_standards(Item item, int standards) {
  for (int number = 1; number <= standards; ++number) {
    item.standards.push_back({number, {slot("证明" + std::to_string(number))}, {}});
  }
  return item;
}

inline Item project(std::string code, std::vector<Item> leaves) {
  Item made;
  made.code = std::move(code);
  for (const auto& item : leaves) made.points += item.points;
  made.children = std::move(leaves);
  return made;
}

/// The days and shares of an index over `projects`.
inline Index index_of(std::vector<Item> projects) {
  Index index;
  index.period = {make_date(2026, 10, 1).value(), make_date(2026, 12, 31).value()};
  index.submission = k_submission;
  index.shares = {{"A", Exact(1)}, {"B", exact("66%")}, {"C", exact("33%")}, {"C#", Exact()}};
  for (const auto& item : projects) index.total += item.points;
  index.items = std::move(projects);
  return index;
}

inline Proof proof(Standing standing = Standing::counts) {
  Proof made;
  made.standing = standing;
  if (standing == Standing::counts) made.date = k_in_period;
  return made;
}

inline std::vector<SlotState> empty_slots(const std::vector<Slot>& slots) {
  std::vector<SlotState> states;
  for (const auto& one : slots) states.push_back({&one, {}, true});
  return states;
}

/// Nothing is there and everything was due.
inline LeafState empty_state(const Item& item, const Item& top) {
  LeafState state;
  state.leaf = &item;
  state.project = &top;
  state.slots = empty_slots(item.slots);
  for (const auto& standard : item.standards) state.standards.push_back({&standard, empty_slots(standard.slots)});
  state.due = k_submission;
  return state;
}

/// The empty states of all leaves; every project's children are leaves.
inline std::vector<LeafState> empty_states(const Index& index) {
  std::vector<LeafState> states;
  for (const auto& top : index.items) {
    for (const auto& item : top.children) states.push_back(empty_state(item, top));
  }
  return states;
}

inline void fill(SlotState& state) {
  while (state.missing() > 0) state.proofs.push_back(proof());
}

/// Adds an event held in the period, all its parts filled.
inline EventState& add_event(LeafState& state) {
  EventState event;
  event.folder = RelPath::parse("资料/" + std::to_string(20261012 + state.events.size())).value();
  event.date = k_in_period;
  event.parts = empty_slots(state.leaf->events->parts);
  for (auto& part : event.parts) fill(part);
  state.events.push_back(std::move(event));
  return state.events.back();
}

/// Says of all slots, parts and events that their due day is yet to come.
inline void make_not_due(LeafState& state) {
  for (auto& one : state.slots) one.due_passed = false;
  for (auto& standard : state.standards) {
    for (auto& one : standard.slots) one.due_passed = false;
  }
  for (auto& event : state.events) {
    for (auto& part : event.parts) part.due_passed = false;
  }
  state.events_due_passed = false;
}

/// Fills every slot, part and event.
inline void fill_all(LeafState& state) {
  for (auto& one : state.slots) fill(one);
  for (auto& standard : state.standards) {
    for (auto& one : standard.slots) fill(one);
  }
  for (auto& event : state.events) {
    event.date = k_in_period;
    event.in_window = true;
    for (auto& part : event.parts) fill(part);
  }
  if (!state.leaf->events) return;
  while (static_cast<int>(state.events.size()) < state.leaf->events->least) add_event(state);
}

}  // namespace guidang::score_test
