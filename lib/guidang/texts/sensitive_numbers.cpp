// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/sensitive_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>

#include "guidang/base/ascii.hpp"
#include "guidang/base/date.hpp"
#include "guidang/texts/scan.hpp"

namespace guidang::texts {
namespace {

bool is_word(char c) {
  return is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z');
}

/// A number as it stands in the text, and its digits alone.
struct Match {
  std::size_t end = 0;
  std::string digits;
};

/// Digits in groups of these sizes from `begin`, with the same single blank or dash between all of them.
std::optional<Match> grouped(std::string_view text, std::size_t begin, std::span<const std::size_t> sizes) {
  Match match{begin, {}};
  char separator = '\0';
  for (const auto size : sizes) {
    if (match.end != begin) {
      if (match.end >= text.size()) return std::nullopt;
      const char c = text[match.end++];
      if ((c != ' ' && c != '-') || (separator != '\0' && c != separator)) return std::nullopt;
      separator = c;
    }
    const auto group = text.substr(match.end, size);
    if (group.size() != size) return std::nullopt;
    match.digits += group;
    match.end += size;
  }
  return match;
}

/// GB 11643 is ISO 7064 MOD 11-2: weights are powers of 2 modulo 11 from the right.
bool has_right_check_digit(std::string_view digits) {
  constexpr std::array k_weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view k_check = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < k_weights.size(); ++i) sum += (digits[i] - '0') * k_weights.at(i);
  const char last = digits.back() == 'x' ? 'X' : digits.back();
  return k_check.at(static_cast<std::size_t>(sum % 11)) == last;
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Provinces of GB/T 2260 and, from 81, people of Hong Kong, Macao and Taiwan who live on the mainland. Districts
/// change too often to be a list here.
bool is_region(std::string_view digits) {
  constexpr std::string_view k_provinces =
      "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83";
  if (k_provinces.find(digits.substr(0, 2)) == std::string_view::npos) return false;
  return digits.front() >= '7' || digits.substr(2, 2) != "00";
}

bool is_id_number(std::string_view digits) {
  if (!std::ranges::all_of(digits.substr(0, 17), is_digit)) return false;
  const char last = digits.back();
  if (!is_digit(last) && last != 'x' && last != 'X') return false;
  const int year = number_of(digits.substr(6, 4));
  return is_region(digits) && year >= 1900 && year <= 2099 &&
         make_date(year, number_of(digits.substr(10, 2)), number_of(digits.substr(12, 2))) &&
         digits.substr(14, 3) != "000" && has_right_check_digit(digits);
}

bool is_phone_number(std::string_view digits) {
  return std::ranges::all_of(digits, is_digit) && digits[0] == '1' && digits[1] >= '3';
}

class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  SensitiveNumbers run() {
    for (std::size_t i = 0; i < text_.size();) {
      if (!is_digit(text_[i]) || (i > 0 && is_word(text_[i - 1]))) {
        ++i;
      } else if (const auto id = id_at(i)) {
        if (found_.id_numbers++ == 0)
          found_.first_id_number = id->digits.substr(0, 6) + "********" + id->digits.substr(14);
        i = taken_ = id->end;
      } else if (const auto phone = phone_at(i)) {
        if (found_.phone_numbers++ == 0) {
          found_.first_phone_number = phone->digits.substr(0, 3) + "****" + phone->digits.substr(7);
        }
        i = taken_ = phone->end;
      } else {
        i = end_of_run(i);
      }
    }
    return found_;
  }

 private:
  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  [[nodiscard]] std::size_t end_of_run(std::size_t i) const {
    while (i < text_.size() && is_word(text_[i])) ++i;
    return i;
  }

  /// Nothing that makes it a part of something longer: "12345.67", "a0011".
  [[nodiscard]] bool stands_alone(std::size_t begin, std::size_t end) const {
    if (is_word(at(end)) || at(end) == '*') return false;
    if (at(end) == '.' && is_digit(at(end + 1))) return false;
    if (begin == 0) return true;
    const char before = text_[begin - 1];
    return before != '*' && !(before == '.' && begin > 1 && is_digit(text_[begin - 2]));
  }

