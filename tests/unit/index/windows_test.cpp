// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/windows.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

DateRange range(std::string_view from, std::string_view to) {
  return {parse_date(from).value(), parse_date(to).value()};
}

/// "from…to", "any" or "none".
std::string window(std::string_view text, const DateRange& period = range("2026-10-01", "2026-12-31")) {
  const auto read = parse_window(text, period);
  if (!read) return "none";
  return read->range ? to_string(read->range->from) + "…" + to_string(read->range->to) : "any";
}

}  // namespace

TEST_CASE("parse_window reads windows in words of both languages") {
  CHECK(window("不限") == "any");
  CHECK(window("any") == "any");
  CHECK(window("考核期") == "2026-10-01…2026-12-31");
  CHECK(window("the period") == "2026-10-01…2026-12-31");
  CHECK(window("本年") == "2026-01-01…2026-12-31");
  CHECK(window("this year") == "2026-01-01…2026-12-31");
  CHECK(window("近12个月") == "2026-01-01…2026-12-31");
  CHECK(window("近十二个月") == "2026-01-01…2026-12-31");
  CHECK(window("last 12 months") == "2026-01-01…2026-12-31");
  CHECK(window("近3年") == "2024-01-01…2026-12-31");
  CHECK(window("近三年") == "2024-01-01…2026-12-31");
  CHECK(window("last 3 years") == "2024-01-01…2026-12-31");
  CHECK(window("近30天") == "2026-12-02…2026-12-31");
  CHECK(window("考核期前12个月") == "2025-10-01…2026-09-30");
  CHECK(window("12 months before the period") == "2025-10-01…2026-09-30");
  CHECK(window("2017-08前12个月") == "2016-08-01…2017-07-31");
  CHECK(window("2017年8月前12个月") == "2016-08-01…2017-07-31");
  CHECK(window("12 months before 2017-08") == "2016-08-01…2017-07-31");
  CHECK(window("2017-08-15前一个月") == "2017-07-15…2017-08-14");
  CHECK(window("仍有效") == "1900-01-01…2026-12-31");
  CHECK(window("still in force") == "1900-01-01…2026-12-31");
}

TEST_CASE("months of a window end where the period ends, at the end of a month or within it") {
  CHECK(window("近12个月", range("2024-01-01", "2024-02-29")) == "2023-03-01…2024-02-29");
  CHECK(window("近1个月", range("2026-02-01", "2026-02-28")) == "2026-02-01…2026-02-28");
  CHECK(window("近1个月", range("2026-03-01", "2026-03-15")) == "2026-02-16…2026-03-15");
  CHECK(window("近1个月", range("2026-03-01", "2026-03-30")) == "2026-03-01…2026-03-30");
}

TEST_CASE("parse_window leaves out days before 1900 and refuses what it cannot say") {
  CHECK(window("近200年") == "1900-01-01…2026-12-31");
  for (const auto* text :
       {"", "近0个月", "近12", "近", "最近", "近9999999年", "2017-13前1个月", "去年年底", "12 months"}) {
    CAPTURE(text);
    CHECK(window(text) == "none");
  }
}

TEST_CASE("whole_months counts calendar months that lie wholly within") {
  CHECK(whole_months(range("2026-10-01", "2026-12-31")) == 3);
  CHECK(whole_months(range("2026-10-02", "2026-12-31")) == 2);
  CHECK(whole_months(range("2026-10-01", "2026-12-30")) == 2);
  CHECK(whole_months(range("2026-10-02", "2026-10-30")) == 0);
  CHECK(whole_months(range("2025-01-01", "2026-12-31")) == 24);
}
