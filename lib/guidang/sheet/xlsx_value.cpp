// SPDX-License-Identifier: Apache-2.0
#include "guidang/sheet/xlsx_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/base/text.hpp"

namespace guidang::sheet {
namespace {

constexpr std::size_t k_kept_digits = 15;
constexpr int k_most_places = 40;

/// A decimal number: 0.digits times ten to the power of `scale`. No zeros at either end of the digits; zero has none.
struct Decimal {
  bool negative = false;
  std::string digits;
  int scale = 0;

  void trim() {
    const auto zeros = std::min(digits.find_first_not_of('0'), digits.size());
    digits.erase(0, zeros);
    scale -= static_cast<int>(zeros);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.empty()) *this = {};
  }

  /// Half away from zero.
  void round_to(std::size_t count) {
    if (digits.size() <= count) return;
    const bool up = digits[count] >= '5';
    digits.resize(count);
    if (up) {
      auto at = count;
      while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
      if (at > 0) {
        ++digits[at - 1];
      } else {
        digits.insert(0, "1");
        ++scale;
      }
    }
    trim();
  }

  [[nodiscard]] std::string text() const {
    if (digits.empty()) return "0";
    std::string number = negative ? "-" : "";
    const auto size = static_cast<int>(digits.size());
    if (scale <= 0) return number + "0." + std::string(static_cast<std::size_t>(-scale), '0') + digits;
    if (scale >= size) return number + digits + std::string(static_cast<std::size_t>(scale - size), '0');
    const auto whole = static_cast<std::size_t>(scale);
    return number + digits.substr(0, whole) + "." + digits.substr(whole);
  }
};

/// Reads "-1.5E+3". Nothing if it is no number, or one so large or small that its digits would fill a line.
std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  if (text.starts_with('-') || text.starts_with('+')) {
    number.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool point = false;
  bool any = false;
  for (; !text.empty() && (is_digit(text.front()) || (text.front() == '.' && !point)); text.remove_prefix(1)) {
    if (text.front() == '.') {
      point = true;
      continue;
    }
    any = true;
    number.digits += text.front();
    if (!point) ++number.scale;
  }
  if (!any || number.digits.size() > 400) return std::nullopt;
  if (!text.empty()) {
    if (ascii_lower(text.front()) != 'e') return std::nullopt;
    text.remove_prefix(text.starts_with("e+") || text.starts_with("E+") ? 2 : 1);
    int exponent = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc{} || end != text.data() + text.size() || std::abs(exponent) > 400) return std::nullopt;
    number.scale += exponent;
  }
  number.trim();
  number.round_to(k_kept_digits);
  if (std::abs(number.scale) > k_most_places) return std::nullopt;
  return number;
}

/// "E+" and "E-", the exponent of a number and no year.
bool is_exponent(std::string_view code, std::size_t at) {
  return code[at] == 'e' && at + 1 < code.size() && (code[at + 1] == '+' || code[at + 1] == '-');
}

/// The letters of a format code that mean something, runs as one: "ymdhms"; 'm' is a month or minutes.
std::string letters_of(std::string_view code, NumberFormat& format) {
  std::string letters;
  const auto add = [&](char letter) {
    if (!letters.ends_with(letter)) letters += letter;
  };
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    const auto skip_to = [&](char end) { i = std::min(code.find(end, i + 1), code.size()); };
    if (c == '"') {
      skip_to('"');
    } else if (c == '\\' || c == '_' || c == '*' || is_exponent(code, i)) {
      ++i;
    } else if (c == '[') {
      const auto start = i + 1;
      skip_to(']');
      const auto inside = code.substr(start, i - start);
      const bool elapsed = !inside.empty() && inside.find_first_not_of("hms") == std::string_view::npos;
      if (!elapsed) continue;
      format.elapsed = true;
      add('h');
    } else if (code.substr(i).starts_with("am/pm") || code.substr(i).starts_with("a/p")) {
      i += code[i + 1] == 'm' ? std::size_t{4} : std::size_t{2};
      add('h');
    } else if (c == '%') {
      format.percent = true;
    } else if (std::string_view("ymdhse").find(c) != std::string_view::npos) {
      add(c == 'e' ? 'y' : c);
    } else if (std::string_view("0#?@:").find(c) != std::string_view::npos) {
      if (c != ':') add('0');
    }
  }
  return letters;
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// The day with this number; nothing outside 1900 to 2199. The first system has a 29 February 1900, which was none:
/// numbers up to that day count from a day later than those after it.
std::optional<Date> day_of(std::int64_t number, bool from_1904) {
  if (number < 0 || number > 200'000 || (!from_1904 && (number == 0 || number == 60))) return std::nullopt;
  const Date start = from_1904     ? Date{std::chrono::year{1904} / 1 / 1}
                     : number < 60 ? Date{std::chrono::year{1899} / 12 / 31}
                                   : Date{std::chrono::year{1899} / 12 / 30};
  const Date day = std::chrono::sys_days(start) + std::chrono::days(number);
  return make_date(static_cast<int>(day.year()),
                   static_cast<int>(static_cast<unsigned>(day.month())),
                   static_cast<int>(static_cast<unsigned>(day.day())));
}

std::string day_text(Date day, const NumberFormat& format) {
  auto text = to_string(day);
  if (!format.day && !format.time) text.resize(7);  // 2026-10: nobody sees a day, so none is made up
  return text;
}

std::string time_text(std::int64_t seconds) {
  std::string text = two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60);
  if (seconds % 60 != 0) text += ":" + two_digits(seconds % 60);
  return text;
}

