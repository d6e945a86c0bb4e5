// SPDX-License-Identifier: Apache-2.0
/// \file
/// The serial numbers of the register (序号, 件号).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "guidang/check/check.hpp"

namespace guidang {

/// Returns the whole number that a serial is, or nothing.
[[nodiscard]] std::optional<std::int64_t> whole_serial(std::string_view serial);

/// A place where the whole numbers among the serials leave some out.
struct SerialGap {
  std::int64_t first = 0;                ///< Number that is missing …
  std::int64_t last = 0;                 ///< … and the last one.
  const RegisterLine* behind = nullptr;  ///< The first line with the number behind it.
};

/// Returns the gaps in the order of the numbers. Lines may stand in any order, numbers may begin with any.
[[nodiscard]] std::vector<SerialGap> serial_gaps(const std::vector<RegisterLine>& lines);

/// Findings about the register by itself: the gaps in its serial numbers, each at the line behind it, as
/// archive_figures() counts them.
[[nodiscard]] std::vector<Finding> register_findings(const CheckInput& input);

}  // namespace guidang
