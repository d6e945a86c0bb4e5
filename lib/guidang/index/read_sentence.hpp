// SPDX-License-Identifier: Apache-2.0
/// \file
/// Score sentences for those who try many texts.
#pragma once

#include <optional>
#include <string_view>

#include "guidang/index/sentence.hpp"

namespace guidang {

/// Like parse_sentence(), but says nothing about a text that is none, which is most of the cost there.
[[nodiscard]] std::optional<Sentence> read_sentence(std::string_view text);

}  // namespace guidang
