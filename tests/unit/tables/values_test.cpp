// SPDX-License-Identifier: Apache-2.0
#include "guidang/tables/values.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;
using namespace guidang::tables;

namespace {

std::string number(std::string_view text) {
  const auto found = cell_number(text);
  return found ? found->text() : "none";
}

std::string when(std::string_view text) {
  const auto minutes = cell_minutes(text);
  if (!minutes) return "none";
  return to_string(day_of_minutes(*minutes)) + " " + std::to_string((*minutes % 1440 + 1440) % 1440);
}

}  // namespace

TEST_CASE("figures are read as people write them") {
  CHECK(number("12") == "12");
  CHECK(number("-0.5") == "-0.5");
  CHECK(number("1,012") == "1012");
  CHECK(number("1,012,345.5") == "1012345.5");
  CHECK(number("９，８７０") == "9870");
  CHECK(number("80%") == "0.8");
  CHECK(number("７９.９％") == "0.799");
  CHECK(number("9/34") == "9/34");
  CHECK(number("34块") == "34");
  CHECK(number("34 块") == "34");
  CHECK(number("3.5分") == "3.5");
  CHECK(number("1.2万人") == "12000");
  CHECK(number("2亿元") == "200000000");
  CHECK(number("12平方米") == "12");
}

TEST_CASE("what only comes near a figure is none") {
  for (const auto* const text : {"",
                                 "约34",
                                 "34块以上",
                                 "30余人",
                                 "5、6",
                                 "010",
                                 "1,01",
                                 "12,34",
                                 "1,0123",
                                 "9/0",
                                 "3-4",
                                 "12/3/4",
                                 "1.2.3",
                                 "12%以上",
                                 "十二",
                                 "1e3 2",
                                 "34块5处",
                                 "5至6"}) {
    CAPTURE(text);
    CHECK(number(text) == "none");
  }
}

TEST_CASE("days may have a time behind them") {
  CHECK(when("2024-10-06 02:00") == "2024-10-06 120");
  CHECK(when("2024/10/6 2:05:30") == "2024-10-06 125");
  CHECK(when("2024-10-06T23:59") == "2024-10-06 1439");
  CHECK(when("2024年10月6日2时30分") == "2024-10-06 150");
  CHECK(when("2024年10月6日 下午3点") == "2024-10-06 900");
  CHECK(when("2024年10月6日") == "2024-10-06 0");
  CHECK(when("2024-10-06 24:00") == "2024-10-07 0");
  for (const auto* const text :
       {"2024-10-06 25:00", "2024-10-06 2:60", "2024-10-0602:00", "02:00", "2024-10", "2024-10-06 早"}) {
    CAPTURE(text);
    CHECK(when(text) == "none");
  }
}

TEST_CASE("a figure's cell may say yes, no, a list or a time") {
  CHECK(cell_fact("是").number == Exact(1));
  CHECK(cell_fact("无").number == Exact(0));
  CHECK(cell_fact("TRUE").number == Exact(1));
  const auto list = cell_fact("3、2、3、1");
  CHECK_FALSE(list.number.has_value());
  CHECK(list.list == std::vector<Exact>{3, 2, 3, 1});
  CHECK(cell_fact("80%；90%").list == std::vector<Exact>{Exact::ratio(4, 5), Exact::ratio(9, 10)});
  CHECK(cell_fact("3,2,3").list.size() == 3);
  CHECK(cell_fact("3、好").list.empty());
  const auto time = cell_fact("2024-10-07 02:00");
  CHECK_FALSE(time.number.has_value());
  CHECK(time.minutes.has_value());
  CHECK(time.text == "2024-10-07 02:00");
  CHECK(cell_fact("20261012").number == Exact(20'261'012));
  CHECK(cell_fact("20261012").minutes.has_value());
  CHECK_FALSE(cell_fact("市级先进").number.has_value());
}

TEST_CASE("codes that a spreadsheet program spoilt are known by their looks") {
  for (const auto* const text : {"2026-01-02", "2026/1/2", "1月2日", "2-Jan", "Jan-26"}) {
    CAPTURE(text);
    CHECK(spoilt_code(text) == "tables/became-date");
  }
  CHECK(spoilt_code("1.38E+10") == "tables/became-number");
  CHECK(spoilt_code("4E+17") == "tables/became-number");
  for (const auto* const text : {"1-2", "Ⅲ-3", "1.2.3", "20261012", "C-1", "E+1", "1E1", "2026-2", "A-3-12"}) {
    CAPTURE(text);
    CHECK_FALSE(spoilt_code(text).has_value());
  }
}

TEST_CASE("a long number that lost its last digits is known by its zeros") {
  CHECK(spoilt_code("110101202600010000") == "tables/digits-lost");
  CHECK(spoilt_code("12345678901234500") == "tables/digits-lost");
  for (const auto* const text : {"1234567890123450", "110101202600010001", "Z109-000000000000000000", "100000"}) {
    CAPTURE(text);
    CHECK_FALSE(spoilt_code(text).has_value());
  }
}

TEST_CASE("a digest is a SHA-256 or its beginning, however it is written") {
  const std::string whole = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  CHECK(cell_digest(whole) == whole);
  CHECK(cell_digest(" SHA-256: 0123 4567 89AB CDEF ") == "0123456789abcdef");
  CHECK(cell_digest("sha256:０１２３456789abcdef") == "0123456789abcdef");
  CHECK(cell_digest("1234567890123456") == "1234567890123456");
  for (const auto& text : {std::string("0123456789abcde"),
                           whole + "0",
                           std::string("0123456789abcdeg"),
                           std::string("1.2E+63"),
                           std::string("1234567890123450"),
                           std::string()}) {
    CAPTURE(text);
    CHECK_FALSE(cell_digest(text).has_value());
  }
}

TEST_CASE("error values are those of spreadsheet programs") {
  CHECK(is_error_value("#DIV/0!"));
  CHECK_FALSE(is_error_value("C#"));
}
