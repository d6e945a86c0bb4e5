// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the archive itself shows, as figures that an index can judge (index/figure.hpp).
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "guidang/check/binding.hpp"

namespace guidang {

/// Counts the built-in figures of the whole archive. Leaves that do not apply, are exempt, belong to the bonus block or
/// ask for no evidence are left out. days_late is there only if a fact 报送时间 (submitted) is.
/// Cost:     linear in proofs, files and lines.
/// Standard: schemas/index.md, section 5.1.
[[nodiscard]] std::map<BuiltIn, Exact> archive_figures(const CheckInput& input,
                                                       const Bindings& bindings,
                                                       const std::vector<LeafState>& leaves);

/// Returns whether the name (of a fact) is that of the moment when the archive was handed in: 报送时间, submitted.
[[nodiscard]] bool is_submission_time(std::string_view name);

}  // namespace guidang
