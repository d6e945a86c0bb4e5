// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: the figures that the sentences of one leaf name.
#pragma once

#include <string>
#include <vector>

#include "guidang/importer/scoring.hpp"

namespace guidang {

/// Gives the longer name to a figure whose name another one of the leaf ends with: 安全感 beside 群众安全感 is the same
/// figure. A part that was changed is inferred.
void unify_figures(std::vector<ScorePart>& parts);

/// Makes defects that people find on site ("每发现1处…扣0.5分") read 问题数 of the results: where the text says 发现,
/// or the leaf is judged on site (`methods`) and it counts what occurs. Such parts are inferred. Results count the
/// defects of a leaf together: where it charges several kinds of them nothing is changed, and their names are returned.
[[nodiscard]] std::vector<std::string> read_defects(std::vector<ScorePart>& parts,
                                                    const std::vector<std::string>& methods);

}  // namespace guidang
