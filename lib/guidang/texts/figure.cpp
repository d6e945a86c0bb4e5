// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/figure.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "guidang/base/ascii.hpp"
#include "guidang/base/encoding.hpp"
#include "guidang/texts/scan.hpp"

namespace guidang::texts {
namespace {

using Words = std::span<const std::string_view>;

constexpr auto k_units = std::to_array<std::string_view>(
    {"人",   "名", "户", "次", "个",   "件",   "元", "万", "亿",   "千", "百",   "%",    "‰",  "倍", "场", "份", "项",
     "条",   "家", "位", "支", "组",   "所",   "处", "起", "例",   "批", "套",   "台",   "辆", "张", "本", "册", "篇",
     "幅",   "块", "棵", "株", "盏",   "桶",   "袋", "箱", "瓶",   "亩", "公顷", "公里", "里", "米", "平", "㎡", "吨",
     "公斤", "斤", "克", "升", "度电", "天",   "周", "年", "小时", "分", "秒",   "岁",   "余", "多", "几", "成", "笔",
     "只",   "面", "对", "座", "间",   "人次", "类", "種", "种",   "字", "℃",    "°",    "℉",  "角", "节"});

constexpr auto k_latin_units =
    std::to_array<std::string_view>({"kg",  "km", "cm", "mm", "m",   "g",  "t",  "l",   "ml",  "h",
                                     "kwh", "kw", "w",  "ha", "min", "m2", "m3", "rmb", "cny", "pcs"});

/// What makes of a number a place, an edition, a part of a date or the like.
constexpr auto k_no_amounts =
    std::to_array<std::string_view>({"号", "楼", "栋", "幢",   "室", "单元", "弄", "路", "页", "期",   "届",   "月",
                                     "日", "时", "点", "季度", "版", "级",   "层", "街", "班", "年级", "学年", "、"});

bool begins_with(std::string_view text, Words words) {
  return std::ranges::any_of(words, [text](std::string_view word) { return text.starts_with(word); });
}

bool is_letter(char c) {
  return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

bool is_separator(char c) {
  return c == '.' || c == ',' || c == ':' || c == '/' || c == '-' || c == '~';
}

bool is_whole(std::string_view token) {
  return std::ranges::all_of(token, is_digit);
}

bool is_year(std::string_view token) {
  return token.size() == 4 && is_whole(token) && digits_value(token) >= 1900 && digits_value(token) <= 2199;
}

/// "1,280" or "12,345.6".
bool has_thousands(std::string_view token) {
  const auto whole = token.substr(0, token.find('.'));
  auto comma = whole.find(',');
  if (comma == 0 || comma > 3 || (whole.size() - comma) % 4 != 0) return false;
  for (; comma < whole.size(); comma += 4) {
    if (whole[comma] != ',' || !is_whole(whole.substr(comma + 1, 3))) return false;
  }
  return true;
}

/// Where a number stands.
struct Place {
  std::string_view before;
  std::string_view token;  ///< Digits, and separators between digits.
  std::string_view after;

  [[nodiscard]] char last_before() const { return before.empty() ? '\n' : before.back(); }

  /// What follows, one blank left out of account.
  [[nodiscard]] std::string_view behind() const { return after.substr(after.starts_with(' ') ? 1 : 0); }

  [[nodiscard]] bool begins_line() const {
    const auto last = before.find_last_not_of(' ');
    return last == std::string_view::npos || before[last] == '\n' || before[last] == '\r';
  }

  [[nodiscard]] std::ptrdiff_t count(char separator) const { return std::ranges::count(token, separator); }
};

/// A word of Latin letters behind the number.
bool has_latin_unit(std::string_view behind) {
  std::size_t end = 0;
  while (end < behind.size() && (is_letter(behind[end]) || (end > 0 && is_digit(behind[end])))) ++end;
  // One letter is a unit in lower case only: 5G is no weight.
  const auto word = behind.substr(0, std::min<std::size_t>(end, 8));
  return std::ranges::find(k_latin_units, end == 1 ? std::string(word) : ascii_lower(word)) != k_latin_units.end();
}

/// "Ⅲ-3", "A4", "第3", "〔2026", "#7".
bool is_labelled(const Place& place) {
  const char last = place.last_before();
  if (is_letter(last) || last == '-' || last == '_' || last == '.' || last == '/' || last == '#' || last == '[')
    return true;
  constexpr auto k_labels = std::to_array<std::string_view>({"第", "〔", "【", "№", "第 "});
  return std::ranges::any_of(k_labels, [&](auto label) { return place.before.ends_with(label); });
}

/// Dates, times, versions and telephones: what is put together in more than one piece, other than a range.
bool is_put_together(const Place& place) {
  const auto dashes = place.count('-') + place.count('~');
  if (place.count(':') > 0 || place.count('/') > 1 || dashes > 1) return true;
  if (place.count(',') > 0 && !has_thousands(place.token)) return true;
  return place.count('.') > (dashes == 1 ? 2 : 1) || (dashes == 1 && place.token.front() == '0');
}

bool has_unit(const Place& place) {
  const auto behind = place.behind();
  if (has_latin_unit(behind)) return true;
  if (behind.starts_with("年")) return !is_year(place.token) && !behind.starts_with("年级") && place.token.size() < 4;
  return begins_with(behind, k_units);
}

/// "1." "1、" "1)" "1.1 " at the beginning of a line; a first cell; a page's number.
bool counts_lines(const Place& place) {
  if (!place.begins_line()) return place.before.ends_with("- ") && place.after.starts_with(" -");
  if (place.count('.') > 0) return true;
  constexpr auto k_marks = std::to_array<std::string_view>({".", "、", ")", "]", "\t", "\n", "\r", "。", "|"});
  return place.behind().empty() || begins_with(place.behind(), k_marks);
}

/// "10.12" may be the twelfth of October.
bool may_be_day(std::string_view token) {
  const auto point = token.find('.');
  if (point == std::string_view::npos || token.size() > 5) return false;
  const int month = digits_value(token.substr(0, point));
  const int day = digits_value(token.substr(point + 1));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_bare_amount(const Place& place) {
  const auto behind = place.behind();
  if (place.count('-') + place.count('/') + place.count('~') > 0) return false;
  if (!place.after.empty() && (is_letter(place.after.front()) || place.after.front() == '_')) return false;
  if (begins_with(behind, k_no_amounts) || behind.starts_with("年")) return false;
  if (place.last_before() == '(' && place.after.starts_with(')')) return false;
  if (behind.starts_with(')') && !place.before.ends_with("(")) return false;  // "其中 1) …"
  if (counts_lines(place) || may_be_day(place.token) || is_year(place.token)) return false;
  return place.token.size() < 7;
}

/// "9时30分", "9点30".
bool is_minute(const Place& place) {
  return (place.before.ends_with("时") || place.before.ends_with("点")) && !place.before.ends_with("小时");
}

bool is_amount(const Place& place) {
  if (is_labelled(place) || is_put_together(place) || is_minute(place)) return false;
  return has_unit(place) || is_bare_amount(place);
}

std::size_t end_of_token(std::string_view text, std::size_t i) {
  while (i < text.size() && (is_digit(text[i]) || (is_separator(text[i]) && i + 1 < text.size() &&
                                                   is_digit(text[i + 1]) && is_digit(text[i - 1])))) {
    ++i;
  }
  return i;
}

enum class Numeral { none, digit, zero, ten, power };

/// Which sort of Han numeral `text` begins with; each takes three bytes.
Numeral numeral_at(std::string_view text) {
  switch (text.empty() ? 0U : first_code_point(text).value) {
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'两': return Numeral::digit;
    case U'零':
    case U'〇': return Numeral::zero;
    case U'十': return Numeral::ten;
    case U'百':
    case U'千':
    case U'万':
    case U'亿': return Numeral::power;
    default: return Numeral::none;
  }
}

/// A run of Han numerals.
struct HanRun {
  std::size_t bytes = 0;
  std::size_t count = 0;
  bool begins_as_number = false;
  bool has_power = false;
};

HanRun han_run(std::string_view text) {
  constexpr std::size_t k_bytes = 3;
  HanRun run;
  for (;;) {
    const auto numeral = numeral_at(text.substr(run.bytes));
    if (numeral == Numeral::none) return run;
    if (run.count == 0) run.begins_as_number = numeral == Numeral::digit || numeral == Numeral::ten;
    run.has_power = run.has_power || numeral == Numeral::power || numeral == Numeral::ten;
    run.bytes += k_bytes;
    ++run.count;
  }
}

/// A run of Han numerals between `before` and what follows it.
bool is_han_amount(std::string_view before, const HanRun& run, std::string_view text) {
  const auto after = text.substr(run.bytes);
  if (before.ends_with("百分之") || before.ends_with("千分之")) return !text.starts_with("百") || run.count > 1;
  if (before.ends_with("第") || run.count < 2 || !run.begins_as_number || !run.has_power) return false;
  constexpr auto k_han_units = std::to_array<std::string_view>(
      {"人", "名", "户",   "次", "件", "元", "个", "场", "份", "项", "家", "亩", "公里", "条", "余", "多", "位",
       "支", "天", "小时", "块", "平", "米", "处", "例", "组", "张", "本", "册", "辆",   "台", "棵", "吨"});
  return begins_with(after, k_han_units);
}

}  // namespace

bool has_figure(std::string_view text) {
  const std::string plain = narrowed(text);
  const std::string_view all = plain;
  for (std::size_t i = 0; i < all.size();) {
    if (is_digit(all[i])) {
      const auto end = end_of_token(all, i);
      if (is_amount({all.substr(0, i), all.substr(i, end - i), all.substr(end)})) return true;
      i = end;
      continue;
    }
    const bool begins_character = (static_cast<unsigned char>(all[i]) & 0xC0U) == 0xC0U;
    const auto run = begins_character ? han_run(all.substr(i)) : HanRun{};
    if (run.count > 0 && is_han_amount(all.substr(0, i), run, all.substr(i))) return true;
    i += std::max<std::size_t>(run.bytes, 1);
  }
  return false;
}

}  // namespace guidang::texts
