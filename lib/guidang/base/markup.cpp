// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/markup.hpp"

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

enum class Within { tags, quotes };

std::string spelt_out(std::string_view text, Within within) {
  const bool quoted = within == Within::quotes;
  std::string result;
  for (const char c : escaped(text)) {
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"' && quoted) {
      result += "&quot;";
    } else if (c == '\'' && quoted) {
      result += "&#39;";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

std::string markup_text(std::string_view text) {
  return spelt_out(text, Within::tags);
}

std::string markup_value(std::string_view text) {
  return spelt_out(text, Within::quotes);
}

}  // namespace guidang
