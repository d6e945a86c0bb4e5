// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/occasions.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "guidang/index/festivals.hpp"

using namespace guidang;

namespace {

using Lines = std::vector<std::string>;

DateRange range(std::string_view from, std::string_view to) {
  return {parse_date(from).value(), parse_date(to).value()};
}

/// "name from…to" of every occasion.
Lines occasions(std::string_view text, const DateRange& window, std::optional<Around> around = std::nullopt) {
  const auto frequency = parse_frequency(text);
  REQUIRE(frequency.has_value());
  Lines lines;
  for (const auto& one : occasions_of(*frequency, window, around, 1000)) {
    lines.push_back(one.name + " " + to_string(one.range.from) + "…" + to_string(one.range.to));
    CHECK(one.due == one.range.to);
  }
  return lines;
}

std::string day_of(std::string_view name, int year) {
  const auto* festival = find_festival(name);
  const auto day = festival == nullptr ? std::nullopt : festival_day(*festival, year);
  return day ? to_string(*day) : "none";
}

}  // namespace

TEST_CASE("weeks go from Monday to Sunday, are numbered by ISO 8601 and cut to the window") {
  CHECK(occasions("每周1次", range("2026-10-01", "2026-10-18")) ==
        Lines{"第40周 2026-10-01…2026-10-04", "第41周 2026-10-05…2026-10-11", "第42周 2026-10-12…2026-10-18"});
  CHECK(occasions("each week", range("2025-12-29", "2026-01-11")) ==
        Lines{"2026年第1周 2025-12-29…2026-01-04", "2026年第2周 2026-01-05…2026-01-11"});
  CHECK(occasions("每周一次", range("2026-12-28", "2026-12-31")) == Lines{"第53周 2026-12-28…2026-12-31"});
}

TEST_CASE("months, quarters, halves and years are those of the calendar, cut to the window") {
  const auto quarter = range("2026-10-15", "2026-12-31");
  CHECK(occasions("每月1次", quarter) ==
        Lines{"10月 2026-10-15…2026-10-31", "11月 2026-11-01…2026-11-30", "12月 2026-12-01…2026-12-31"});
  CHECK(occasions("每两月1次", quarter) == Lines{"9-10月 2026-10-15…2026-10-31", "11-12月 2026-11-01…2026-12-31"});
  CHECK(occasions("每季度", quarter) == Lines{"第4季度 2026-10-15…2026-12-31"});
  CHECK(occasions("每半年1次", range("2026-01-01", "2026-12-31")) ==
        Lines{"上半年 2026-01-01…2026-06-30", "下半年 2026-07-01…2026-12-31"});
  CHECK(occasions("每年1次", range("2025-01-01", "2026-12-31")) ==
        Lines{"2025年 2025-01-01…2025-12-31", "2026年 2026-01-01…2026-12-31"});
  CHECK(occasions("each month", range("2026-12-01", "2027-01-31")) ==
        Lines{"2026年12月 2026-12-01…2026-12-31", "2027年1月 2027-01-01…2027-01-31"});
  CHECK(occasions("每半月1次", range("2026-02-01", "2026-02-28")) ==
        Lines{"2月上半月 2026-02-01…2026-02-15", "2月下半月 2026-02-16…2026-02-28"});
  CHECK(occasions("每月2次", range("2026-10-01", "2026-10-31")) ==
        Lines{"10月第1次 2026-10-01…2026-10-31", "10月第2次 2026-10-01…2026-10-31"});
}

TEST_CASE("days have some days around them, and a month without the day has its last one") {
  CHECK(occasions("每月15日", range("2026-10-01", "2026-11-16")) ==
        Lines{"2026-10-15 2026-10-12…2026-10-18", "2026-11-15 2026-11-12…2026-11-16"});
  CHECK(occasions("15th of each month", range("2026-10-01", "2026-10-31"), Around{0, 1}) ==
        Lines{"2026-10-15 2026-10-15…2026-10-16"});
  CHECK(occasions("每月31日", range("2026-02-01", "2026-03-31")) ==
        Lines{"2026-02-28 2026-02-25…2026-03-03", "2026-03-31 2026-03-28…2026-03-31"});
  CHECK(occasions("每月最后一天", range("2028-02-01", "2028-02-29")) == Lines{"2028-02-29 2028-02-26…2028-02-29"});
  CHECK(occasions("每周五", range("2026-10-01", "2026-10-10")) ==
        Lines{"2026-10-02 2026-10-02…2026-10-02", "2026-10-09 2026-10-09…2026-10-09"});
  CHECK(occasions("each Friday", range("2026-10-03", "2026-10-08")).empty());
}

