// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/exact.hpp"

#include <doctest/doctest.h>

using namespace guidang;

TEST_CASE("Exact::parse") {
  SUBCASE("reads decimals and percentages exactly") {
    CHECK(Exact::parse("0.1").value() + Exact::parse("0.2").value() == Exact::parse("0.3").value());
    CHECK(Exact::parse("66%").value() == Exact::ratio(66, 100));
    CHECK(Exact::parse("-1.5").value() == Exact::ratio(-3, 2));
  }
  SUBCASE("refuses what other readers take for octal, hexadecimal or floating point") {
    for (const char* text : {"", "010", "0x10", "1e3", ".5", "5.", "1_000", "1,000", "nan", "inf", "+1", "1/3", "-"}) {
      CAPTURE(text);
      CHECK_FALSE(Exact::parse(text).has_value());
    }
  }
  SUBCASE("refuses more digits than anybody means") {
    CHECK_FALSE(Exact::parse("1234567890123456789").has_value());
  }
}

TEST_CASE("Exact prints") {
  CHECK(Exact::ratio(1, 4).text() == "0.25");
  CHECK(Exact::ratio(2, 3).text() == "2/3");
  CHECK(Exact(3).text() == "3");
  CHECK(Exact::ratio(27, 5).fixed(2) == "5.40");
  CHECK(Exact::ratio(1, 200).fixed(2) == "0.01");    // half goes up
  CHECK(Exact::ratio(-1, 200).fixed(2) == "-0.01");  // away from zero
  CHECK(to_display(Exact::ratio(11, 10)) == "1.1");
  CHECK(to_display(Exact()) == "0");
}

TEST_CASE("a gate is compared before rounding") {
  CHECK(Exact::parse("79.95").value() < Exact(80));
  CHECK(Exact::parse("79.95").value().rounded(1) == Exact(80));
}
