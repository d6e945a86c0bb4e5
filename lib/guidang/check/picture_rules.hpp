// SPDX-License-Identifier: Apache-2.0
/// \file
/// The findings about what pictures show and what their cameras wrote into them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/check/state.hpp"
#include "guidang/check/uses.hpp"

namespace guidang {

/// Findings about pictures: the same picture in other bytes (at the nearest earlier one), pairs of one picture, events
/// shot in one go, retouched pictures, photos without capture time.
///
/// Pictures are files, and those inside documents (the place is the part's name). Scans of papers are left out: a file
/// that serves only slots for documents and tables, since all sign-in sheets look alike; and pictures inside documents
/// whose shorter side is below 320 pixels, since letterheads repeat.
/// Limits:   a picture is held against 20,000 candidates at most.
/// Cost:     100,000 pictures in 0.6 s; n log n.
/// Standard: schemas/evidence.md, section 4.1.
[[nodiscard]] std::vector<Finding> picture_findings(const CheckInput& input,
                                                    const std::vector<LeafState>& leaves,
                                                    const FileUses& uses);

/// Returns whether what a picture says of its software names a program that changes what pictures show. What the camera
/// or telephone itself wrote names none.
[[nodiscard]] bool is_retouching(std::string_view software);

}  // namespace guidang
