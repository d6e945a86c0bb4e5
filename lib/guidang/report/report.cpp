// SPDX-License-Identifier: Apache-2.0
#include "guidang/report/report.hpp"

namespace guidang {

SeverityCounts count_severities(const std::vector<Finding>& findings) {
  SeverityCounts counts;
  for (const auto& finding : findings) {
    switch (finding.severity) {
      case Severity::error: ++counts.errors; break;
      case Severity::warning: ++counts.warnings; break;
      case Severity::note: ++counts.notes; break;
    }
  }
  return counts;
}

}  // namespace guidang
