// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/windows.hpp"

#include <algorithm>

#include "guidang/index/phrase.hpp"

namespace guidang {
namespace {

using std::chrono::months;
using std::chrono::year_month;

constexpr int k_most_months = 1200;
constexpr int k_most_days = 36600;

year_month month_of(Date day) {
  return day.year() / day.month();
}

bool is_last_of_month(Date day) {
  return day == last_day(month_of(day));
}

/// The day `count` months before `day`; the last day of a shorter month.
Date months_before(Date day, int count) {
  const auto month = month_of(day) - months{count};
  return std::min(Date{month / day.day()}, last_day(month));
}

/// `count` months that end with `last`: whole calendar months where it ends one.
std::optional<Window> ending_with(Date last, int count) {
  if (count < 1 || count > k_most_months) return std::nullopt;
  const auto from = is_last_of_month(last) ? Date{(month_of(last) - months{count - 1}) / std::chrono::day{1}}
                                           : add_days(months_before(last, count), 1);
  return Window{cut({from, last}, k_all_days)};
}

/// `count` months that end on the day before `first`.
std::optional<Window> before(Date first, int count) {
  if (count < 1 || count > k_most_months) return std::nullopt;
  const DateRange range{months_before(first, count), add_days(first, -1)};
  const auto known = cut(range, k_all_days);
  return known ? std::optional(Window{known}) : std::nullopt;
}

bool take_months(Phrase& phrase) {
  return phrase.take({"个月", "月", "months", "month"});
}

/// The number of a month or a day: 8 or 08.
std::optional<int> take_part(Phrase& phrase) {
  phrase.take({"0"});
  return phrase.take_number();
}

/// "2017-08", "2017年8月" or a whole day, as the first day of what it names.
std::optional<Date> take_month_or_day(Phrase& phrase) {
  const auto year = phrase.take_number();
  if (!year || !phrase.take({"-", "年", "."})) return std::nullopt;
  const auto month = take_part(phrase);
  if (!month) return std::nullopt;
  int day = 1;
  if (phrase.take({"月"})) {
    if (const auto number = take_part(phrase)) {
      if (!phrase.take({"日", "号"})) return std::nullopt;
      day = *number;
    }
  } else if (phrase.take({"-", "."})) {
    const auto number = take_part(phrase);
    if (!number) return std::nullopt;
    day = *number;
  }
  return make_date(*year, *month, day);
}

/// 近12个月, 近3年, 近30天.
std::optional<Window> parse_last(Phrase phrase, const DateRange& period) {
  if (!phrase.take({"最近", "近", "thelast", "last"})) return std::nullopt;
  const auto number = phrase.take_number();
  if (!number || *number < 1 || *number > k_most_days) return std::nullopt;
  if (take_months(phrase)) return phrase.done() ? ending_with(period.to, *number) : std::nullopt;
  if (phrase.take({"年", "years", "year"}) && phrase.done()) {  // calendar years, the running one counted
    const auto from = make_date(static_cast<int>(period.to.year()) - *number + 1, 1, 1).value_or(k_all_days.from);
    return Window{DateRange{from, period.to}};
  }
  if (phrase.take({"天", "日", "days", "day"}) && phrase.done()) {
    return Window{cut({add_days(period.to, 1 - *number), period.to}, k_all_days)};
  }
  return std::nullopt;
}

/// 考核期前12个月, 2017-08前12个月.
std::optional<Window> parse_before(Phrase phrase, const DateRange& period) {
  std::optional<Date> first;
  if (phrase.take({"考核期"})) first = period.from;
  if (!first) first = take_month_or_day(phrase);
  if (!first || !phrase.take({"以前", "之前", "前"})) return std::nullopt;
  const auto number = phrase.take_number();
  if (!number || !take_months(phrase) || !phrase.done()) return std::nullopt;
  return before(*first, *number);
}

/// "12 months before the period", "12 months before 2017-08".
std::optional<Window> parse_before_en(Phrase phrase, const DateRange& period) {
  const auto number = phrase.take_number();
  if (!number || !take_months(phrase) || !phrase.take({"before"})) return std::nullopt;
  std::optional<Date> first;
  if (phrase.take({"theperiod", "period"})) first = period.from;
  if (!first) first = take_month_or_day(phrase);
  return first && phrase.done() ? before(*first, *number) : std::nullopt;
}

}  // namespace

Date last_day(year_month month) {
  return Date{std::chrono::year_month_day_last{month.year(), std::chrono::month_day_last{month.month()}}};
}

int whole_months(const DateRange& range) {
  auto first = month_of(range.from);
  auto last = month_of(range.to);
  if (range.from.day() != std::chrono::day{1}) first += months{1};
  if (!is_last_of_month(range.to)) last -= months{1};
  return std::max(0, static_cast<int>((last - first).count()) + 1);
}

std::optional<DateRange> cut(const DateRange& range, const DateRange& window) {
  const DateRange part{std::max(range.from, window.from), std::min(range.to, window.to)};
  return part.to < part.from ? std::nullopt : std::optional(part);
}

std::optional<Window> parse_window(std::string_view text, const DateRange& period) {
  const Phrase phrase(text);
  const auto words = phrase.rest();
  if (words == "不限" || words == "any") return Window{};
  if (words == "考核期" || words == "考核期内" || words == "theperiod") return Window{period};
  if (words == "本年" || words == "本年度" || words == "thisyear") {
    return Window{DateRange{Date{period.to.year() / 1 / 1}, period.to}};
  }
  if (words == "仍有效" || words == "有效" || words == "stillinforce") {
    return Window{DateRange{k_all_days.from, period.to}};
  }
  if (auto window = parse_last(phrase, period)) return window;
  if (auto window = parse_before(phrase, period)) return window;
  return parse_before_en(phrase, period);
}

}  // namespace guidang
