// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/words.hpp"

#include <cstddef>
#include <optional>

#include "guidang/base/encoding.hpp"
#include "guidang/base/text.hpp"
#include "guidang/texts/scan.hpp"

namespace guidang::texts {
namespace {

bool is_blank(std::uint32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_dash(std::uint32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

constexpr int k_keep = -1;
constexpr int k_drop = -2;

/// Returns `text` with each code point kept, dropped, or replaced by an ASCII character. What is kept is copied in
/// runs.
template <typename Map>
std::string mapped(std::string_view text, const Map& map) {
  std::string result;
  result.reserve(text.size());
  std::size_t kept = 0;  // where the run that is not copied yet begins
  for (std::size_t i = 0; i < text.size();) {
    const auto next = first_code_point(text.substr(i));
    const int to = map(next.value);
    if (to != k_keep) {
      result += text.substr(kept, i - kept);
      if (to != k_drop) result += static_cast<char>(to);
      kept = i + next.bytes;
    }
    i += next.bytes;
  }
  result += text.substr(kept);
  return result;
}

}  // namespace

bool is_uncounted(std::uint32_t c) {
  if (c >= 0x3001 && c < 0xFE00) return false;  // nearly all of a Chinese text
  if (c <= 0x20 || (c >= 0x7F && c <= 0xA0)) return true;
  if (c < 0x1680) return c == 0xAD || c == 0x61C;
  return is_blank(c) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC) || (c >= 0xE0000 && c <= 0xE0FFF);
}

std::uint64_t count_characters(std::string_view text) {
  std::uint64_t count = 0;
  while (!text.empty()) {
    const auto next = first_code_point(text);
    count += is_uncounted(next.value) ? 0U : 1U;
    text.remove_prefix(next.bytes);
  }
  return count;
}

std::string squeezed(std::string_view text) {
  return mapped(text, [](std::uint32_t c) { return is_uncounted(c) ? k_drop : k_keep; });
}

std::string narrowed(std::string_view text) {
  return mapped(text, [](std::uint32_t c) -> int {
    if (c >= 0x3001 && c < 0xFE00) return k_keep;  // nearly all of a Chinese text
    if (c < 0x80) return c == '\f' || c == '\v' ? '\n' : k_keep;
    if (is_blank(c)) return ' ';
    if (is_dash(c)) return '-';
    if (c == 0x2028 || c == 0x2029 || c == 0x85) return '\n';
    if (c > 0xFF00 && c < 0xFF5F && c != 0xFF0C) return static_cast<int>(c - 0xFEE0);
    return is_uncounted(c) ? k_drop : k_keep;
  });
}

std::vector<std::string> find_words(std::string_view text, const std::vector<std::string>& words) {
  std::vector<std::string> found;
  if (words.empty()) return found;
  const auto plain = squeezed(text);
  std::optional<std::string> folded_text;  // costs much more, and most words stand there as they are written
  for (const auto& word : words) {
    const auto wanted = squeezed(word);
    if (wanted.empty()) continue;
    bool there = plain.find(wanted) != std::string::npos;
    if (!there) {
      if (!folded_text) folded_text = squeezed(folded(text));
      there = folded_text->find(squeezed(folded(word))) != std::string::npos;
    }
    if (there) found.push_back(word);
  }
  return found;
}

}  // namespace guidang::texts
