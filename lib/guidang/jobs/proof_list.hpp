// SPDX-License-Identifier: Apache-2.0
/// \file
/// The proofs of a leaf, numbered for a form.
#pragma once

#include <string>

#include "guidang/check/folder_name.hpp"
#include "guidang/check/state.hpp"
#include "guidang/evidence/inventory.hpp"

namespace guidang {

/// Returns the files that count for `leaf`, a line each: "Ⅲ-3-① 20261012 第一次会议/通知.pdf". Each once, in the order
/// of the leaf's slots, standards, events and exemptions; of pictures in pairs both.
[[nodiscard]] std::string proof_list(const LeafState& leaf, const Inventory& inventory, const CodeBook& codes);

}  // namespace guidang
