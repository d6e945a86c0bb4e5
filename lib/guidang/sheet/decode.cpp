// SPDX-License-Identifier: Apache-2.0
#include "guidang/sheet/decode.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang::sheet {
namespace {

/// A fault at byte `offset` of `text`, whose bytes before are UTF-8 or nearly so.
Error fault_at(std::string_view text, std::size_t offset, std::string_view name, std::string id) {
  const auto before = text.substr(0, offset);
  const auto start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  Fault fault;
  fault.message = {std::move(id), {}};
  fault.where = {std::string(name),
                 static_cast<int>(std::ranges::count(before, '\n')) + 1,
                 static_cast<int>(code_points(before.substr(start))) + 1};
  Error error{.code = ErrorCode::malformed,
              .message = {"sheet/malformed", {{"path", std::string(name)}, {"count", std::int64_t{1}}}},
              .where = fault.where};
  error.faults.push_back(std::move(fault));
  return error;
}

void append_utf8(std::string& text, std::uint32_t code_point) {
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

/// Decodes UTF-16 without its mark. Where it is none, the text so far comes with `false`.
std::pair<std::string, bool> from_utf16(std::string_view bytes, bool little) {
  std::string text;
  std::uint32_t lead = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const std::uint32_t low = static_cast<unsigned char>(bytes[little ? i : i + 1]);
    const std::uint32_t high = static_cast<unsigned char>(bytes[little ? i + 1 : i]);
    const std::uint32_t unit = (high << 8U) | low;
    const bool is_trail = unit >= 0xDC00 && unit < 0xE000;
    if (is_trail != (lead != 0)) return {text, false};
    if (is_trail) {
      append_utf8(text, 0x10000U + ((lead - 0xD800U) << 10U) + (unit - 0xDC00U));
      lead = 0;
    } else if (unit >= 0xD800 && unit < 0xDC00) {
      lead = unit;
    } else {
      append_utf8(text, unit);
    }
  }
  return {text, lead == 0 && bytes.size() % 2 == 0};
}

/// Returns the text, or an error at the first byte that fits no encoding.
Result<std::string> text_of(std::string_view bytes, std::string_view name) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    auto [text, good] = from_utf16(bytes.substr(2), bytes.front() == '\xff');
    if (!good) return fail(fault_at(text, text.size(), name, "sheet/not-text"));
    return std::move(text);
  }
  const bool marked = bytes.starts_with("\xef\xbb\xbf");
  if (marked) bytes.remove_prefix(3);
  const auto bad = first_invalid_utf8(bytes);
  if (!bad) return std::string(bytes);
  if (!marked) {
    if (auto text = from_gb18030(bytes)) return std::move(*text);
  }
  return fail(fault_at(bytes, *bad, name, "sheet/not-text"));
}

}  // namespace

Result<std::string> decode(std::string_view bytes, std::string_view name) {
  auto text = text_of(bytes, name);
  if (!text) return text;
  if (const auto nul = text->find('\0'); nul != std::string::npos) {
    return fail(fault_at(*text, nul, name, "sheet/nul"));
  }
  return text;
}

}  // namespace guidang::sheet
