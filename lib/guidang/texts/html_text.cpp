// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/html_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/base/encoding.hpp"

namespace guidang::texts {
namespace {

/// What office programs and people write; the rest stays as it is.
constexpr auto k_references = std::to_array<std::pair<std::string_view, std::uint32_t>>({
    {"amp", '&'},      {"apos", '\''},     {"bull", 0x2022}, {"copy", 0xA9},    {"deg", 0xB0},      {"divide", 0xF7},
    {"emsp", 0x2003},  {"ensp", 0x2002},   {"euro", 0x20AC}, {"gt", '>'},       {"hellip", 0x2026}, {"laquo", 0xAB},
    {"ldquo", 0x201C}, {"lsquo", 0x2018},  {"lt", '<'},      {"mdash", 0x2014}, {"middot", 0xB7},   {"nbsp", 0xA0},
    {"ndash", 0x2013}, {"permil", 0x2030}, {"plusmn", 0xB1}, {"quot", '"'},     {"raquo", 0xBB},    {"rdquo", 0x201D},
    {"reg", 0xAE},     {"rsquo", 0x2019},  {"sect", 0xA7},   {"shy", 0xAD},     {"thinsp", 0x2009}, {"times", 0xD7},
    {"trade", 0x2122}, {"yen", 0xA5},      {"zwj", 0x200D},  {"zwnj", 0x200C},
});

/// Elements within a line; all others end one.
constexpr auto k_inline = std::to_array<std::string_view>(
    {"a",    "abbr", "acronym", "b",      "bdi", "bdo",   "big",  "cite", "code", "data", "dfn",  "em",
     "font", "i",    "img",     "ins",    "kbd", "label", "mark", "o:p",  "q",    "s",    "samp", "small",
     "span", "st1",  "strike",  "strong", "sub", "sup",   "time", "tt",   "u",    "var",  "wbr"});

/// Elements whose content is not shown, or is no text.
constexpr auto k_unseen = std::to_array<std::string_view>(
    {"noembed", "noframes", "noscript", "rp", "rt", "script", "style", "svg", "template", "textarea", "title"});

template <std::size_t Count>
bool has(const std::array<std::string_view, Count>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

class Page {
 public:
  explicit Page(std::string_view page) : rest_(page) {}

  std::string run() {
    text_.reserve(rest_.size() / 2);
    while (!rest_.empty()) {
      if (rest_.starts_with("<!--")) {
        skip_past("-->", 4);
      } else if (rest_.front() == '<' && rest_.size() > 1 && begins_tag(rest_[1])) {
        take_tag();
      } else if (rest_.front() == '&') {
        take_reference();
      } else {
        take_text();
      }
    }
    return std::move(text_);
  }

 private:
  static bool begins_tag(char c) {
    return c == '/' || c == '!' || c == '?' || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z');
  }

  void skip_past(std::string_view end, std::size_t from) {
    const auto place = rest_.find(end, from);
    rest_.remove_prefix(place == std::string_view::npos ? rest_.size() : place + end.size());
  }

  void take_tag() {
    rest_.remove_prefix(1);
    const bool closes = rest_.front() == '/';
    if (closes) rest_.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest_.size() && !is_space(rest_[end]) && rest_[end] != '>' && (rest_[end] != '/' || end == 0)) ++end;
    const auto name = ascii_lower(rest_.substr(0, std::min<std::size_t>(end, 16)));
    rest_.remove_prefix(end);
    skip_attributes();
    if (name == "td" || name == "th") {
      text_ += '\t';
    } else if (!has(k_inline, name) && !text_.empty() && text_.back() != '\n') {
      text_ += '\n';
    }
    if (!closes && !closed_itself_ && has(k_unseen, name)) skip_element(name);
  }

  /// Past the ">" of a tag; one in quotes does not end it.
  void skip_attributes() {
    char quote = '\0';
    char last = '\0';
    std::size_t i = 0;
    for (; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '>') {
        break;
      } else if ((c == '"' || c == '\'') && last == '=') {
        quote = c;
      }
      if (!is_space(c)) last = c;
    }
    closed_itself_ = last == '/';
    rest_.remove_prefix(std::min(i + 1, rest_.size()));
  }

  void skip_element(std::string_view name) {
    for (std::size_t i = rest_.find("</"); i != std::string_view::npos; i = rest_.find("</", i + 2)) {
      if (ascii_lower(rest_.substr(i + 2, name.size())) != name) continue;
      rest_.remove_prefix(i);
      return;
    }
    rest_ = {};
  }

  void take_reference() {
    constexpr std::size_t k_longest = 12;
    const auto end = rest_.substr(0, k_longest).find(';');
    std::optional<std::uint32_t> code_point;
    if (end != std::string_view::npos) code_point = code_point_of(rest_.substr(1, end - 1));
    if (!code_point) {
      text_ += '&';
      rest_.remove_prefix(1);
      return;
    }
    append_utf8(text_, *code_point);
    rest_.remove_prefix(end + 1);
  }

  static std::optional<std::uint32_t> code_point_of(std::string_view name) {
    if (!name.starts_with('#')) {
      const auto* const found =
          std::ranges::find(k_references, name, &std::pair<std::string_view, std::uint32_t>::first);
      return found == k_references.end() ? std::nullopt : std::optional(found->second);
    }
    name.remove_prefix(1);
    const int base = name.starts_with('x') || name.starts_with('X') ? 16 : 10;
    if (base == 16) name.remove_prefix(1);
    std::uint32_t value = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), value, base);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) return std::nullopt;
    return value == 0 ? 0xFFFDU : value;
  }

  /// Line ends of the source are blanks, as in a browser; many are one.
  void take_text() {
    do {
      const char c = is_space(rest_.front()) ? ' ' : rest_.front();
      const bool doubled = c == ' ' && (text_.empty() || text_.back() == ' ' || text_.back() == '\n');
      if (!doubled) text_ += c;
      rest_.remove_prefix(1);
    } while (!rest_.empty() && rest_.front() != '<' && rest_.front() != '&');
  }

  std::string_view rest_;
  std::string text_;
  bool closed_itself_ = false;
};

}  // namespace

std::string html_text(std::string_view page) {
  return Page(page).run();
}

}  // namespace guidang::texts
