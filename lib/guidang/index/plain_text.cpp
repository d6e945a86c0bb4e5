// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/plain_text.hpp"

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

std::size_t character_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    list.emplace_back(text.substr(0, character_bytes(text.front())));
    text.remove_prefix(list.back().size());
  }
  return list;
}

/// Marks that separate and say nothing. The point of a number is not among them.
bool is_separator(char32_t c) {
  return std::u32string_view(U"、，,;；:：。｡").find(c) != std::u32string_view::npos;
}

}  // namespace

char32_t code_point_of(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return lead;
  char32_t value = lead & (0x7FU >> character.size());
  for (const char byte : character.substr(1)) value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  return value;
}

PlainText plain_text(std::string_view text) {
  PlainText plain;
  plain.original = characters_of(text);
  for (std::size_t i = 0; i < plain.original.size(); ++i) {
    for (const auto& character : characters_of(folded(plain.original[i]))) {
      const auto c = code_point_of(character);
      if (c == U' ' || is_separator(c)) continue;
      plain.characters += c;
      plain.origin.push_back(static_cast<int>(i));
    }
  }
  while (plain.characters.ends_with(U'.')) {
    plain.characters.pop_back();
    plain.origin.pop_back();
  }
  return plain;
}

}  // namespace guidang
