// SPDX-License-Identifier: Apache-2.0
/// \file
/// The findings: about files by themselves, about files as proofs, and about what is missing.
#pragma once

#include <vector>

#include "guidang/check/binding.hpp"
#include "guidang/check/state.hpp"

namespace guidang {

/// Findings about files wherever they are filed: unreadable, empty, wrong extension, programs, names, links, system
/// files, lines missing in the register.
[[nodiscard]] std::vector<Finding> file_findings(const CheckInput& input, const Bindings& bindings);

/// Findings about the same content in several places: reuse (a note), or one file for two events (a warning).
[[nodiscard]] std::vector<Finding> content_findings(const CheckInput& input, const std::vector<LeafState>& leaves);

/// Findings about one leaf: what is missing or too much, and proofs that do not count.
[[nodiscard]] std::vector<Finding> leaf_findings(const CheckInput& input, const LeafState& leaf);

}  // namespace guidang
