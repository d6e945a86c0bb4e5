// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: windows (期限、回溯) as people write them, and months.
#pragma once

#include <optional>
#include <string_view>

#include "guidang/base/date.hpp"

namespace guidang {

/// The days that an index may speak of.
inline constexpr DateRange k_all_days{Date{std::chrono::year{1900}, std::chrono::month{1}, std::chrono::day{1}},
                                      Date{std::chrono::year{2199}, std::chrono::month{12}, std::chrono::day{31}}};

/// A window that could be read.
struct Window {
  std::optional<DateRange> range;  ///< None: any time.
};

/// Reads a window in words, Chinese or English; `period` is the index's. Nothing if it is none of:
/// 不限 any, 考核期 the period, 本年 this year, 近12个月 last 12 months, 近3年 last 3 years, 近30天 last 30 days,
/// 考核期前12个月 12 months before the period, 2017-08前12个月 12 months before 2017-08, 仍有效 still in force.
/// Days before 1900 are left out. Standard: schemas/index.md, section 4.2.
[[nodiscard]] std::optional<Window> parse_window(std::string_view text, const DateRange& period);

/// Returns the last day of a month.
[[nodiscard]] Date last_day(std::chrono::year_month month);

/// Returns how many calendar months lie wholly in `range`.
[[nodiscard]] int whole_months(const DateRange& range);

/// Returns the part of `range` that lies in `window`, if any does.
[[nodiscard]] std::optional<DateRange> cut(const DateRange& range, const DateRange& window);

}  // namespace guidang
