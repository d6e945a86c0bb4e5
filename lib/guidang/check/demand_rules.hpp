// SPDX-License-Identifier: Apache-2.0
/// \file
/// Findings about what an index asks of each file (FileDemands).
#pragma once

#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/check/state.hpp"

namespace guidang {

/// Returns what a proof of `slot` lacks of what the slot asks of each file: size, pixels, sharpness, text, length,
/// name. Of a document whose pictures count, the pictures are judged, and the first that falls short is told of. A
/// proof that counts for nothing anyway (of the wrong format, empty, damaged, unreadable, sent back) is not judged; nor
/// is what a look into the file could not find out, but for text: usability/text-not-read says that people must look.
///
/// Standard: schemas/index.md, section 4.5.
[[nodiscard]] std::vector<Finding> demand_findings(const CheckInput& input,
                                                   const Item& leaf,
                                                   const Slot& slot,
                                                   const Proof& proof);

}  // namespace guidang
