// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: what an item of the last edition would ask for in the next one's period, so that days which only
/// move with the period are no change.
#pragma once

#include <optional>
#include <vector>

#include "guidang/index/index.hpp"

namespace guidang {

/// From the period of one index to that of another. Both outlive it.
class PeriodShift {
 public:
  PeriodShift(const Index& before, const Index& after) : before_(before), after_(after) {}

  /// Returns whether there is anything to shift.
  [[nodiscard]] bool moves() const { return !(before_.period == after_.period); }

  /// Returns the leaf `before` with those days of its counterpart that differ from its own only as the periods do:
  /// windows, due days, and occasions. A recurrence (频次) is the same if it makes the occasions of both windows;
  /// a festival that one window does not hold is no change.
  [[nodiscard]] Item moved(const Item& before, const Item& after) const;

  /// The same of the vetoes of the earlier index.
  [[nodiscard]] std::vector<Veto> moved_vetoes() const;

 private:
  [[nodiscard]] bool same_day(Date before, Date after) const;
  [[nodiscard]] bool same_window(const std::optional<DateRange>& before, const std::optional<DateRange>& after) const;
  void move_slots(std::vector<Slot>& slots, const std::vector<Slot>& after) const;
  void move_events(EventRule& rule, const EventRule& after) const;
  void move_occasions(EventRule& rule, const EventRule& after) const;

  const Index& before_;
  const Index& after_;
};

}  // namespace guidang
