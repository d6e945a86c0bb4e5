// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which earlier copies are kept: the last of so many days, weeks, months, quarters, years.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"

namespace guidang {

/// How many generations of a copy stay. Of each span of time that has any, the youngest counts; spans without any do
/// not count, so that a pause does not cost what was kept before it.
struct Retention {
  int last = 0;  ///< The youngest ones, whatever their day.
  int daily = 0;
  int weekly = 0;  ///< Monday to Sunday (ISO 8601).
  int monthly = 0;
  int quarterly = 0;
  int yearly = 0;

  friend bool operator==(const Retention&, const Retention&) = default;
};

/// Reads "daily=7,weekly=4,quarterly=8". Numbers from 1 to 9999; each word once. Errors: usage ("bundle/bad-keep").
[[nodiscard]] Result<Retention> parse_retention(std::string_view text);

/// Returns the same form, in a fixed order: "daily=7,weekly=4".
[[nodiscard]] std::string to_string(const Retention& retention);

/// Returns for each of `days`, which are sorted youngest first, whether its generation stays.
[[nodiscard]] std::vector<bool> kept(const Retention& retention, const std::vector<Date>& days);

}  // namespace guidang
