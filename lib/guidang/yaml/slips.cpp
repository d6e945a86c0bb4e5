// SPDX-License-Identifier: Apache-2.0
#include "guidang/yaml/slips.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang::yaml {
namespace {

constexpr std::size_t k_longest_key = 20;  // in characters; longer runs before a colon are prose
constexpr int k_lines_back = 20;

/// The characters of a text, each as its bytes.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> list;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    list.push_back(text.substr(i, end - i));
    i = end;
  }
  return list;
}

bool is_blank(std::string_view c) {
  return c == " " || c == "\t" || c == "\u3000" || c == "\u00A0";
}

bool ends_key(std::string_view c) {
  constexpr std::string_view k_ends = "\"'#,;()[]{}，、。；（）“”";
  return is_blank(c) || k_ends.find(c) != std::string_view::npos;
}

bool is_digit(std::string_view c) {
  return c.size() == 1 && c.front() >= '0' && c.front() <= '9';
}

/// The place of the first character after blanks and "- ".
std::size_t content_start(const std::vector<std::string_view>& line) {
  std::size_t i = 0;
  while (i < line.size() && (is_blank(line[i]) || (line[i] == "-" && i + 1 < line.size() && is_blank(line[i + 1]))))
    ++i;
  return i;
}

/// A run of characters that could be a key, ended by a colon of either width.
struct KeyRun {
  std::string key;
  std::size_t colon = 0;
  bool wide = false;
  bool followed = false;  ///< Something other than a blank or the end comes right after the colon.
};

std::optional<KeyRun> key_run(const std::vector<std::string_view>& line) {
  KeyRun run;
  const auto start = content_start(line);
  for (auto i = start; i < line.size() && i - start <= k_longest_key; ++i) {
    if (line[i] == "：" || line[i] == ":") {
      if (i == start) return std::nullopt;
      run.colon = i;
      run.wide = line[i] == "：";
      run.followed = i + 1 < line.size() && !is_blank(line[i + 1]) && line[i + 1] != "/";
      return run;
    }
    if (ends_key(line[i])) return std::nullopt;
    run.key += line[i];
  }
  return std::nullopt;
}

std::optional<Slip> indent_slip(const std::vector<std::string_view>& line) {
  for (std::size_t i = 0; i < line.size() && is_blank(line[i]); ++i) {
    if (line[i] == "\t") return Slip{{"yaml/tab", {}}, static_cast<int>(i)};
    if (line[i] != " ") return Slip{{"yaml/wide-blank", {}}, static_cast<int>(i)};
  }
  return std::nullopt;
}

/// Full-width punctuation outside quotes and comments, where the half-width form would mean something.
std::optional<Slip> punctuation_slip(const std::vector<std::string_view>& line) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> k_brackets = {
      {{"｛", "{"}, {"｝", "}"}, {"［", "["}, {"］", "]"}, {"【", "["}, {"】", "]"}, {"“", "\""}, {"”", "\""}}};
  std::string_view quote;
  bool in_flow = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto c = line[i];
    if (!quote.empty()) {
      if (c == quote) quote = {};
      continue;
    }
    if (c == "\"" || c == "'") quote = c;
    if (c == "#" && (i == 0 || is_blank(line[i - 1]))) return std::nullopt;
    if (c == "{" || c == "[") in_flow = true;
    const auto say = [&](std::string_view want) {
      return Slip{{"yaml/full-width", {{"found", std::string(c)}, {"want", std::string(want)}}}, static_cast<int>(i)};
    };
    if (in_flow && c == "：") return say(":");
    if (in_flow && c == "，") return say(",");
    const auto* const bracket = std::ranges::find(k_brackets, c, &std::pair<std::string_view, std::string_view>::first);
    if (bracket != k_brackets.end()) return say(bracket->second);
  }
  return std::nullopt;
}

/// A line that YAML reads as "key: …", after which a value begins anew.
bool begins_value(const std::vector<std::string_view>& line) {
  const auto run = key_run(line);
  return run && !run->wide && !run->followed;
}

}  // namespace

std::optional<Slip> colon_slip(std::string_view text) {
  const auto line = characters(text.substr(0, 400));
  const auto run = key_run(line);
  if (!run) return std::nullopt;
  if (run->wide) return Slip{{"yaml/full-width-colon", {{"key", run->key}}}, static_cast<int>(run->colon)};
  if (!run->followed || is_digit(line[content_start(line)])) return std::nullopt;
  return Slip{{"yaml/no-blank-after-colon", {{"key", run->key}}}, static_cast<int>(run->colon)};
}

std::optional<Slip> line_slip(std::string_view line) {
  const auto list = characters(line.substr(0, 2000));
  if (auto slip = indent_slip(list)) return slip;
  if (auto slip = colon_slip(line)) return slip;
  return punctuation_slip(list);
}

std::optional<std::pair<Slip, int>> slip_near(const Lines& lines, int number) {
  for (int line = std::min(number, lines.count()); line >= 1 && line > number - k_lines_back; --line) {
    if (auto slip = line_slip(lines.at(line))) return std::pair{std::move(*slip), line};
    if (line < number && begins_value(characters(lines.at(line).substr(0, 400)))) break;
  }
  return std::nullopt;
}

std::optional<std::string> half_width(std::string_view text) {
  std::string result;
  for (const auto c : characters(text)) {
    if (c == "“" || c == "”") continue;
    if (c.size() == 3 && c.substr(0, 2) == "\xEF\xBC" && static_cast<unsigned char>(c[2]) >= 0x81) {
      result += static_cast<char>(static_cast<unsigned char>(c[2]) - 0x81 + 0x21);  // U+FF01 … U+FF3F
    } else if (c == "％") {
      result += '%';
    } else {
      result += c;
    }
  }
  if (result == text) return std::nullopt;
  return result;
}

}  // namespace guidang::yaml
