// SPDX-License-Identifier: Apache-2.0
/// \file
/// The score part of a report as text.
#pragma once

#include <string>

#include "guidang/render/paint.hpp"
#include "guidang/score/score.hpp"

namespace guidang {

/// Returns the score: the three totals and what they are made of, award, vetoes, projects, running account, the way to
/// the next award, what to mend first, each leaf. Begins with an empty line; `width` is in terminal cells.
[[nodiscard]] std::string render_scorecard(const Scorecard& card,
                                           const Catalogue& catalogue,
                                           const Paint& paint,
                                           int width);

}  // namespace guidang
