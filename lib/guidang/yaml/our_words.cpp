// SPDX-License-Identifier: Apache-2.0
#include "guidang/yaml/our_words.hpp"

#include <array>
#include <utility>

namespace guidang::yaml {

std::string_view in_our_words(std::string_view message) {
  static constexpr std::array k_table = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"end of map not found", "yaml/uneven-indent"},
      {"end of sequence not found", "yaml/uneven-indent"},
      {"end of map flow not found", "yaml/open-brace"},
      {"end of sequence flow not found", "yaml/open-bracket"},
      {"illegal flow end", "yaml/stray-bracket"},
      {"illegal map value", "yaml/stray-colon"},
      {"illegal map key", "yaml/uneven-indent"},
      {"illegal block entry", "yaml/stray-dash"},
      {"illegal EOF in scalar", "yaml/open-quote"},
      {"illegal document indicator in scalar", "yaml/open-quote"},
      {"illegal tab when looking for indentation", "yaml/tab"},
      {"the referenced anchor is not defined", "yaml/unknown-anchor"},
      {"bad character found while scanning hex number", "yaml/bad-escape"},
      {"unknown token", "yaml/reserved-character"},
  });
  for (const auto& [theirs, ours] : k_table) {
    if (message.starts_with(theirs)) return ours;
  }
  if (message.starts_with("unknown escape") || message.starts_with("invalid unicode")) return "yaml/bad-escape";
  if (message.starts_with("the referenced anchor")) return "yaml/unknown-anchor";
  return "yaml/syntax";
}

}  // namespace guidang::yaml
