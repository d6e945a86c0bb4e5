// SPDX-License-Identifier: Apache-2.0
/// \file
/// Every file with what it is and when it is from, for people.
#pragma once

#include <string>
#include <vector>

#include "guidang/render/paint.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// Returns a table under each folder's path: name, what it is, day, where the day is from. An undated file that a chat
/// program saved shows that day as the last one that it can have. Names are shortened to fit the width.
[[nodiscard]] std::string render_files(const std::vector<ReportEvidence>& evidence,
                                       const Catalogue& catalogue,
                                       const Paint& paint,
                                       int width);

}  // namespace guidang
