// SPDX-License-Identifier: Apache-2.0
/// \file
/// What people in the community can supply to a leaf.
#pragma once

#include <vector>

#include "guidang/check/state.hpp"

namespace guidang {

/// Returns what is to be supplied, dated or held so that the leaf lacks nothing, in the order of the index.
[[nodiscard]] std::vector<Message> mend_actions(const LeafState& leaf);

}  // namespace guidang