  [[nodiscard]] std::optional<Match> id_at(std::size_t i) const {
    constexpr std::array<std::size_t, 1> k_whole = {18};
    constexpr std::array<std::size_t, 3> k_three = {6, 8, 4};
    constexpr std::array<std::size_t, 4> k_four = {6, 4, 4, 4};
    for (const auto sizes : {std::span<const std::size_t>(k_whole),
                             std::span<const std::size_t>(k_three),
                             std::span<const std::size_t>(k_four)}) {
      auto match = grouped(text_, i, sizes);
      if (match && is_id_number(match->digits) && stands_alone(i, match->end)) return match;
    }
    return std::nullopt;
  }

  /// A telephone number at `i`, or behind the code of its country there.
  [[nodiscard]] std::optional<Match> phone_at(std::size_t i) const {
    auto begin = i;
    const auto rest = text_.substr(i);
    const bool coded = rest.starts_with("86") && (i > 0 && text_[i - 1] == '+');
    if (rest.starts_with("0086")) {
      begin = i + 4;
    } else if (rest.starts_with("86") && (coded || at(i + 2) == ' ' || at(i + 2) == '-' || at(i + 2) == ')')) {
      begin = i + 2;
    }
    if (begin != i) {
      if (at(begin) == ')') ++begin;
      if (at(begin) == ' ' || at(begin) == '-') ++begin;
    }
    auto match = bare_phone_at(begin);
    if (!match || !stands_alone(begin, match->end) || is_money(i, match->end)) return std::nullopt;
    if (goes_on(i, match->end)) return std::nullopt;
    return match;
  }

  [[nodiscard]] std::optional<Match> bare_phone_at(std::size_t i) const {
    constexpr std::array<std::size_t, 1> k_whole = {11};
    constexpr std::array<std::size_t, 3> k_three = {3, 4, 4};
    for (const auto sizes : {std::span<const std::size_t>(k_whole), std::span<const std::size_t>(k_three)}) {
      auto match = grouped(text_, i, sizes);
      if (match && is_phone_number(match->digits) && !is_row(i, *match)) return match;
    }
    return std::nullopt;
  }

  /// "150 2000 3000 4000" are figures of a table.
  [[nodiscard]] bool is_row(std::size_t begin, const Match& match) const {
    if (match.end - begin == match.digits.size() || text_[begin + 3] != ' ') return false;
    const bool before = begin > 1 && begin != taken_ + 1 && text_[begin - 1] == ' ' && is_digit(text_[begin - 2]) &&
                        !text_.substr(0, begin - 1).ends_with("86");
    return before || (at(match.end) == ' ' && is_digit(at(match.end + 1)) && !bare_begins(match.end + 1));
  }

  /// Whether a telephone or ID number in one piece may begin there.
  [[nodiscard]] bool bare_begins(std::size_t i) const {
    const auto length = end_of_run(i) - i;
    return length == 11 || length == 18 || (length == 3 && text_[i] == '1');
  }

  /// Serial numbers such as "2026-13812345678-01": but two numbers of people may be joined so, as in file names.
  [[nodiscard]] bool goes_on(std::size_t begin, std::size_t end) const {
    if (begin > 1 && text_[begin - 1] == '-' && is_word(text_[begin - 2]) && begin != taken_ + 1) return true;
    if (begin > 1 && text_[begin - 1] == '/' && is_digit(text_[begin - 2]) && begin != taken_ + 1) return true;
    return at(end) == '-' && is_digit(at(end + 1)) && !bare_begins(end + 1);
  }

  [[nodiscard]] bool is_money(std::size_t begin, std::size_t end) const {
    constexpr std::array<std::string_view, 4> k_signs = {"¥", "$", "￥", "€"};
    constexpr std::array<std::string_view, 4> k_units = {"元", "万", "亿", "%"};
    const auto before = text_.substr(0, begin);
    const auto after = text_.substr(end);
    return std::ranges::any_of(k_signs, [&](auto sign) { return before.ends_with(sign); }) ||
           std::ranges::any_of(k_units, [&](auto unit) { return after.starts_with(unit); });
  }

  std::string_view text_;
  std::size_t taken_ = static_cast<std::size_t>(-2);  // end of the number found last
  SensitiveNumbers found_;
};

}  // namespace

SensitiveNumbers find_sensitive_numbers(std::string_view text) {
  return Scan(narrowed(text)).run();
}

}  // namespace guidang::texts
