// SPDX-License-Identifier: Apache-2.0
#include "guidang/media/text_content.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"

namespace guidang::media {
namespace {

constexpr std::size_t k_looked_at = std::size_t{1} << 14;

/// A character that no text has: NUL, and controls but for tab, line ends, form feed and escape.
bool is_foreign(unsigned unit) {
  return unit == 0x7F || (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' && unit != '\f' && unit != 0x1B);
}

/// Returns whether `bytes` are UTF-8 up to a character that the end cuts off.
bool is_utf8(std::string_view bytes, bool cut) {
  const auto bad = first_invalid_utf8(bytes);
  return !bad || (cut && bytes.size() - *bad < 4);
}

bool is_gb18030(std::string_view bytes, bool cut) {
  for (std::size_t dropped = 0; dropped < (cut ? 4U : 1U) && dropped <= bytes.size(); ++dropped) {
    if (from_gb18030(bytes.substr(0, bytes.size() - dropped))) return true;
  }
  return false;
}

/// Returns the ASCII part of UTF-16, for the words that tell formats apart; nothing if it is not UTF-16 text.
std::string ascii_of_utf16(std::string_view bytes, bool little) {
  std::string text;
  unsigned lead = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const unsigned low = static_cast<unsigned char>(bytes[little ? i : i + 1]);
    const unsigned high = static_cast<unsigned char>(bytes[little ? i + 1 : i]);
    const unsigned unit = (high << 8U) | low;
    const bool trail = unit >= 0xDC00 && unit < 0xE000;
    if (is_foreign(unit) || trail != (lead != 0)) return {};
    lead = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
    text += unit < 0x80 ? static_cast<char>(unit) : '?';
  }
  return text;
}

struct Beginning {
  std::string_view text;  // lower case
  std::string_view format;
};

constexpr std::array k_beginnings = {
    Beginning{"%pdf-", "pdf"},
    Beginning{"{\\rtf", "rtf"},
    Beginning{"<?xml", "xml"},
    Beginning{"<!doctype html", "html"},
    Beginning{"<html", "html"},
    Beginning{"#!/", "script"},
    Beginning{"@echo ", "script"},
    Beginning{"[internetshortcut]", "url"},
    Beginning{"#!amr", "amr"},
};

/// JSON begins with an object or array whose first token is one that JSON has; a Markdown link does not.
bool begins_as_json(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const bool object = text.front() == '{';
  text = trimmed(text.substr(1));
  if (text.empty()) return false;
  return text.front() == '"' || (object ? text.front() == '}' : text.front() == '{' || text.front() == '[');
}

/// The sort of text by how it begins. An XHTML page says so after its XML declaration.
std::string_view sort_of(std::string_view text) {
  text = trimmed(text);
  const std::string start = ascii_lower(text.substr(0, 1024));
  for (const auto& [words, format] : k_beginnings) {
    if (!start.starts_with(words)) continue;
    const bool page = format == "xml" && start.find("<html") != std::string::npos;
    return page ? "html" : format;
  }
  return begins_as_json(text) ? "json" : "txt";
}

}  // namespace

std::string_view text_format(std::string_view head) {
  const bool cut = head.size() > k_looked_at;
  head = head.substr(0, k_looked_at);
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) {
    const std::string text = ascii_of_utf16(head.substr(2), head.front() == '\xff');
    return text.empty() ? std::string_view{} : sort_of(text);
  }
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  if (head.empty()) return {};
  if (std::ranges::any_of(head, [](char c) { return is_foreign(static_cast<unsigned char>(c)); })) return {};
  return is_utf8(head, cut) || is_gb18030(head, cut) ? sort_of(head) : std::string_view{};
}

}  // namespace guidang::media
