// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/occasions.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "guidang/index/phrase.hpp"
#include "guidang/index/windows.hpp"

namespace guidang {
namespace {

using Unit = Frequency::Unit;
using std::chrono::year_month;

constexpr int k_most_times = 31;

// ---- Reading ----

std::optional<int> weekday_of(std::string_view word) {
  constexpr auto k_words = std::to_array<std::pair<std::string_view, int>>({{"一", 1},
                                                                            {"二", 2},
                                                                            {"三", 3},
                                                                            {"四", 4},
                                                                            {"五", 5},
                                                                            {"六", 6},
                                                                            {"日", 7},
                                                                            {"天", 7},
                                                                            {"monday", 1},
                                                                            {"tuesday", 2},
                                                                            {"wednesday", 3},
                                                                            {"thursday", 4},
                                                                            {"friday", 5},
                                                                            {"saturday", 6},
                                                                            {"sunday", 7}});
  const auto* const found = std::ranges::find(k_words, word, &std::pair<std::string_view, int>::first);
  return found == k_words.end() ? std::nullopt : std::optional(found->second);
}

/// The rest of "每月" or "each month": how many times, or nothing more.
std::optional<Frequency> with_times(Phrase phrase, Frequency frequency) {
  if (!phrase.done()) {
    const auto times = phrase.take_number();
    if (!times || !phrase.take({"场次", "次", "场", "期", "回", "个", "times", "time"}) || !phrase.done()) {
      return std::nullopt;
    }
    frequency.times = *times;
  }
  if (frequency.times < 1 || frequency.times > k_most_times) return std::nullopt;
  return frequency;
}

std::optional<Frequency> monthly(Phrase phrase, int months, int times) {
  if (months < 1 || months > 12 || 12 % months != 0) return std::nullopt;
  return with_times(std::move(phrase), {Unit::months, months, times});
}

/// 每月15日, 每月最后一天.
std::optional<Frequency> day_of_month(Phrase phrase) {
  if (phrase.take({"最后一天", "末", "底"}) && phrase.done()) return Frequency{Unit::day_of_month, 31, 1};
  const auto day = phrase.take_number();
  if (!day || *day < 1 || *day > 31 || !phrase.take({"日", "号"}) || !phrase.done()) return std::nullopt;
  return Frequency{Unit::day_of_month, *day, 1};
}

std::optional<Frequency> parse_chinese(Phrase phrase) {
  if (!phrase.take({"每"})) return std::nullopt;
  if (phrase.take({"半个月", "半月"})) return with_times(std::move(phrase), {Unit::half_month, 1, 1});
  if (phrase.take({"半年"})) return monthly(std::move(phrase), 6, 1);
  if (phrase.take({"周", "星期", "礼拜"})) {
    if (const auto day = weekday_of(phrase.rest())) return Frequency{Unit::weekday, *day, 1};
    return with_times(std::move(phrase), {Unit::week, 1, 1});
  }
  const auto several = phrase.take_number();
  phrase.take({"个"});
  if (phrase.take({"月"})) {
    if (!several) {
      if (const auto day = day_of_month(phrase)) return day;
    }
    return monthly(std::move(phrase), several.value_or(1), 1);
  }
  if (several.value_or(1) != 1) return std::nullopt;
  if (phrase.take({"季度", "季"})) return monthly(std::move(phrase), 3, 1);
  if (phrase.take({"年"})) return monthly(std::move(phrase), 12, 1);
  return std::nullopt;
}

std::optional<Frequency> parse_english(Phrase phrase) {
  const auto number = phrase.take_number();
  if (phrase.take({"st", "nd", "rd", "th"})) {
    if (!number || *number < 1 || *number > 31 || !phrase.take({"of"})) return std::nullopt;
    const bool month = phrase.take({"eachmonth", "everymonth"}) && phrase.done();
    return month ? std::optional(Frequency{Unit::day_of_month, *number, 1}) : std::nullopt;
  }
  if (!phrase.take({"each", "every"})) return std::nullopt;
  if (!number) {
    if (const auto day = weekday_of(phrase.rest())) return Frequency{Unit::weekday, *day, 1};
  }
  const int times = number.value_or(1);
  if (phrase.take({"week"})) return with_times(std::move(phrase), {Unit::week, 1, times});
  if (phrase.take({"halfmonth"})) return with_times(std::move(phrase), {Unit::half_month, 1, times});
  if (phrase.take({"halfyear"})) return monthly(std::move(phrase), 6, times);
  if (phrase.take({"quarter"})) return monthly(std::move(phrase), 3, times);
  if (phrase.take({"year"})) return monthly(std::move(phrase), 12, times);
  const int several = phrase.take({"two"}) ? 2 : phrase.take_number().value_or(1);
  return phrase.take({"months", "month"}) ? monthly(std::move(phrase), several, times) : std::nullopt;
}

// ---- Occasions ----

/// Collects spans in their order, cut to the window.
class Spans {
 public:
  Spans(const DateRange& window, int times, std::size_t most) : window_(window), times_(times), most_(most) {}

  void add(const std::string& name, const DateRange& span) {
    const auto part = cut(span, window_);
    if (!part) return;
    for (int time = 1; time <= times_ && !full(); ++time) {
      list_.push_back({times_ == 1 ? name : fmt::format("{}第{}次", name, time), *part, part->to});
    }
  }

  [[nodiscard]] bool full() const { return list_.size() >= most_; }

  std::vector<Occasion> take() { return std::move(list_); }

