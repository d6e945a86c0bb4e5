// SPDX-License-Identifier: Apache-2.0
#include "guidang/tables/values.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"

namespace guidang::tables {
namespace {

constexpr std::string_view k_digits = "0123456789";

std::optional<int> take_number(std::string_view& text, std::size_t most_digits) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < most_digits && digits < text.size() && is_digit(text[digits])) {
    value = value * 10 + (text[digits] - '0');
    ++digits;
  }
  text.remove_prefix(digits);
  if (digits == 0) return std::nullopt;
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return take(text, word); });
}

/// Takes three numbers with these words behind the first, the second and the third.
std::optional<Date> take_date_with(std::string_view& text, const std::array<std::string_view, 3>& words) {
  std::string_view rest = text;
  if (rest.size() < 4 || rest.find_first_not_of(k_digits) < 4) return std::nullopt;  // a year has four digits
  const auto year = take_number(rest, 4);
  if (!year || !take(rest, words[0])) return std::nullopt;
  const auto month = take_number(rest, 2);
  if (!month || !take(rest, words[1])) return std::nullopt;
  const auto day = take_number(rest, 2);
  const bool goes_on = words[2].empty() && !rest.empty() && is_digit(rest.front());
  if (!day || goes_on || !take(rest, words[2])) return std::nullopt;
  auto date = make_date(*year, *month, *day);
  if (date) text = rest;
  return date;
}

std::optional<Date> take_date(std::string_view& text) {
  if (std::min(text.find_first_not_of(k_digits), text.size()) == 8) return take_date_with(text, {"", "", ""});
  for (const auto& words : {std::array<std::string_view, 3>{"-", "-", ""},
                            std::array<std::string_view, 3>{"/", "/", ""},
                            std::array<std::string_view, 3>{".", ".", ""},
                            std::array<std::string_view, 3>{"年", "月", "日"}}) {
    if (auto date = take_date_with(text, words)) return date;
  }
  return std::nullopt;
}

/// Reads a time of day to its end, in minutes; seconds are dropped.
std::optional<int> time_of_day(std::string_view text) {
  const bool afternoon = take_any(text, {"下午", "晚上"});
  if (!afternoon) (void)take_any(text, {"上午", "凌晨", "早上"});
  (void)take(text, " ");
  auto hour = take_number(text, 2);
  if (!hour || !take_any(text, {":", "时", "点"})) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (minute) {
    (void)take(text, "分");
    if (take(text, ":")) {
      const auto second = take_number(text, 2);
      if (!second || *second > 59) return std::nullopt;
    }
  }
  if (afternoon && *hour < 12) *hour += 12;
  const bool good = text.empty() && *hour <= 24 && minute.value_or(0) <= 59 && *hour * 60 + minute.value_or(0) <= 1440;
  return good ? std::optional(*hour * 60 + minute.value_or(0)) : std::nullopt;
}

/// Takes the digits of a number with its thousands separators, which are left out of the result.
std::string take_digits(std::string_view& text) {
  std::string digits;
  while (!text.empty() && is_digit(text.front())) {
    digits += text.front();
    text.remove_prefix(1);
  }
  const auto is_group = [](std::string_view rest) {
    return rest.size() >= 4 && rest[0] == ',' && is_digit(rest[1]) && is_digit(rest[2]) && is_digit(rest[3]) &&
           (rest.size() == 4 || !is_digit(rest[4]));
  };
  while (!digits.empty() && is_group(text)) {
    digits += text.substr(1, 3);
    text.remove_prefix(4);
  }
  return digits;
}

/// Takes "-1,012.5" off the front.
std::optional<Exact> take_plain_number(std::string_view& text) {
  std::string_view rest = text;
  std::string number;
  if (take_any(rest, {"-", "+"})) number = text.front() == '-' ? "-" : "";
  const auto start = rest;
  number += take_digits(rest);
  // Groups of three stand behind one to three digits.
  const auto written = start.substr(0, start.size() - rest.size());
  const auto comma = written.find(',');
  if (comma != std::string_view::npos && comma > 3) return std::nullopt;
  if (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])) {
    number += '.';
    rest.remove_prefix(1);
    while (!rest.empty() && is_digit(rest.front())) {
      number += rest.front();
      rest.remove_prefix(1);
    }
  }
  auto value = Exact::parse(number);
  if (value) text = rest;
  return value;
}

/// Whether the words behind a number name what is counted, and do not make it vague.
bool is_unit(std::string_view word) {
  constexpr std::size_t k_most_characters = 8;
  if (code_points(word) > k_most_characters) return false;
  if (word.find_first_of("0123456789.,;:/%+-*=<>") != std::string_view::npos) return false;
  return std::ranges::none_of(
      std::array<std::string_view, 9>{"以上", "以下", "左右", "余", "多", "不足", "至", "、", "约"},
      [&](std::string_view vague) { return word.find(vague) != std::string_view::npos; });
}

