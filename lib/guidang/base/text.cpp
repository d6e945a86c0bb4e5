// SPDX-License-Identifier: Apache-2.0
// The only door to utf8proc and iconv.
#include "guidang/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <numeric>

#include <fmt/format.h>
#include <iconv.h>
#include <utf8proc.h>

namespace guidang {
namespace {

struct Free {
  void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }  // NOLINT(cppcoreguidelines-no-malloc)
};

/// One code point and how many bytes it took; a negative code point means one invalid byte.
struct Decoded {
  utf8proc_int32_t code_point = -1;
  std::size_t bytes = 1;
};

Decoded decode(std::string_view text) {
  utf8proc_int32_t code_point = -1;
  // reinterpret_cast: utf8proc's bytes are unsigned.
  const auto bytes = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  if (bytes <= 0) return {};
  return {code_point, static_cast<std::size_t>(bytes)};
}

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* output = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()),
                                 &output,
                                 static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, Free> owner(output);
  if (size < 0) return std::string(text);
  return {reinterpret_cast<const char*>(output), static_cast<std::size_t>(size)};
}

/// Names of encodings, as iconv has them.
struct Encodings {
  const char* to;
  const char* from;
};

/// `bytes` in another encoding; nothing where they are not valid in theirs, or have no place in the other.
std::optional<std::string> converted(std::string_view bytes, const Encodings& encodings) {
  const iconv_t converter = iconv_open(encodings.to, encodings.from);
  // reinterpret_cast: iconv's error value is (iconv_t)-1 by definition.
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT(performance-no-int-to-ptr)
  std::string input(bytes);
  std::string output(bytes.size() * 4 + 16, '\0');  // a byte becomes four of GB18030 at most
  char* from = input.data();
  char* to = output.data();
  std::size_t from_left = input.size();
  std::size_t to_left = output.size();
  const auto done = iconv(converter, &from, &from_left, &to, &to_left);
  iconv_close(converter);
  if (done == static_cast<std::size_t>(-1)) return std::nullopt;
  output.resize(output.size() - to_left);
  return output;
}

bool is_dash(utf8proc_int32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0x30FC || c == 0xFE58 || c == 0xFE63 ||
         c == 0xFF0D;
}

bool is_blank(utf8proc_int32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000;
}

/// Characters that steer a terminal or hide in a line: C0, C1, DEL, zero-width, bidi controls, line separators.
bool is_hostile(utf8proc_int32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE || c == 0xAD || c == 0x061C;
}

std::vector<utf8proc_int32_t> code_point_list(std::string_view text) {
  std::vector<utf8proc_int32_t> list;
  while (!text.empty()) {
    const auto next = decode(text);
    list.push_back(next.code_point);
    text.remove_prefix(next.bytes);
  }
  return list;
}

/// Edit distance with a swap of neighbours as one step (optimal string alignment).
std::size_t distance(const std::vector<utf8proc_int32_t>& a, const std::vector<utf8proc_int32_t>& b) {
  std::vector<std::size_t> before;
  std::vector<std::size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::move(last);
    last = std::move(row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto next = decode(text.substr(offset));
    if (next.code_point < 0) return offset;
    offset += next.bytes;
  }
  return std::nullopt;
}

std::optional<std::string> from_gb18030(std::string_view bytes) {
  return converted(bytes, {.to = "UTF-8", .from = "GB18030"});
}

std::optional<std::string> to_gb18030(std::string_view text) {
  return converted(text, {.to = "GB18030", .from = "UTF-8"});
}

std::u32string code_points_of(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const auto next = decode(text);
    points += next.code_point < 0 ? U'\uFFFD' : static_cast<char32_t>(next.code_point);
    text.remove_prefix(next.bytes);
  }
  return points;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string folded(std::string_view text) {
  if (first_invalid_utf8(text)) return std::string(text);
  const std::string compatible =
      mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::string result;
  bool blank = false;
  for (std::string_view rest = compatible; !rest.empty();) {
    const auto next = decode(rest);
    if (is_blank(next.code_point)) {
      blank = true;
    } else {
      if (blank && !result.empty()) result += ' ';
      blank = false;
      if (is_dash(next.code_point)) {
        result += '-';
      } else {
        result += rest.substr(0, next.bytes);
      }
    }
    rest.remove_prefix(next.bytes);
  }
  return result;
}

std::string caseless(std::string_view text) {
  if (first_invalid_utf8(text)) return std::string(text);
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::string nfc(std::string_view text) {
  if (first_invalid_utf8(text)) return std::string(text);
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

int display_width(std::string_view text) {
  int width = 0;
  for (; !text.empty();) {
    const auto next = decode(text);
    width += next.code_point < 0 ? 1 : std::max(0, utf8proc_charwidth(next.code_point));
    text.remove_prefix(next.bytes);
  }
  return width;
}

std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto next = decode(text);
    if (next.code_point < 0) {
      result += fmt::format("\\x{:02X}", static_cast<unsigned char>(text.front()));
    } else if (next.code_point == '\t') {
      result += "[Tab]";
    } else if (next.code_point == '\n') {
      result += "↵";
    } else if (is_hostile(next.code_point)) {
      result += fmt::format("\\u{{{:X}}}", next.code_point);
    } else {
      result += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  return result;
}

std::optional<std::string> nearest(std::string_view text, std::span<const std::string> candidates) {
  constexpr std::size_t k_longest = 200;  // the distance is quadratic; nobody misspells more than this
  const auto wanted = code_point_list(folded(text.substr(0, k_longest * 4)));
  if (wanted.empty() || wanted.size() > k_longest) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (const auto& candidate : candidates) {
    const auto other = code_point_list(folded(candidate));
    if (other.size() > k_longest) continue;
    const auto steps = distance(wanted, other);
    const auto allowed = std::max<std::size_t>(1, std::max(wanted.size(), other.size()) / 3);
    if (steps > allowed || steps >= std::max(wanted.size(), other.size())) continue;
    if (!best || steps < best_distance) {
      best = candidate;
      best_distance = steps;
    }
  }
  return best;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_wide_blank = "\u3000";
  constexpr std::string_view k_blanks = " \t\r\n";
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && k_blanks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && k_blanks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    if (text.starts_with(k_wide_blank)) {
      text.remove_prefix(k_wide_blank.size());
      again = true;
    }
    if (text.ends_with(k_wide_blank)) {
      text.remove_suffix(k_wide_blank.size());
      again = true;
    }
  }
  return text;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  const auto list = code_point_list(separators);
  std::vector<std::string> parts;
  std::string part;
  const auto finish = [&] {
    if (const auto kept = trimmed(part); !kept.empty()) parts.emplace_back(kept);
    part.clear();
  };
  while (!text.empty()) {
    const auto next = decode(text);
    if (next.code_point >= 0 && std::ranges::find(list, next.code_point) != list.end()) {
      finish();
    } else {
      part += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  finish();
  return parts;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string without(std::string text, std::string_view word) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
  return text;
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 4> k_units{"KB", "MB", "GB", "TB"};
  if (bytes < 1024) return fmt::format("{} B", bytes);
  std::uint64_t unit = 1024;
  std::size_t name = 0;
  while (name + 1 < k_units.size() && bytes / unit >= 1024) {
    unit *= 1024;
    ++name;
  }
  const auto tenths = (bytes / (unit / 1024) * 10 + 512) / 1024;  // integers only: the same everywhere
  if (tenths % 10 == 0) return fmt::format("{} {}", tenths / 10, k_units[name]);
  return fmt::format("{}.{} {}", tenths / 10, tenths % 10, k_units[name]);
}

}  // namespace guidang
