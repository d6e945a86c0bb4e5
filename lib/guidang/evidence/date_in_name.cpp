// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/text.hpp"
#include "guidang/evidence/inventory.hpp"

namespace guidang {
namespace {

// A number that looks like a day outside these years is a serial.
constexpr int k_first_year = 1949;
constexpr int k_last_year = 2099;

/// How names begin that chat programs give to what they save; folded.
constexpr std::array<std::string_view, 15> k_chat_names{"微信图片",
                                                        "微信截图",
                                                        "微信视频",
                                                        "微信文件",
                                                        "微信图像",
                                                        "mmexport",
                                                        "wx_camera",
                                                        "wechat",
                                                        "weixin",
                                                        "qq图片",
                                                        "qq截图",
                                                        "qq视频",
                                                        "qq空间",
                                                        "tim图片",
                                                        "tim截图"};

/// What cameras write before a day and a time of fourteen digits in one (IMG20261012093012.jpg); folded.
constexpr std::array<std::string_view, 5> k_camera_names{"img", "vid", "pano", "mvimg", "video"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

std::optional<Date> day(int year, int month, int day_of_month) {
  if (year < k_first_year || year > k_last_year) return std::nullopt;
  return make_date(year, month, day_of_month);
}

std::optional<Date> compact_day(std::string_view digits) {
  return day(number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6, 2)));
}

/// WhatsApp's IMG-20261012-WA0001: the day it was received.
bool is_received(std::string_view before, std::string_view after) {
  return before.ends_with("-") && after.starts_with("-wa");
}

/// 0571-20261012: a telephone number behind its area code.
bool is_telephone(std::string_view before) {
  if (!before.ends_with('-')) return false;
  before.remove_suffix(1);
  std::size_t digits = 0;
  while (digits < before.size() && is_digit(before[before.size() - 1 - digits])) ++digits;
  return (digits == 3 || digits == 4) && before[before.size() - digits] == '0';
}

bool has_camera_name(std::string_view before) {
  if (before.ends_with('_')) before.remove_suffix(1);
  return std::ranges::find(k_camera_names, before) != k_camera_names.end();
}

bool is_time(std::string_view digits) {
  return number(digits.substr(0, 2)) < 24 && number(digits.substr(2, 2)) < 60 && number(digits.substr(4, 2)) < 60;
}

/// A day found, and where the text goes on behind it.
struct Found {
  std::optional<Date> day;
  std::size_t end = 0;
};

void skip_blank(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == ' ') ++at;
}

/// Reads "2026年10月12日" or "2026-10-12" at `at`, where four digits stand. `words` follow the three numbers.
Found written_day(std::string_view text, std::size_t at, const std::array<std::string_view, 3>& words) {
  std::array<int, 3> numbers{};
  std::size_t here = at;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto digits = digits_at(text, here);
    if (i == 0 ? digits != 4 : digits < 1 || digits > 2) return {};
    numbers[i] = number(text.substr(here, digits));
    here += digits;
    if (words[2] == "日") skip_blank(text, here);
    if (!text.substr(here).starts_with(words[i])) return {};
    here += words[i].size();
    if (words[2] == "日" && i < 2) skip_blank(text, here);
  }
  return {day(numbers[0], numbers[1], numbers[2]), here};
}

/// What the digits that begin at `at` say.
Found day_at_digits(std::string_view text, std::size_t at) {
  const auto count = digits_at(text, at);
  const auto digits = text.substr(at, count);
  const auto before = text.substr(0, at);
  const auto after = text.substr(at + count);
  if (count == 8 && !is_telephone(before) && !is_received(before, after)) return {compact_day(digits), at + count};
  if (count == 14 && has_camera_name(before) && is_time(digits.substr(8))) return {compact_day(digits), at + count};
  if (count == 4) {
    for (const auto& words : {std::array<std::string_view, 3>{"年", "月", "日"},
                              std::array<std::string_view, 3>{"-", "-", ""},
                              std::array<std::string_view, 3>{".", ".", ""}}) {
      const auto found = written_day(text, at, words);
      if (found.day) return found;
    }
  }
  return {std::nullopt, at + count};
}

}  // namespace

std::optional<Date> date_in_name(std::string_view name) {
  const std::string text = folded(name);
  if (std::ranges::any_of(k_chat_names, [&](std::string_view chat) { return text.starts_with(chat); })) {
    return std::nullopt;
  }
  std::optional<Date> stated;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const auto found = day_at_digits(text, at);
    if (found.day && stated && *stated != *found.day) return std::nullopt;  // which one is meant?
    if (found.day) stated = found.day;
    at = found.end;
  }
  return stated;
}

}  // namespace guidang
