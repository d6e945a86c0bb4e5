// SPDX-License-Identifier: Apache-2.0
/// \file
/// Calendar days and the fixed offset of an index's zone. Nothing here asks the machine for a clock or a zone.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guidang {

/// A day of the Gregorian calendar, 1900 to 2199.
using Date = std::chrono::year_month_day;

/// A span of days, both ends included.
struct DateRange {
  Date from;
  Date to;

  [[nodiscard]] bool contains(Date day) const { return from <= day && day <= to; }

  friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// Reads "2026-10-12" and nothing else: four, two and two digits, a day that exists.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// Returns the day if these three numbers are one between 1900 and 2199.
[[nodiscard]] std::optional<Date> make_date(int year, int month, int day);

/// Returns "2026-10-12".
[[nodiscard]] std::string to_string(Date day);

/// Returns "20261012", the form of DA/T 22-2015 (日期).
[[nodiscard]] std::string to_compact(Date day);

/// Returns the day `days` after `day`; negative goes back.
[[nodiscard]] Date add_days(Date day, int days);

/// Returns how many days `to` is after `from`; negative if before.
[[nodiscard]] int days_between(Date from, Date to);

/// Reads a zone: "Asia/Shanghai" (China has kept UTC+8 without summer time since 1992) or an offset like "+08:00".
/// Returns the offset from UTC in minutes.
[[nodiscard]] std::optional<int> parse_zone(std::string_view text);

/// Returns the day it is at `utc_seconds` (since 1970-01-01T00:00:00Z) where clocks are `offset_minutes` ahead of UTC.
[[nodiscard]] Date day_at(std::int64_t utc_seconds, int offset_minutes);

}  // namespace guidang
