// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: whether an index takes a leaf as it was written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidang/yaml/node.hpp"

namespace guidang {

/// The sentence of what people judge.
inline constexpr std::string_view k_manual_sentence = "人工评定";

/// The sentences for which an index would refuse the leaf: `one_by_one` those that it refuses alone, else all. None if
/// it takes the leaf, or refuses it for something else.
[[nodiscard]] std::vector<std::string> refused_sentences(const yaml::Node& leaf,
                                                         const std::vector<std::string>& sentences,
                                                         bool one_by_one);

}  // namespace guidang
