// SPDX-License-Identifier: Apache-2.0
/// \file
/// How points and figures are written for people.
#pragma once

#include <string>

#include "guidang/base/exact.hpp"

namespace guidang {

/// Returns how many digits points show behind their point: as many as they have, at most two; more where rounding would
/// seem to reach a whole number, where gates stand (79.9999, not 80), at most six.
[[nodiscard]] int point_places(const Exact& points);

/// Returns points with point_places() digits, trailing zeros dropped: "3.33", "79.9999", "2.5".
[[nodiscard]] std::string points_text(const Exact& points);

/// Returns a figure in the same way; more digits also where rounding would seem to leave nothing above a whole number
/// (80.001, not 80).
[[nodiscard]] std::string figure_text(const Exact& figure);

}  // namespace guidang
