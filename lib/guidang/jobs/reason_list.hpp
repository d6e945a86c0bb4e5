// SPDX-License-Identifier: Apache-2.0
/// \file
/// Why a leaf has not all its points, for a form.
#pragma once

#include <string>

#include "guidang/base/message.hpp"
#include "guidang/score/score.hpp"

namespace guidang {

/// Returns the reasons, a line each; empty where all points are given. What was taken stands with its points, what was
/// not earned with the points that are lacking (never with those that were given), what waits with what it waits for.
/// Of a leaf of the bonus block, which nobody has to fill, only the last two. A leaf that does not apply, or is exempt,
/// says so.
[[nodiscard]] std::string reason_list(const LeafScore& leaf, const Catalogue& catalogue);

}  // namespace guidang