 private:
  DateRange window_;
  int times_;
  std::size_t most_;
  std::vector<Occasion> list_;
};

/// "第41周" of the year that ISO 8601 gives the week: the one of its Thursday.
std::string week_name(Date monday, const DateRange& window) {
  const auto thursday = add_days(monday, 3);
  const auto first = Date{thursday.year() / 1 / 1};
  const auto number = fmt::format("第{}周", days_between(first, thursday) / 7 + 1);
  const bool other_year = thursday.year() != window.from.year() || thursday.year() != window.to.year();
  return other_year ? fmt::format("{}年{}", static_cast<int>(thursday.year()), number) : number;
}

void add_weeks(Spans& spans, const DateRange& window) {
  const auto weekday = std::chrono::weekday{std::chrono::sys_days{window.from}};
  auto monday = add_days(window.from, 1 - static_cast<int>(weekday.iso_encoding()));
  for (; monday <= window.to && !spans.full(); monday = add_days(monday, 7)) {
    spans.add(week_name(monday, window), {monday, add_days(monday, 6)});
  }
}

std::string months_name(year_month first, int number, const DateRange& window) {
  const auto month = static_cast<unsigned>(first.month());
  if (number == 12) return fmt::format("{}年", static_cast<int>(first.year()));
  const auto year = year_prefix(Date{first / std::chrono::day{1}}, window);
  if (number == 6) return year + (month == 1 ? "上半年" : "下半年");
  if (number == 3) return fmt::format("{}第{}季度", year, (month + 2) / 3);
  if (number == 1) return fmt::format("{}{}月", year, month);
  return fmt::format("{}{}-{}月", year, month, month + static_cast<unsigned>(number) - 1);
}

/// Calendar blocks of `number` months; those of the year begin in January.
void add_months(Spans& spans, const DateRange& window, int number) {
  const auto month = static_cast<int>(static_cast<unsigned>(window.from.month())) - 1;
  auto first = window.from.year() / std::chrono::month{static_cast<unsigned>(month - month % number + 1)};
  for (; Date{first / std::chrono::day{1}} <= window.to && !spans.full(); first += std::chrono::months{number}) {
    const DateRange block{Date{first / std::chrono::day{1}}, last_day(first + std::chrono::months{number - 1})};
    spans.add(months_name(first, number, window), block);
  }
}

void add_half_months(Spans& spans, const DateRange& window) {
  auto month = window.from.year() / window.from.month();
  for (; Date{month / std::chrono::day{1}} <= window.to && !spans.full(); month += std::chrono::months{1}) {
    const auto name = months_name(month, 1, window);
    spans.add(name + "上半月", {Date{month / std::chrono::day{1}}, Date{month / std::chrono::day{15}}});
    spans.add(name + "下半月", {Date{month / std::chrono::day{16}}, last_day(month)});
  }
}

std::vector<Occasion> days_of_month(int number, const DateRange& window, Around around, std::size_t most) {
  std::vector<Occasion> list;
  auto month = window.from.year() / window.from.month();
  for (; Date{month / std::chrono::day{1}} <= window.to && list.size() < most; month += std::chrono::months{1}) {
    const auto day = std::min(Date{month / std::chrono::day{static_cast<unsigned>(number)}}, last_day(month));
    if (window.contains(day)) list.push_back(occasion_around(to_string(day), day, around, window));
  }
  return list;
}

std::vector<Occasion> weekdays(int number, const DateRange& window, Around around, std::size_t most) {
  std::vector<Occasion> list;
  const auto first = std::chrono::weekday{std::chrono::sys_days{window.from}};
  auto day = add_days(window.from, (number - static_cast<int>(first.iso_encoding()) + 7) % 7);
  for (; day <= window.to && list.size() < most; day = add_days(day, 7)) {
    list.push_back(occasion_around(to_string(day), day, around, window));
  }
  return list;
}

}  // namespace

std::optional<Frequency> parse_frequency(std::string_view text) {
  const Phrase phrase(text);
  if (auto frequency = parse_chinese(phrase)) return frequency;
  return parse_english(phrase);
}

std::string year_prefix(Date day, const DateRange& window) {
  if (window.from.year() == window.to.year()) return {};
  return fmt::format("{}年", static_cast<int>(day.year()));
}

Occasion occasion_around(std::string name, Date day, Around around, const DateRange& window) {
  const auto range = cut({add_days(day, -around.before), add_days(day, around.after)}, window);
  const DateRange days = range.value_or(DateRange{day, day});
  return {std::move(name), days, days.to};
}

std::vector<Occasion> occasions_of(const Frequency& frequency,
                                   const DateRange& window,
                                   std::optional<Around> around,
                                   std::size_t most) {
  Spans spans(window, frequency.times, most);
  switch (frequency.unit) {
    case Unit::week: add_weeks(spans, window); break;
    case Unit::half_month: add_half_months(spans, window); break;
    case Unit::months: add_months(spans, window, frequency.number); break;
    case Unit::day_of_month: return days_of_month(frequency.number, window, around.value_or(k_around_day), most);
    case Unit::weekday: return weekdays(frequency.number, window, around.value_or(k_around_weekday), most);
  }
  return spans.take();
}

void sort_occasions(std::vector<Occasion>& occasions) {
  std::ranges::sort(occasions, [](const Occasion& a, const Occasion& b) {
    return std::tie(a.range.from, a.range.to, a.name, a.due) < std::tie(b.range.from, b.range.to, b.name, b.due);
  });
}

}  // namespace guidang
