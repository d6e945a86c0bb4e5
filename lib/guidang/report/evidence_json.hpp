// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of the pool in the report.
#pragma once

#include <string>
#include <vector>

#include "guidang/json/value.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// Returns the member `evidence` of a report. Standard: schemas/report.md, section 3.3.
[[nodiscard]] json::Value evidence_value(const std::vector<ReportEvidence>& evidence);

/// Returns a moment as its clock showed it, "2026-10-12T09:30:12", with its offset where that is known ("+08:00").
/// Empty outside the years 1900 to 2199.
[[nodiscard]] std::string moment_text(const media::Moment& moment);

}  // namespace guidang
