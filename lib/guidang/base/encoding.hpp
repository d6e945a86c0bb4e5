// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bytes of unknown encoding to UTF-8, and UTF-8 to code points and back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guidang {

/// Text read from bytes.
struct Decoded {
  std::string text;                ///< UTF-8 without a mark; where no encoding fits, what could be read.
  std::optional<std::size_t> bad;  ///< Where no encoding fits: the place in `text` at which it ends to be text.
  bool cut_off = false;            ///< What does not fit is the beginning of one last character, and nothing else.
};

/// Returns whether `bytes` begin with the mark of UTF-16.
[[nodiscard]] inline bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
}

/// Returns `bytes` as UTF-8: what is UTF-16 with its mark, UTF-8 with or without one, or GB18030. One Ctrl-Z at the
/// end, the end mark of DOS, is left out.
[[nodiscard]] Decoded decoded(std::string_view bytes);

/// Adds a code point to `text`. Surrogates and what is above U+10FFFF become U+FFFD.
void append_utf8(std::string& text, std::uint32_t code_point);

/// A code point within a text.
struct CodePoint {
  std::uint32_t value = 0xFFFD;
  std::size_t bytes = 1;  ///< How many it takes.
};

/// Returns the code point that `text` (not empty) begins with. A byte that begins none is U+FFFD.
[[nodiscard]] inline CodePoint first_code_point(std::string_view text) {
  const auto at = [&text](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (at(i) & 0xC0U) == 0x80U; };
  const auto first = at(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first < 0xE0 && follows(1)) return {((first & 0x1FU) << 6U) | (at(1) & 0x3FU), 2};
  if (first >= 0xE0 && first < 0xF0 && follows(1) && follows(2)) {
    return {((first & 0x0FU) << 12U) | ((at(1) & 0x3FU) << 6U) | (at(2) & 0x3FU), 3};
  }
  if (first >= 0xF0 && first < 0xF5 && follows(1) && follows(2) && follows(3)) {
    return {((first & 0x07U) << 18U) | ((at(1) & 0x3FU) << 12U) | ((at(2) & 0x3FU) << 6U) | (at(3) & 0x3FU), 4};
  }
  return {};
}

}  // namespace guidang
