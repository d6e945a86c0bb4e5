// SPDX-License-Identifier: Apache-2.0
/// \file
/// What became of the copies, for people and for scripts.
#pragma once

#include <string>

#include "guidang/bundle/bundle.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// Returns the outcome as text: a line a copy, with what was removed and renamed, and a last one on what is in it.
[[nodiscard]] std::string bundle_text(const BundleResult& result,
                                      const ReportExtent& extent,
                                      const SeverityCounts& counts,
                                      Date as_of,
                                      const Catalogue& catalogue);

/// Returns the outcome as JSON, an object a line and copy. Standard: schemas/bundle.md, 11.
[[nodiscard]] std::string bundle_lines(const BundleResult& result, const Catalogue& catalogue);

/// Returns the same lines where no copy was made, for one reason.
[[nodiscard]] std::string failed_bundle_lines(const Project& project, const Error& error, const Catalogue& catalogue);

}  // namespace guidang
