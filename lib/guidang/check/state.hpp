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

/// Why a file does not count for its slot. `undated` may still count once its day is known.
enum class Standing { counts, undated, outside_window, empty, unreadable, wrong_format };

/// One file that serves a slot.
struct Proof {
  std::size_t file = 0;  ///< Index into Inventory::files.
  BoundBy to_leaf = BoundBy::folder_code;
  BoundBy to_slot = BoundBy::name;
  Standing standing = Standing::counts;
  std::optional<Date> date;  ///< The effective date; none: undated.
  std::optional<DateSource> date_source;
};

/// The state of one slot.
struct SlotState {
  const Slot* slot = nullptr;
  std::vector<Proof> proofs;  ///< In the order of the files' paths.
  bool due_passed = true;     ///< The slot's due day is over on the day of the run.

  /// Returns how many proofs count.
  [[nodiscard]] int counting() const;
  /// Returns how many proofs are undated: they may come to count.
  [[nodiscard]] int pending() const;
  /// Returns how many more are needed: max(0, slot->count.least - counting()).
  [[nodiscard]] int missing() const;
};

/// One event folder of a leaf, or the loose files of the only expected event.
struct EventState {
  RelPath folder;                ///< The event's folder, or the leaf's for loose files.
  std::optional<Date> date;      ///< From the folder's name, else the last day that its parts show; none: undated.
  bool in_window = true;         ///< False: held outside the period; does not count. An undated event is pending.
  std::vector<SlotState> parts;  ///< One a slot of EventRule::parts, in that order.
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
  std::optional<ResultLine> result;      ///< The assessor's line, if there is one.
  std::string owner;                     ///< From the assignments, else from the index; empty if nobody.
  Date due;  ///< The first day on which something still open is due; else the submission day.
};

}  // namespace guidang