TEST_CASE("parse_frequency reads both languages and refuses the rest") {
  CHECK(parse_frequency("每两个月一次") == parse_frequency("each 2 months"));
  CHECK(parse_frequency("每季度2次") == parse_frequency("2 each quarter"));
  CHECK(parse_frequency("每星期日") == parse_frequency("each Sunday"));
  CHECK(parse_frequency("每月十五号") == parse_frequency("15th of each month"));
  for (const auto* text :
       {"", "每", "每天", "每5个月1次", "每月32日", "每周八", "每月0次", "每月99次", "月月", "each"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_frequency(text).has_value());
  }
}

TEST_CASE("festivals fall on their published days") {
  CHECK(day_of("春节", 2024) == "2024-02-10");
  CHECK(day_of("Spring Festival", 2025) == "2025-01-29");
  CHECK(day_of("春节", 2026) == "2026-02-17");
  CHECK(day_of("春节", 2027) == "2027-02-06");
  CHECK(day_of("春节", 2030) == "2030-02-03");
  CHECK(day_of("除夕", 2024) == "2024-02-09");
  CHECK(day_of("元宵节", 2024) == "2024-02-24");
  CHECK(day_of("端午", 2024) == "2024-06-10");
  CHECK(day_of("端午节", 2025) == "2025-05-31");
  CHECK(day_of("七夕", 2024) == "2024-08-10");
  CHECK(day_of("中秋", 2024) == "2024-09-17");
  CHECK(day_of("Mid-Autumn", 2025) == "2025-10-06");
  CHECK(day_of("中秋节", 2026) == "2026-09-25");
  CHECK(day_of("中秋", 2033) == "2033-09-08");
  CHECK(day_of("重阳", 2024) == "2024-10-11");
  CHECK(day_of("清明", 2024) == "2024-04-04");
  CHECK(day_of("清明节", 2025) == "2025-04-04");
  CHECK(day_of("Qingming", 2026) == "2026-04-05");
  CHECK(day_of("十一", 2026) == "2026-10-01");
  CHECK(day_of("志愿者日", 1999) == "1999-12-05");
  CHECK(day_of("春节", 2014) == "none");
  CHECK(day_of("春节", 2051) == "none");
  CHECK(find_festival("双十一") == nullptr);
}

TEST_CASE("a lunar year has its festivals in their order") {
  for (int year = k_first_festival_year; year <= k_last_festival_year; ++year) {
    CAPTURE(year);
    const auto at = [&](std::string_view name) { return parse_date(day_of(name, year)).value(); };
    CHECK(at("春节") < at("清明"));
    CHECK(at("端午") < at("七夕"));
    const int to_dragon_boat = days_between(at("春节"), at("端午"));
    const int to_qixi = days_between(at("端午"), at("七夕"));
    const int to_mid_autumn = days_between(at("七夕"), at("中秋"));
    const int to_double_ninth = days_between(at("中秋"), at("重阳"));
    // 4 months and 4 days, 2 and 2, 1 and 8, 24 days of one: each month has 29 or 30 days, and one may be leap
    CHECK((to_dragon_boat >= 121 && to_dragon_boat <= 153));
    CHECK((to_qixi >= 60 && to_qixi <= 91));
    CHECK((to_mid_autumn >= 37 && to_mid_autumn <= 67));
    CHECK((to_double_ninth >= 23 && to_double_ninth <= 53));
  }
}

TEST_CASE("every name of a festival finds one, and no two share a name") {
  auto names = festival_names();
  for (const auto& name : names) CHECK(find_festival(name) != nullptr);
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}