std::vector<Exact> number_list(std::string_view text) {
  std::vector<Exact> numbers;
  const auto parts = split(text, "、;,\n");
  if (parts.size() < 2) return numbers;
  for (const auto& part : parts) {
    const auto number = cell_number(part);
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

/// "2-jan" or "jan-26": how English formats show a day or a month.
bool is_english_day(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const auto first = text.substr(0, dash);
  const auto second = text.substr(dash + 1);
  const auto is_month = [](std::string_view word) {
    constexpr std::array<std::string_view, 12> k_months{
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    return std::ranges::find(k_months, word) != k_months.end();
  };
  const auto is_number = [](std::string_view word) {
    return !word.empty() && word.size() <= 2 && word.find_first_not_of(k_digits) == std::string_view::npos;
  };
  return (is_number(first) && is_month(second)) || (is_month(first) && is_number(second));
}

bool is_month_and_day(std::string_view text) {
  return take_number(text, 2) && take(text, "月") && take_number(text, 2) && take(text, "日") && text.empty();
}

/// "1.3e+10", and nothing with fewer digits behind the E than programs write: 1E1 may be a code.
bool is_scientific(std::string_view text) {
  const auto number = std::min(text.find_first_not_of("0123456789."), text.size());
  if (number == 0 || !is_digit(text.front()) || !text.substr(number).starts_with("e+")) return false;
  const auto exponent = text.substr(number + 2);
  return exponent.size() >= 2 && exponent.find_first_not_of(k_digits) == std::string_view::npos;
}

/// A long number whose digits from the 16th on a program has made zeros. Two of them at least: one alone is too often
/// meant.
bool is_rounded(std::string_view text) {
  constexpr std::size_t k_kept_digits = 15;
  constexpr std::size_t k_least_digits = 17;
  return text.size() >= k_least_digits && text.find_first_not_of(k_digits) == std::string_view::npos &&
         text.find_first_not_of('0', k_kept_digits) == std::string_view::npos;
}

}  // namespace

std::optional<Date> cell_date(std::string_view text) {
  const std::string plain = folded(text);
  std::string_view rest = plain;
  const auto date = take_date(rest);
  return rest.empty() ? date : std::nullopt;
}

std::optional<std::int64_t> cell_minutes(std::string_view text) {
  constexpr std::int64_t k_day_minutes = 1440;
  const std::string plain = folded(text);
  std::string_view rest = plain;
  const auto date = take_date(rest);
  if (!date) return std::nullopt;
  const auto day = std::chrono::sys_days(*date).time_since_epoch().count() * k_day_minutes;
  if (rest.empty()) return day;
  const bool apart = take_any(rest, {" ", "t"}) || plain.find("日") != std::string::npos;
  const auto minutes = apart ? time_of_day(rest) : std::nullopt;
  if (!minutes) return std::nullopt;
  return day + *minutes;
}

Date day_of_minutes(std::int64_t minutes) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::minutes>(std::chrono::minutes(minutes)));
}

std::optional<Exact> cell_number(std::string_view text) {
  const std::string plain = folded(text);
  std::string_view rest = plain;
  auto number = take_plain_number(rest);
  if (!number) return std::nullopt;
  if (rest == "%") return *number / Exact(100);
  if (take(rest, "/")) {
    const auto below = take_plain_number(rest);
    if (!below || !rest.empty() || *below == Exact(0)) return std::nullopt;
    return *number / *below;
  }
  (void)take(rest, " ");
  if (!is_unit(rest)) return std::nullopt;
  if (rest.starts_with("万")) return *number * Exact(10'000);
  if (rest.starts_with("亿")) return *number * Exact(100'000'000);
  return number;
}

std::optional<bool> cell_yes(std::string_view text) {
  const auto word = folded(text);
  constexpr std::array<std::string_view, 9> k_yes{"是", "有", "yes", "true", "y", "对", "√", "✓", "☑"};
  constexpr std::array<std::string_view, 10> k_no{"否", "无", "没有", "no", "false", "n", "×", "x", "✗", "不是"};
  if (std::ranges::find(k_yes, word) != k_yes.end()) return true;
  if (std::ranges::find(k_no, word) != k_no.end()) return false;
  return std::nullopt;
}

FactValue cell_fact(std::string_view text) {
  FactValue value{.number = cell_number(text), .minutes = cell_minutes(text), .list = {}, .text = std::string(text)};
  if (value.minutes && !cell_date(text)) value.number.reset();
  if (const auto yes = cell_yes(text)) value.number = Exact(*yes ? 1 : 0);
  if (!value.number && !value.minutes) value.list = number_list(folded(text));
  return value;
}

std::optional<std::string> spoilt_code(std::string_view text) {
  const auto word = folded(text);
  const bool is_date = word.find_first_not_of(k_digits) != std::string::npos && cell_date(word).has_value();
  if (is_date || is_month_and_day(word) || is_english_day(word)) return "tables/became-date";
  if (is_scientific(word)) return "tables/became-number";
  if (is_rounded(word)) return "tables/digits-lost";
  return std::nullopt;
}

std::optional<std::string> cell_digest(std::string_view text) {
  constexpr std::size_t k_least_digits = 16;
  constexpr std::size_t k_most_digits = 64;
  constexpr std::size_t k_kept_digits = 15;  // of a number, by spreadsheet programs
  auto digits = folded(text);
  for (const std::string_view name : {"sha256:", "sha-256:"}) {
    if (digits.starts_with(name)) digits.erase(0, name.size());
  }
  std::erase(digits, ' ');
  if (digits.size() < k_least_digits || digits.size() > k_most_digits) return std::nullopt;
  if (digits.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
  const bool is_number = digits.find_first_not_of(k_digits) == std::string::npos;
  if (is_number && digits.find_first_not_of('0', k_kept_digits) == std::string::npos) return std::nullopt;
  return digits;
}

bool is_error_value(std::string_view text) {
  constexpr std::array<std::string_view, 9> k_errors{
      "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"};
  return std::ranges::find(k_errors, text) != k_errors.end();
}

}  // namespace guidang::tables
