// SPDX-License-Identifier: Apache-2.0
/// \file
/// ASCII letters and digits, whatever the locale.
#pragma once

#include <string>
#include <string_view>

namespace guidang {

/// Returns whether `c` is one of 0 to 9.
[[nodiscard]] inline bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Returns A to Z as a to z, any other byte as it is.
[[nodiscard]] inline char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The same of each byte.
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
  std::string result(text);
  for (auto& c : result) c = ascii_lower(c);
  return result;
}

}  // namespace guidang
