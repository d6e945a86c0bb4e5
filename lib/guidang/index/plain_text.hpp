// SPDX-License-Identifier: Apache-2.0
/// \file
/// A text as sentences are compared, with the way back to the text as written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace guidang {

/// A text in NFKC and lower case, without blanks, commas, semicolons, colons and full stops.
struct PlainText {
  std::u32string characters;
  std::vector<int> origin;            ///< Of each character: the place of the original one it came from.
  std::vector<std::string> original;  ///< The original characters.
};

/// Returns `text`, which is valid UTF-8, for comparison.
[[nodiscard]] PlainText plain_text(std::string_view text);

/// Returns the code point of one valid UTF-8 `character`.
[[nodiscard]] char32_t code_point_of(std::string_view character);

}  // namespace guidang
