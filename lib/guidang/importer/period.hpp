// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: what a table's title says about its period and its level.
#pragma once

#include <string>
#include <string_view>

#include "guidang/base/date.hpp"

namespace guidang {

/// The period of an index.
struct TitlePeriod {
  std::string edition;  ///< "2026Q4", "2026"
  DateRange range;
  bool stated = false;  ///< The title says so; else it is the year of the day of the run.
};

/// Reads a year, a half-year, a quarter or a month: 2026年第四季度.
[[nodiscard]] TitlePeriod read_period(std::string_view title, const Date& today);

/// Returns 国家, 省, 市, 区 or 社区.
[[nodiscard]] std::string read_tier(std::string_view title);

}  // namespace guidang
