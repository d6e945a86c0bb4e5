// SPDX-License-Identifier: Apache-2.0
#include "guidang/media/text_content.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "guidang/base/ascii.hpp"
#include "guidang/base/encoding.hpp"
#include "guidang/base/text.hpp"

namespace guidang::media {
namespace {

constexpr std::size_t k_looked_at = std::size_t{1} << 14;

/// A character that no text has: NUL, and controls but for tab, line ends, form feed and escape.
bool is_foreign(unsigned char byte) {
  return byte == 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B);
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

bool has_foreign(std::string_view bytes) {
  return std::ranges::any_of(bytes, [](char c) { return is_foreign(static_cast<unsigned char>(c)); });
}

std::string_view text_format(std::string_view head) {
  head = head.substr(0, k_looked_at);
  // Most files are no text: that is seen before it is decoded.
  const auto without_end = head.ends_with('\x1a') ? head.substr(0, head.size() - 1) : head;
  if (!is_utf16(head) && has_foreign(without_end)) return {};
  const auto read = decoded(head);
  if ((read.bad && !read.cut_off) || read.text.empty() || has_foreign(read.text)) return {};
  return sort_of(read.text);
}

}  // namespace guidang::media
