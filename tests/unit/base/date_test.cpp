// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/date.hpp"

#include <doctest/doctest.h>

#include "guidang/base/written_day.hpp"

using namespace guidang;

TEST_CASE("parse_date") {
  SUBCASE("reads four, two and two digits") {
    CHECK(to_string(parse_date("2026-10-12").value()) == "2026-10-12");
    CHECK(to_compact(parse_date("2026-10-12").value()) == "20261012");
  }
  SUBCASE("refuses everything else") {
    for (const char* text : {"", "2026-1-12", "2026-13-01", "2026-02-29", "20261012", "2026-10-12 ", "1899-01-01"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_date(text).has_value());
    }
  }
  SUBCASE("knows leap years") {
    CHECK(parse_date("2028-02-29").has_value());
  }
}

TEST_CASE("days are counted over months and years") {
  const Date day = parse_date("2026-12-31").value();
  CHECK(to_string(add_days(day, 1)) == "2027-01-01");
  CHECK(days_between(day, add_days(day, 60)) == 60);
  CHECK(days_between(day, add_days(day, -366)) == -366);
}

TEST_CASE("the day depends on the index's zone, never on the machine's") {
  constexpr std::int64_t k_seconds = 1793030400;  // 2026-10-26T16:00:00Z
  CHECK(to_string(day_at(k_seconds, parse_zone("Asia/Shanghai").value())) == "2026-10-27");
  CHECK(to_string(day_at(k_seconds, parse_zone("UTC").value())) == "2026-10-26");
  CHECK(parse_zone("-03:30") == -210);
  CHECK_FALSE(parse_zone("+8").has_value());
}

TEST_CASE("a day is found as names have it") {
  CHECK(written_day_size("20261012 会议") == 8);
  CHECK(written_day_size("2026-10-12") == 10);
  CHECK(written_day_size("2026.1.2x") == 8);
  CHECK(written_day_size("2026年10月12日会议") == std::string_view("2026年10月12日").size());
  CHECK(written_day_size("2026年1月2 会议") == std::string_view("2026年1月2").size());
  for (const char* text :
       {"", "2026", "2026年", "2026-10", "2026-13-01", "20261332", "202610123", "2026-100-1", "x20261012"}) {
    CAPTURE(text);
    CHECK(written_day_size(text) == 0);
  }
}
