// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bytes from file systems as JSON can hold them.
#pragma once

#include <string>

#include "guidang/base/text.hpp"

namespace guidang {

/// Returns valid UTF-8 as it is, anything else with its bytes spelled out (schemas/report.md, 2: path).
[[nodiscard]] inline std::string path_text(const std::string& path) {
  return first_invalid_utf8(path) ? escaped(path) : path;
}

}  // namespace guidang
