// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/title_in_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/check/folder_name.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/evidence/saved_name.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_most_serial_digits = 3;

/// How names begin that no person gave, beside those of chat programs; folded.
constexpr auto k_given_by_programs = std::to_array<std::string_view>(
    {"微信截图", "qq截图", "企业微信截图", "钉钉截图", "img",    "dsc",   "dji",     "vid",        "pano",
     "mvimg",    "pxl",    "mov",          "mtxx",     "beauty", "burst", "scan",    "screenshot", "屏幕截图",
     "截图",     "截屏",   "录屏",         "video",    "photo",  "image", "picture", "扫描全能王", "wps图片"});

/// Bytes of the character at `at`; what is no character is passed over as one byte.
std::size_t character_size(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

bool is_one_of(std::string_view character, std::string_view set) {
  for (std::size_t at = 0; at < set.size(); at += character_size(set, at)) {
    if (set.substr(at, character_size(set, at)) == character) return true;
  }
  return false;
}

/// Takes characters of `set` off both ends.
std::string_view stripped(std::string_view text, std::string_view set) {
  while (!text.empty() && is_one_of(text.substr(0, character_size(text, 0)), set)) {
    text.remove_prefix(character_size(text, 0));
  }
  for (;;) {
    std::size_t last = text.empty() ? 0 : text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    if (text.empty() || !is_one_of(text.substr(last), set)) return text;
    text.remove_suffix(text.size() - last);
  }
}

constexpr std::string_view k_ends = " _-—–－.、，,+　";

std::string_view without_code(std::string_view text, std::span<const std::string> codes) {
  for (const auto& code : codes) {
    const auto wanted = folded(code);
    for (std::size_t end = 0; end < text.size();) {
      end += character_size(text, end);
      if (folded(text.substr(0, end)) != wanted) continue;
      const bool goes_on = end < text.size() && is_digit(text[end]);  // Ⅲ-1 of Ⅲ-12
      if (!goes_on) return text.substr(end);
    }
  }
  return text;
}

/// Takes out every run of digits and what stands between them in days, if it is a day.
std::string without_days(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (is_digit(text[at])) {
      while (end < text.size() &&
             (is_digit(text[end]) || is_one_of(text.substr(end, character_size(text, end)), "-._年月日"))) {
        end += character_size(text, end);
      }
    }
    const auto run = text.substr(at, end - at);
    if (!run.empty() && date_in_name(stripped(run, k_ends))) {
      kept += ' ';
      at = end;
      continue;
    }
    end = std::max(end, at + character_size(text, at));
    kept += text.substr(at, end - at);
    at = end;
  }
  return kept;
}

/// Takes up to three digits off one end, with brackets around them.
std::string_view without_serial_behind(std::string_view text) {
  auto rest = text;
  for (const std::string_view bracket : {")", "）"}) {
    if (rest.ends_with(bracket)) rest.remove_suffix(bracket.size());
  }
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[rest.size() - 1 - digits])) ++digits;
  if (digits == 0 || digits > k_most_serial_digits) return text;
  rest.remove_suffix(digits);
  for (const std::string_view bracket : {"(", "（"}) {
    if (rest.ends_with(bracket)) rest.remove_suffix(bracket.size());
  }
  return stripped(rest, k_ends);
}

std::string_view without_serial_before(std::string_view text) {
  auto rest = text;
  for (const std::string_view bracket : {"(", "（"}) {
    if (rest.starts_with(bracket)) rest.remove_prefix(bracket.size());
  }
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  if (digits == 0 || digits > k_most_serial_digits) return text;
  rest.remove_prefix(digits);
  // "3月" and "5栋" are words; a serial ends with a mark.
  const auto size = rest.empty() ? 0 : character_size(rest, 0);
  if (size > 0 && !is_one_of(rest.substr(0, size), " _-—.、)）　")) return text;
  return stripped(rest, ")）　 _-—.、");
}

bool says_something(std::string_view text) {
  constexpr std::size_t k_digest = 16;  // hexadecimal digits that are no word
  const bool is_digest = text.size() >= k_digest && text.find_first_not_of("0123456789abcdefABCDEF-_") == text.npos;
  return !is_digest && text.find_first_not_of("0123456789 _-.,()+") != text.npos;
}

/// The name without what a chat program wrote into it; nothing is cut where folding has changed its length.
std::string without_chat_mark(std::string_view stem) {
  const auto plain = folded(stem);
  const auto mark = find_chat_mark(plain);
  if (!mark) return std::string(stem);
  if (plain.size() != stem.size()) return plain.substr(0, mark->begin) + plain.substr(mark->end);
  return std::string(stem.substr(0, mark->begin)) + std::string(stem.substr(mark->end));
}

}  // namespace

std::string title_in_name(std::string_view name, std::span<const std::string> codes) {
  if (first_invalid_utf8(stem_of(name))) return {};
  const auto stem = without_chat_mark(stem_of(name));
  const auto plain = folded(stem);
  if (std::ranges::any_of(k_given_by_programs, [&](std::string_view word) {
        return plain.starts_with(word) && !says_something(std::string_view(plain).substr(word.size()));
      })) {
    return {};
  }
  const auto undated = without_days(stripped(without_code(stem, codes), k_ends));
  auto title = stripped(undated, k_ends);
  title = without_serial_behind(without_serial_before(title));
  return says_something(title) ? replaced(std::string(title), "_", " ") : std::string();
}

}  // namespace guidang
