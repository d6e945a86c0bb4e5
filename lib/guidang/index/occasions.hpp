// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: how often something is expected (频次), as occasions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/index/index.hpp"

namespace guidang {

/// Days before and after a festival or a day on which its event may be held (前后).
struct Around {
  int before = 0;
  int after = 0;
};

inline constexpr Around k_around_festival{15, 7};
inline constexpr Around k_around_day{3, 3};
inline constexpr Around k_around_weekday{0, 0};

/// How often: "每月1次", "每周五".
struct Frequency {
  enum class Unit { week, half_month, months, day_of_month, weekday };

  Unit unit = Unit::months;
  int number = 1;  ///< Of months how many (1, 2, 3, 4, 6 or 12); the day of the month; the weekday, 1 is Monday.
  int times = 1;   ///< How often in each of them.

  [[nodiscard]] bool is_day() const { return unit == Unit::day_of_month || unit == Unit::weekday; }

  friend bool operator==(const Frequency&, const Frequency&) = default;
};

/// Reads 每周1次, 每半月1次, 每月1次, 每两月1次, 每季度1次, 每半年1次, 每年1次, 每月15日, 每月最后一天, 每周五 (1次 may
/// be left out; any number of times up to 31), and in English: each week, each half month, each month, each 2 months,
/// each quarter, each half year, each year ("2 each month"), 15th of each month, each Friday.
[[nodiscard]] std::optional<Frequency> parse_frequency(std::string_view text);

/// Returns the occasions of `frequency` within `window`, by their first day, at most `most` of them; the due day of
/// each is its last one. Weeks are those of ISO 8601; spans are cut to the window. A day that a month does not have is
/// its last; `around` such days the event may be held (none: the default).
[[nodiscard]] std::vector<Occasion> occasions_of(const Frequency& frequency,
                                                 const DateRange& window,
                                                 std::optional<Around> around,
                                                 std::size_t most);

/// Returns the occasion on `day` within `window`, which holds that day.
[[nodiscard]] Occasion occasion_around(std::string name, Date day, Around around, const DateRange& window);

/// Returns "2026年" where the days of `window` belong to several years, else nothing.
[[nodiscard]] std::string year_prefix(Date day, const DateRange& window);

/// Puts occasions into their order: first day, last day, name.
void sort_occasions(std::vector<Occasion>& occasions);

}  // namespace guidang
