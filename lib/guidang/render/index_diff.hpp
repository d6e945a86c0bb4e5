// SPDX-License-Identifier: Apache-2.0
/// \file
/// A comparison of two indexes as people read it.
#pragma once

#include <string>

#include "guidang/check/carry_over.hpp"
#include "guidang/index/diff.hpp"
#include "guidang/render/text.hpp"

namespace guidang {

/// Returns what changed: the header, then items added, dropped, with a new code, changed; with `folder` (may be null)
/// what carries over and what is to be collected, by person. Lines keep to 80 cells, or to the style's width.
[[nodiscard]] std::string render_index_diff(const IndexDiff& diff,
                                            const CarryOver* folder,
                                            const Catalogue& catalogue,
                                            const TextStyle& style);

}  // namespace guidang
