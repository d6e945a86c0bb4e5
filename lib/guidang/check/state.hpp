// SPDX-License-Identifier: Apache-2.0
/// \file
/// How far the evidence fills the index: the state of every slot, event, standard and leaf.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/relpath.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/index/index.hpp"
#include "guidang/tables/tables.hpp"

namespace guidang {

/// How a file came to its leaf, and to its slot.
enum class BoundBy { register_line, folder_code, folder_title, name, kind };

/// Why a file does not count for its slot. `damaged`: cut off, damaged or locked with a password, so that nobody can
/// open it. `undated` may still count once its day is known. `rejected`: by the assessor; `repeated`: the same picture
/// stands before it in a slot of distinct pictures; `unpaired`: its before or after is missing. Of a pair the picture
/// after counts and the one before is `paired`.
enum class Standing {
  counts,
  undated,
  outside_window,
  empty,
  unreadable,
  damaged,
  wrong_format,
  rejected,
  repeated,
  paired,
  unpaired
};

/// One file that serves a slot.
struct Proof {
  std::size_t file = 0;  ///< Index into Inventory::files.
  BoundBy to_leaf = BoundBy::folder_code;
  BoundBy to_slot = BoundBy::name;
  Standing standing = Standing::counts;
  std::optional<Date> date;  ///< The effective date; none: undated.
  std::optional<DateSource> date_source;
  /// How many pieces it is: 1, or the pictures inside a DOCX where the slot counts those (文档内图片).
  int pieces = 1;
  /// The day on which a chat program saved it, as its name says: it is not younger. Undated evidence saved before the
  /// window began lies outside it.
  std::optional<Date> saved = std::nullopt;
  std::optional<std::size_t> partner = std::nullopt;  ///< Of a pair (成对): the file of the other picture.
};

/// The state of one slot.
struct SlotState {
  const Slot* slot = nullptr;
  std::vector<Proof> proofs;  ///< In the order of the files' paths.
  bool due_passed = true;     ///< due() is over on the day of the run.
  /// 补交期限: what is missing was rejected, and is due again on this day.
  std::optional<Date> supply_by = std::nullopt;

  /// Returns how many pieces count.
  [[nodiscard]] int counting() const;
  /// Returns how many pieces are undated: they may come to count.
  [[nodiscard]] int pending() const;
  /// Returns how many more are needed: max(0, slot->count.least - counting()).
  [[nodiscard]] int missing() const;
  /// Returns the day on which what is missing is due: `supply_by`, else the slot's.
  [[nodiscard]] Date due() const;
};

/// One event folder of a leaf, or the loose files of the only expected event.
struct EventState {
  RelPath folder;  ///< The event's folder, or the leaf's for loose files.
  /// From the folder's name, else the last day that its parts show, else the last day of the only occasion of the
  /// name that the folder holds (within the window); none: undated.
  std::optional<Date> date;
  bool in_window = true;         ///< False: held outside the period; does not count. An undated event is pending.
  std::vector<SlotState> parts;  ///< One a slot of EventRule::parts, in that order.
};

/// What came of one expected occasion.
struct OccasionState {
  const Occasion* occasion = nullptr;
  std::optional<std::size_t> event;  ///< Index into LeafState::events; none: nothing was held.
  bool begun = true;                 ///< Its first day has come.
  bool due_passed = true;
};

/// The records that were drawn (抽查), by the leaf's SampleRule or a sentence about samples.
struct SampleState {
  std::vector<std::string> drawn;  ///< Names of the records, in the order drawn.
  int wanted = 0;                  ///< How many should be drawn.
  int good = 0;                    ///< Of those drawn: found good …
  int bad = 0;                     ///< … found bad (a record that does not exist is bad once the leaf is due) …
  int open = 0;                    ///< … or not yet looked at.
};

/// One standard of a leaf: met if every slot is filled.
struct StandardState {
  const Standard* standard = nullptr;
  std::vector<SlotState> slots;
};

/// The state of one leaf.
struct LeafState {
  const Item* leaf = nullptr;
  const Item* project = nullptr;   ///< The top node above it.
  std::vector<SlotState> slots;    ///< One a slot of Item::slots, in that order.
  std::vector<EventState> events;  ///< Sorted by folder; only if the leaf has an EventRule.
  bool events_due_passed = true;
  std::vector<StandardState> standards;  ///< One a standard of the leaf, in that order.
  std::optional<ResultLine> result;  ///< The assessor's lines in one: defects summed over lines that differ in 对象 or
                                     ///< 日期, the rest from the last line about the whole leaf.
  std::vector<OccasionState> occasions;       ///< One an occasion of its EventRule, in that order.
  std::optional<SampleState> sample;          ///< If a sentence speaks of one.
  std::vector<FactLine> facts;                ///< Its own lines of 数据.
  std::vector<RemarkLine> remarks;            ///< Its own lines of 检查意见.
  std::vector<SlotState> exempt_if;           ///< One a slot of Item::exempt_if.
  std::optional<std::string> not_applicable;  ///< Why it does not apply; none: it does.
  bool bonus = false;                         ///< It belongs to the bonus block.
  std::string owner;                          ///< From the assignments, else from the index; empty if nobody.
  Date due;  ///< The first day on which something still open is due; else the submission day.

  /// Returns whether all slots of Item::exempt_if are filled, so that nothing else is asked for (免检).
  [[nodiscard]] bool exempt() const;

  /// Returns whether evidence is asked for: it applies and is not exempt.
  [[nodiscard]] bool asked() const { return !not_applicable && !exempt(); }
};

}  // namespace guidang
