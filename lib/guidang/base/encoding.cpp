// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/encoding.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

/// Decodes UTF-16 without its mark.
Decoded from_utf16(std::string_view bytes, bool little) {
  Decoded result;
  std::uint32_t lead = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const std::uint32_t low = static_cast<unsigned char>(bytes[little ? i : i + 1]);
    const std::uint32_t high = static_cast<unsigned char>(bytes[little ? i + 1 : i]);
    const std::uint32_t unit = (high << 8U) | low;
    const bool is_trail = unit >= 0xDC00 && unit < 0xE000;
    if (is_trail != (lead != 0)) {
      result.bad = result.text.size();
      return result;
    }
    if (is_trail) {
      append_utf8(result.text, 0x10000U + ((lead - 0xD800U) << 10U) + (unit - 0xDC00U));
      lead = 0;
    } else if (unit >= 0xD800 && unit < 0xDC00) {
      lead = unit;
    } else {
      append_utf8(result.text, unit);
    }
  }
  result.cut_off = lead != 0 || bytes.size() % 2 != 0;
  if (result.cut_off) result.bad = result.text.size();
  return result;
}

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0xE0;
}

/// Whether `rest` is the beginning of a UTF-8 character, which the end cuts off.
bool is_cut_utf8(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  const std::size_t length = first >= 0xF5 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
  return rest.size() < length &&
         std::ranges::all_of(rest.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
}

/// Returns how many bytes at the end begin a GB18030 character that the end cuts off.
std::size_t cut_gb18030_bytes(std::string_view bytes) {
  while (!bytes.empty()) {
    const bool wide = static_cast<unsigned char>(bytes.front()) > 0x80;
    const bool four = wide && bytes.size() > 1 && bytes[1] >= '0' && bytes[1] <= '9';
    const std::size_t length = four ? 4 : wide ? 2 : 1;
    if (bytes.size() < length) return bytes.size();
    bytes.remove_prefix(length);
  }
  return 0;
}

/// Decodes UTF-8 without its mark, or GB18030.
Decoded from_unmarked(std::string_view bytes) {
  const auto bad = first_invalid_utf8(bytes);
  if (!bad) return {.text = std::string(bytes), .bad = {}};
  const bool cut = *bad > 0 && is_cut_utf8(bytes.substr(*bad));
  // Every other beginning of a Chinese text in UTF-8 would pass for GB18030, its characters being of three bytes.
  if (!cut || std::ranges::none_of(bytes.substr(0, *bad), is_high)) {
    if (auto text = from_gb18030(bytes)) return {.text = std::move(*text), .bad = {}};
    const auto rest = cut_gb18030_bytes(bytes);
    auto text = rest > 0 && rest < bytes.size() ? from_gb18030(bytes.substr(0, bytes.size() - rest)) : std::nullopt;
    if (text) return {.text = *text, .bad = text->size(), .cut_off = true};
  }
  return {.text = std::string(bytes), .bad = bad, .cut_off = cut};
}

Decoded from_marked(std::string_view bytes) {
  const auto bad = first_invalid_utf8(bytes);
  return {.text = std::string(bytes), .bad = bad, .cut_off = bad && is_cut_utf8(bytes.substr(*bad))};
}

}  // namespace

void append_utf8(std::string& text, std::uint32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0U | (code_point >> 6U));
    byte(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    byte(0xE0U | (code_point >> 12U));
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
    byte(0x80U | (code_point & 0x3FU));
  } else {
    byte(0xF0U | (code_point >> 18U));
    byte(0x80U | ((code_point >> 12U) & 0x3FU));
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
    byte(0x80U | (code_point & 0x3FU));
  }
}

Decoded decoded(std::string_view bytes) {
  constexpr char k_end_mark = '\x1a';
  if (is_utf16(bytes)) {
    auto read = from_utf16(bytes.substr(2), bytes.front() == '\xff');
    if (!read.bad && read.text.ends_with(k_end_mark)) read.text.pop_back();
    return read;
  }
  if (bytes.ends_with(k_end_mark)) bytes.remove_suffix(1);
  return bytes.starts_with("\xef\xbb\xbf") ? from_marked(bytes.substr(3)) : from_unmarked(bytes);
}

}  // namespace guidang
