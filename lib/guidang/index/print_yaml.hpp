// SPDX-License-Identifier: Apache-2.0
/// \file
/// An index as the text that people write.
#pragma once

#include <string>
#include <string_view>

#include "guidang/index/index.hpp"

namespace guidang {

/// Returns a resolved index as YAML with the keys, words and sentences of `language` ("zh" or "en"). What an index need
/// not say is left out; a comment before each inherited item names its file and line. parse_index() reads it to an
/// index of the same digest.
/// Standard: schemas/index.md.
[[nodiscard]] std::string write_index_yaml(const Index& index, std::string_view language);

}  // namespace guidang
