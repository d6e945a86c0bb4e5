// SPDX-License-Identifier: Apache-2.0
/// \file
/// From words to options.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app.hpp"
#include "guidang/base/result.hpp"
#include "options.hpp"

namespace guidang::cli {

/// Text to print instead of running anything: help or the version.
struct Printed {
  std::string text;
};

/// Reads the command line (without the program's name). Errors: usage, with "did you mean" where something is near.
[[nodiscard]] Result<std::variant<Options, Printed>> parse(const std::vector<std::string>& words,
                                                           const Environment& environment,
                                                           const Catalogue& catalogue);

}  // namespace guidang::cli
