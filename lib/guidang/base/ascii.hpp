// SPDX-License-Identifier: Apache-2.0
/// \file
/// ASCII letters and digits, whatever the locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace guidang {

/// Returns whether `c` is one of 0 to 9.
[[nodiscard]] inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Returns how many digits stand at `at`.
[[nodiscard]] inline std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

/// Returns the number that digits are, of the first eight of them.
[[nodiscard]] inline int digits_value(std::string_view digits) {
  constexpr std::size_t k_most = 8;
  int value = 0;
  for (const char c : digits.substr(0, k_most)) value = value * 10 + (c - '0');
  return value;
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
