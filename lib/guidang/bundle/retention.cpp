// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/retention.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

namespace guidang {
namespace {

constexpr int k_most = 9999;

/// The number of the span of time that a day is in: of each kind of span, days of one span have one number.
using Span = int (*)(Date);

int no_span(Date /*day*/) {
  return 0;
}

int day_number(Date day) {
  return static_cast<int>(std::chrono::sys_days(day).time_since_epoch().count());
}

int week_number(Date day) {
  constexpr int k_thursday_to_monday = 3;  // 1970-01-01 was a Thursday; weeks begin on Monday
  constexpr int k_days = 7;
  constexpr int k_before_1900 = 7 * 4000;  // keeps the division from rounding towards zero
  return (day_number(day) + k_thursday_to_monday + k_before_1900) / k_days;
}

int year_number(Date day) {
  return static_cast<int>(day.year());
}

int month_number(Date day) {
  return year_number(day) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

int quarter_number(Date day) {
  return month_number(day) / 3;
}

struct Rule {
  std::string_view name;
  int Retention::*number;
  Span span;
  bool each;  ///< Every generation is a span of its own.
};

constexpr std::array<Rule, 6> k_rules{{
    {"last", &Retention::last, no_span, true},
    {"daily", &Retention::daily, day_number, false},
    {"weekly", &Retention::weekly, week_number, false},
    {"monthly", &Retention::monthly, month_number, false},
    {"quarterly", &Retention::quarterly, quarter_number, false},
    {"yearly", &Retention::yearly, year_number, false},
}};

tl::unexpected<Error> bad(std::string_view text) {
  return fail(ErrorCode::usage, {"bundle/bad-keep", {{"word", std::string(text)}}});
}

/// Reads "daily=7" into `retention`.
bool read_rule(std::string_view text, Retention& retention) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  for (const auto& rule : k_rules) {
    if (rule.name != text.substr(0, equals)) continue;
    const auto digits = text.substr(equals + 1);
    int number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool good =
        read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && number >= 1 && number <= k_most;
    if (!good || retention.*rule.number != 0) return false;
    retention.*rule.number = number;
    return true;
  }
  return false;
}

}  // namespace

Result<Retention> parse_retention(std::string_view text) {
  Retention retention;
  for (std::string_view rest = text;;) {
    const auto comma = rest.find(',');
    const auto one = rest.substr(0, comma);
    if (!read_rule(one, retention)) return bad(one.empty() ? text : one);
    if (comma == std::string_view::npos) return retention;
    rest.remove_prefix(comma + 1);
  }
}

std::string to_string(const Retention& retention) {
  std::string text;
  for (const auto& rule : k_rules) {
    const int number = retention.*rule.number;
    if (number == 0) continue;
    text += (text.empty() ? "" : ",") + std::string(rule.name) + "=" + std::to_string(number);
  }
  return text;
}

std::vector<bool> kept(const Retention& retention, const std::vector<Date>& days) {
  std::vector<bool> stays(days.size(), false);
  for (const auto& rule : k_rules) {
    int left = retention.*rule.number;
    std::optional<int> before;
    for (std::size_t i = 0; i < days.size() && left > 0; ++i) {
      const int span = rule.span(days[i]);
      if (!rule.each && before == span) continue;
      before = span;
      stays[i] = true;
      --left;
    }
  }
  return stays;
}

}  // namespace guidang
