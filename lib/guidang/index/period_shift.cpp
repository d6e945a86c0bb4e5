// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/period_shift.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/festivals.hpp"
#include "guidang/index/occasions.hpp"
#include "guidang/index/windows.hpp"

namespace guidang {
namespace {

using std::chrono::year_month;

/// The day that many months later; the last of a month stays the last, and no month has more days than it has.
Date months_later(Date day, std::chrono::months months) {
  const year_month month = day.year() / day.month();
  const auto there = month + months;
  if (day == last_day(month)) return last_day(there);
  return std::min(Date{there / day.day()}, last_day(there));
}

/// Every recurrence that an index can ask for, longest lists first: a shorter one may be a part of a longer one.
std::vector<Frequency> frequencies() {
  using enum Frequency::Unit;
  std::vector<Frequency> list;
  for (int day = 1; day <= 7; ++day) list.push_back({weekday, day, 1});
  for (int times = 5; times >= 1; --times) {
    list.push_back({week, 1, times});
    list.push_back({half_month, 1, times});
    for (const int months : {1, 2, 3, 4, 6, 12}) list.push_back({Frequency::Unit::months, months, times});
  }
  for (int day = 1; day <= 31; ++day) list.push_back({day_of_month, day, 1});
  return list;
}

std::vector<std::string> names_of(const std::vector<Occasion>& occasions) {
  std::vector<std::string> names;
  names.reserve(occasions.size());
  for (const auto& one : occasions) names.push_back(one.name);
  return names;
}

bool holds_all(const std::vector<Occasion>& list, const std::vector<std::string>& names) {
  return !names.empty() && std::ranges::all_of(names, [&list](const std::string& name) {
    return std::ranges::count(list, name, &Occasion::name) > 0;
  });
}

void drop(std::vector<Occasion>& list, const std::vector<std::string>& names) {
  std::erase_if(list, [&names](const Occasion& one) { return std::ranges::count(names, one.name) > 0; });
}

/// "春节" of "2027年春节": windows over two years name the year.
std::string_view without_year(std::string_view name) {
  constexpr std::string_view k_year = "年";
  constexpr std::size_t k_digits = 4;
  const auto end = name.find(k_year);
  return end == k_digits ? name.substr(end + k_year.size()) : name;
}

/// The day of the festival that gives an occasion its name, in the window; none if no festival does or it is outside.
std::optional<Date> festival_in(const DateRange& window, const Occasion& occasion) {
  const auto* festival = find_festival(without_year(occasion.name));
  if (festival == nullptr) return std::nullopt;
  for (int year = static_cast<int>(window.from.year()); year <= static_cast<int>(window.to.year()); ++year) {
    const auto day = festival_day(*festival, year);
    if (day && window.contains(*day)) return day;
  }
  return std::nullopt;
}

/// Whether that festival is outside the window: then its index need not have dropped it.
bool is_out_of(const DateRange& window, const Occasion& occasion) {
  return find_festival(without_year(occasion.name)) != nullptr && !festival_in(window, occasion);
}

/// An occasion of a festival and the window that it was cut to.
struct Feast {
  const Occasion& occasion;
  const DateRange& window;
};

/// Whether both are of one festival, with as many days before and after it (前后), as far as the windows show them.
bool same_feast(const Feast& one, const Feast& two) {
  if (without_year(one.occasion.name) != without_year(two.occasion.name)) return false;
  const auto day = festival_in(one.window, one.occasion);
  const auto other = festival_in(two.window, two.occasion);
  if (!day || !other) return false;
  const auto& a = one.occasion.range;
  const auto& b = two.occasion.range;
  const bool cut_before = a.from == one.window.from || b.from == two.window.from;
  const bool cut_after = a.to == one.window.to || b.to == two.window.to;
  return (cut_before || days_between(a.from, *day) == days_between(b.from, *other)) &&
         (cut_after || days_between(*day, a.to) == days_between(*other, b.to));
}

template <typename Same>
void drop_pairs(std::vector<Occasion>& before, std::vector<Occasion>& after, Same same) {
  for (auto one = before.begin(); one != before.end();) {
    const auto other = std::ranges::find_if(after, [&](const Occasion& two) { return same(*one, two); });
    if (other == after.end()) {
      ++one;
      continue;
    }
    after.erase(other);
    one = before.erase(one);
  }
}

}  // namespace

bool PeriodShift::same_day(Date before, Date after) const {
  if (before == after) return true;
  const auto& old = before_.period;
  const auto& now = after_.period;
  // Quarters are not of one length: days are counted from a near end only.
  constexpr int k_near = 31;
  const auto same_distance = [&](Date from, Date to) {
    const int days = days_between(from, before);
    return std::abs(days) <= k_near && days == days_between(to, after);
  };
  if (same_distance(old.from, now.from) || same_distance(old.to, now.to)) return true;
  if (same_distance(before_.submission, after_.submission)) return true;
  const auto month = [](Date day) { return year_month{day.year(), day.month()}; };
  if (months_later(before, month(now.from) - month(old.from)) == after) return true;
  if (months_later(before, month(now.to) - month(old.to)) == after) return true;
  // 本年, 近3年: the first of January, so many years before the period's end.
  const auto new_year = [](Date day) { return day == Date{day.year() / 1 / 1}; };
  return new_year(before) && new_year(after) && old.to.year() - before.year() == now.to.year() - after.year();
}

bool PeriodShift::same_window(const std::optional<DateRange>& before, const std::optional<DateRange>& after) const {
  if (!before || !after) return before.has_value() == after.has_value();
  return same_day(before->from, after->from) && same_day(before->to, after->to);
}

void PeriodShift::move_slots(std::vector<Slot>& slots, const std::vector<Slot>& after) const {
  for (auto& slot : slots) {
    const auto other =
        std::ranges::find_if(after, [name = folded(slot.name)](const Slot& one) { return folded(one.name) == name; });
    if (other == after.end()) continue;
    if (same_window(slot.window, other->window)) slot.window = other->window;
    if (same_day(slot.due, other->due)) slot.due = other->due;
  }
}

/// Afterwards `rule` has the occasions of `after`, but for what is really other.
void PeriodShift::move_occasions(EventRule& rule, const EventRule& after) const {
  auto dropped = rule.occasions;
  auto added = after.occasions;
  const auto old_window = rule.window.value_or(before_.period);
  const auto new_window = after.window.value_or(after_.period);
  for (const auto& frequency : frequencies()) {
    const auto old_names = names_of(occasions_of(frequency, old_window, std::nullopt, dropped.size() + 1));
    if (!holds_all(dropped, old_names)) continue;
    const auto new_names = names_of(occasions_of(frequency, new_window, std::nullopt, added.size() + 1));
    if (!holds_all(added, new_names)) continue;
    drop(dropped, old_names);
    drop(added, new_names);
  }
  drop_pairs(dropped, added, [&](const Occasion& one, const Occasion& two) {
    if (same_feast({one, old_window}, {two, new_window})) return true;
    const bool named = one.name == two.name || parse_date(one.name);
    return named && same_day(one.range.from, two.range.from) && same_day(one.range.to, two.range.to);
  });
  std::erase_if(dropped, [&](const Occasion& one) { return is_out_of(new_window, one); });
  std::erase_if(added, [&](const Occasion& one) { return is_out_of(old_window, one); });
  const bool counted = rule.least == std::ssize(rule.occasions) && after.least == std::ssize(after.occasions);
  if (counted && dropped.empty() && added.empty()) rule.least = after.least;
  auto kept = after.occasions;
  drop(kept, names_of(added));
  kept.insert(kept.end(), dropped.begin(), dropped.end());
  rule.occasions = std::move(kept);
}

void PeriodShift::move_events(EventRule& rule, const EventRule& after) const {
  if (!rule.occasions.empty() && !after.occasions.empty()) move_occasions(rule, after);
  if (same_window(rule.window, after.window)) rule.window = after.window;
  if (same_day(rule.due, after.due)) rule.due = after.due;
  move_slots(rule.parts, after.parts);
}

Item PeriodShift::moved(const Item& before, const Item& after) const {
  Item item = before;
  move_slots(item.slots, after.slots);
  move_slots(item.exempt_if, after.exempt_if);
  if (item.events && after.events) move_events(*item.events, *after.events);
  for (auto& standard : item.standards) {
    const auto other = std::ranges::find(after.standards, standard.number, &Standard::number);
    if (other != after.standards.end()) move_slots(standard.slots, other->slots);
  }
  return item;
}

std::vector<Veto> PeriodShift::moved_vetoes() const {
  auto vetoes = before_.vetoes;
  for (auto& veto : vetoes) {
    const auto other = std::ranges::find_if(
        after_.vetoes, [code = folded(veto.code)](const Veto& one) { return folded(one.code) == code; });
    if (other == after_.vetoes.end()) continue;
    if (same_window(veto.look_back, other->look_back)) veto.look_back = other->look_back;
    move_slots(veto.proofs, other->proofs);
  }
  return vetoes;
}

}  // namespace guidang
