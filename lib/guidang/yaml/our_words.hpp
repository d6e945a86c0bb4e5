// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to yaml/: what the parser's complaints are called here.
#pragma once

#include <string_view>

namespace guidang::yaml {

/// Returns the identifier of what yaml-cpp says in English; what is not listed is "yaml/syntax".
[[nodiscard]] std::string_view in_our_words(std::string_view message);

}  // namespace guidang::yaml
