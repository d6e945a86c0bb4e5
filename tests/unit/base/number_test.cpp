// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/number.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

std::string number(std::string_view text) {
  const auto read = read_number(text);
  return read ? read->text() : "none";
}

}  // namespace

TEST_CASE("read_number takes numbers as people write them") {
  CHECK(number("2") == "2");
  CHECK(number("０．５") == "0.5");
  CHECK(number("三") == "3");
  CHECK(number("两") == "2");
  CHECK(number("十") == "10");
  CHECK(number("十二") == "12");
  CHECK(number("二十") == "20");
  CHECK(number("九十九") == "99");
  CHECK(number("一百零五") == "105");
  CHECK(number("一百一十") == "110");
  CHECK(number("一千零二十") == "1020");
  CHECK(number("一万二千") == "12000");
  CHECK(number("三万零五十") == "30050");
  CHECK(number("零") == "0");
  CHECK(number("零点二五") == "0.25");
  CHECK(number("百分之八十") == "0.8");
  CHECK(number("百分之12.5") == "0.125");
  CHECK(number("80%") == "0.8");
}

TEST_CASE("read_number refuses what is said but not written, and what is no number") {
  for (const auto* text : {"",
                           "一百二",
                           "一五",
                           "二〇二六",
                           "百",
                           "十十",
                           "零三",
                           "三零",
                           "点五",
                           "五点",
                           "百分之",
                           "三次",
                           "-1",
                           "1e3",
                           "万",
                           "一万一",
                           "一百百"}) {
    CAPTURE(text);
    CHECK(number(text) == "none");
  }
}

TEST_CASE("read_count takes whole numbers only") {
  CHECK(read_count("三") == 3);
  CHECK(read_count("100%") == std::nullopt);
  CHECK(read_count("2.5") == std::nullopt);
  CHECK(read_count("9999999") == std::nullopt);
}
