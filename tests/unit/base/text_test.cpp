// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/text.hpp"

#include <doctest/doctest.h>

using namespace guidang;

TEST_CASE("first_invalid_utf8 says where") {
  CHECK_FALSE(first_invalid_utf8("归档").has_value());
  CHECK(first_invalid_utf8("ab\xff") == 2);
  CHECK(first_invalid_utf8("\xed\xa0\x80") == 0);  // a surrogate
  CHECK(first_invalid_utf8("\xc0\xaf") == 0);      // overlong
}

TEST_CASE("from_gb18030 decodes what Chinese Windows writes") {
  CHECK(from_gb18030("\xb9\xe9\xb5\xb5") == "归档");
  CHECK_FALSE(from_gb18030("\xff\xff").has_value());
}

TEST_CASE("folded makes equal what people take for equal") {
  CHECK(folded("Ⅲ—12") == folded("III-12"));
  CHECK(folded("Ⅲ-3") == folded("ⅲ-3"));
  CHECK(folded("  （签到）\u3000表 ") == "(签到) 表");
}

TEST_CASE("replaced looks at each place once, without takes out until nothing is left") {
  CHECK(replaced("a&b&", "&", "&&") == "a&&b&&");
  CHECK(replaced("甲、乙", "、", "") == "甲乙");
  CHECK(replaced("甲", "乙", "丙") == "甲");
  CHECK(without("((含)含)90分", "(含)") == "90分");
  CHECK(without("", "甲").empty());
}

TEST_CASE("display_width counts cells") {
  CHECK(display_width("归档 a") == 6);
  CHECK(display_width("e\u0301") == 1);
}

TEST_CASE("escaped disarms names") {
  CHECK(escaped("a\nb\tc\x1b[31m") == "a↵b[Tab]c\\u{1B}[31m");
  CHECK(escaped("a\u202Egpj.exe") == "a\\u{202E}gpj.exe");
  CHECK(escaped("\xff") == "\\xFF");
  CHECK(escaped("签到 表.jpg") == "签到 表.jpg");
}

TEST_CASE("nearest finds slips of the pen and nothing else") {
  const std::vector<std::string> words{"check", "score", "bundle", "Ⅲ-18"};
  CHECK(nearest("chekc", words) == "check");
  CHECK(nearest("bundel", words) == "bundle");
  CHECK(nearest("III-8", words) == "Ⅲ-18");
  CHECK_FALSE(nearest("xyz", words).has_value());
  CHECK_FALSE(nearest("", words).has_value());
}

TEST_CASE("trimmed takes blanks of both scripts and no half characters") {
  CHECK(trimmed(" \u3000签到\t\u3000") == "签到");
  CHECK(trimmed("栠") == "栠");  // its last byte is 0xA0
}

TEST_CASE("split takes any of the separators") {
  CHECK(split("Ⅲ-4、Ⅲ-9; ,Ⅲ-2", "、;,") == std::vector<std::string>{"Ⅲ-4", "Ⅲ-9", "Ⅲ-2"});
}
