// SPDX-License-Identifier: Apache-2.0
/// \file
/// What people in the community can supply to a leaf.
#pragma once

#include <string>
#include <vector>

#include "guidang/score/effect.hpp"

namespace guidang {

/// Returns what is to be supplied, dated, paired, held or filled in so that the leaf lacks nothing, in the order of the
/// index, facts (`lacking`: their names) last.
[[nodiscard]] std::vector<Message> mend_actions(const LeafCase& leaf_case, const std::vector<std::string>& lacking);

/// Returns whether the action is about days that are over: papers of what was held then may still be supplied.
[[nodiscard]] bool is_past(const Message& action);

}  // namespace guidang
