// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: festivals and memorial days, by which activities are planned (节点).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"

namespace guidang {

/// The years whose lunar festivals and 清明 are known.
inline constexpr int k_first_festival_year = 2015;
inline constexpr int k_last_festival_year = 2050;

/// One festival: on the same day each year, or by the table of the lunar ones.
struct Festival {
  std::string_view name;   ///< As reports print it, e.g. "中秋".
  std::string_view names;  ///< What else it is called, Chinese and English, separated by '|'.
  int day;                 ///< Month × 100 + day; of a moving one 0.
  int column = -1;         ///< Of a moving one: its column of the table.
  int offset = 0;          ///< Days after that column's day.

  [[nodiscard]] bool moves() const { return day == 0; }
};

/// Returns the festival with this name in either language (compared after folding), or null.
[[nodiscard]] const Festival* find_festival(std::string_view name);

/// Returns its day in `year`; nothing for a moving festival outside the known years, or a year outside 1900 to 2199.
[[nodiscard]] std::optional<Date> festival_day(const Festival& festival, int year);

/// Returns every name of every festival, for "did you mean".
[[nodiscard]] std::vector<std::string> festival_names();

}  // namespace guidang