/// A day and time, or nothing if the number is none.
std::optional<std::string> shown_time(const Decimal& number, const NumberFormat& format, bool from_1904) {
  constexpr std::int64_t k_day_seconds = 86'400;
  if (number.negative) return std::nullopt;
  const auto exact = Exact::parse(number.text());
  if (!exact || number.scale > 7) return std::nullopt;
  const auto seconds_text = (*exact * Exact(k_day_seconds)).fixed(0);
  std::int64_t seconds = 0;
  std::from_chars(seconds_text.data(), seconds_text.data() + seconds_text.size(), seconds);
  if (!format.date()) return time_text(format.elapsed ? seconds : seconds % k_day_seconds);
  const auto day = day_of(seconds / k_day_seconds, from_1904);
  if (!day) return std::nullopt;
  return day_text(*day, format) + (format.time ? " " + time_text(seconds % k_day_seconds) : "");
}

}  // namespace

NumberFormat parse_format(std::string_view code) {
  std::string plain = ascii_lower(code);
  plain = without(without(std::move(plain), "general"), "g/通用格式");
  NumberFormat format;
  const auto letters = letters_of(plain, format);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    switch (letters[i]) {
      case 'y': format.year = true; break;
      case 'd': format.day = true; break;
      case 'h':
      case 's': format.time = true; break;
      case 'm': {
        const bool minutes = (i > 0 && letters[i - 1] == 'h') || (i + 1 < letters.size() && letters[i + 1] == 's');
        (minutes ? format.time : format.month) = true;
        break;
      }
      default: break;
    }
  }
  return format;
}

NumberFormat built_in_format(int number) {
  constexpr std::string_view k_month = "yyyy年m月";
  constexpr std::string_view k_day = "m月d日";
  constexpr std::string_view k_time = "h:mm";
  static constexpr auto k_codes = std::to_array<std::pair<int, std::string_view>>({
      {9, "0%"},       {10, "0.00%"},   {14, "yyyy/m/d"}, {15, "d-mmm-yy"},  {16, "d-mmm"},      {17, "mmm-yy"},
      {18, k_time},    {19, "h:mm:ss"}, {20, k_time},     {21, "h:mm:ss"},   {22, "y/m/d h:mm"}, {27, k_month},
      {28, k_day},     {29, k_day},     {30, "m-d-yy"},   {31, "y年m月d日"}, {32, k_time},       {33, "h:mm:ss"},
      {34, k_time},    {35, "h:mm:ss"}, {36, k_month},    {45, "mm:ss"},     {46, "[h]:mm:ss"},  {47, "mm:ss"},
      {50, k_month},   {51, k_day},     {52, k_month},    {53, k_day},       {54, k_day},        {55, k_time},
      {56, "h:mm:ss"}, {57, k_month},   {58, k_day},
  });
  const auto found = std::ranges::find(k_codes, number, &std::pair<int, std::string_view>::first);
  return found == k_codes.end() ? NumberFormat{} : parse_format(found->second);
}

std::string shown_number(std::string_view stated) {
  const auto number = parse_decimal(stated);
  return number ? number->text() : std::string(stated);
}

std::string shown(std::string_view stated, const NumberFormat& format, bool from_1904) {
  auto number = parse_decimal(stated);
  if (!number) return std::string(stated);
  if (format.date() || format.time) {
    if (auto text = shown_time(*number, format, from_1904)) return std::move(*text);
  }
  if (!format.percent) return number->text();
  if (!number->digits.empty()) number->scale += 2;
  return number->text() + "%";
}

}  // namespace guidang::sheet
