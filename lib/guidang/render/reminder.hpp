// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is missing, as messages to paste into a chat (催办).
#pragma once

#include <string>

#include "guidang/base/message.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// Returns a message for each person with something open, who has overdue things first, divided by lines of dashes:
/// greeting, what is missing and until when (at most eight items, what is overdue first), what to do with it. What
/// nobody is named for comes last. Plain text without telephone numbers. `report` must have a score.
[[nodiscard]] std::string render_reminder(const Report& report, const Catalogue& catalogue);

}  // namespace guidang
