// SPDX-License-Identifier: Apache-2.0
/// \file
/// Text cut to fit a terminal.
#pragma once

#include <string>

namespace guidang {

/// Returns `text` cut to `width` terminal cells, the last of them being "…"; as it is if it fits.
[[nodiscard]] std::string shortened(const std::string& text, int width);

}  // namespace guidang
