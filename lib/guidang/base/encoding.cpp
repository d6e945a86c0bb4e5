// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/encoding.hpp"

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
  if (lead != 0 || bytes.size() % 2 != 0) result.bad = result.text.size();
  return result;
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
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return from_utf16(bytes.substr(2), bytes.front() == '\xff');
  }
  const bool marked = bytes.starts_with("\xef\xbb\xbf");
  if (marked) bytes.remove_prefix(3);
  const auto bad = first_invalid_utf8(bytes);
  if (bad && !marked) {
    if (auto text = from_gb18030(bytes)) return {std::move(*text), std::nullopt};
  }
  return {std::string(bytes), bad};
}

}  // namespace guidang
