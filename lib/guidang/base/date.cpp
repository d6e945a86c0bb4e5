// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/date.hpp"

#include <charconv>

#include <fmt/format.h>

namespace guidang {
namespace {

/// Reads exactly `width` digits at `offset`.
std::optional<int> digits(std::string_view text, std::size_t offset, std::size_t width) {
  if (text.size() < offset + width) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(offset, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> make_date(int year, int month, int day) {
  if (year < 1900 || year > 2199 || month < 1 || day < 1) return std::nullopt;
  const Date date{std::chrono::year{year},
                  std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  return make_date(*year, *month, *day);
}

std::string to_string(Date day) {
  return fmt::format("{:04}-{:02}-{:02}",
                     static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string to_compact(Date day) {
  return fmt::format("{:04}{:02}{:02}",
                     static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

Date add_days(Date day, int days) {
  return std::chrono::sys_days{day} + std::chrono::days{days};
}

int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

std::optional<int> parse_zone(std::string_view text) {
  if (text == "Asia/Shanghai") return 8 * 60;
  if (text == "UTC") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

Date day_at(std::int64_t utc_seconds, int offset_minutes) {
  const auto local = std::chrono::sys_seconds{std::chrono::seconds{utc_seconds}} + std::chrono::minutes{offset_minutes};
  return std::chrono::floor<std::chrono::days>(local);
}

}  // namespace guidang
