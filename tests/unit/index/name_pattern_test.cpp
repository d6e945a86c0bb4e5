// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/name_pattern.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

const NameWords k_words{{"Ⅲ-3", "Ⅱ-9"}, {"签到表", "签到"}};

bool fits(std::string_view pattern, std::string_view stem) {
  const auto read = NamePattern::parse(pattern);
  REQUIRE(read.has_value());
  return read->matches(stem, k_words);
}

/// "offset+length message", with " -> hint" where there is one.
std::string fault_of(std::string_view pattern) {
  const auto read = NamePattern::parse(pattern);
  if (read) return "";
  const auto& fault = read.error();
  return std::to_string(fault.offset) + "+" + std::to_string(fault.length) + " " + to_string(fault.message) +
         (fault.hint ? " -> " + to_string(*fault.hint) : "");
}

}  // namespace

TEST_CASE("a name fits a pattern word by word") {
  CHECK(fits("{日期} {材料}*", "20261012 签到表"));
  CHECK(fits("{日期} {材料}*", "2026年10月12日 签到（第一次会议）"));
  CHECK(fits("{date} {slot}*", "2026-10-12 签到"));
  CHECK_FALSE(fits("{日期} {材料}*", "签到表 20261012"));
  CHECK_FALSE(fits("{日期} {材料}*", "20261012签到表"));
  CHECK(fits("{编号} {材料}{序号}", "Ⅲ-3 签到表01"));
  CHECK(fits("{编号}_{文字}_{序号}", "Ⅱ-9_会议_7"));
  CHECK_FALSE(fits("{编号}_{文字}_{序号}", "Ⅱ-9__7"));
  CHECK_FALSE(fits("{编号}_{文字}_{序号}", "Ⅱ-8_会议_7"));
  CHECK(fits("*", ""));
  CHECK(fits("签到表", "签到表"));
  CHECK_FALSE(fits("签到表", "签到表2"));
}

TEST_CASE("names and patterns are compared after folding") {
  CHECK(fits("{日期}－{材料}", "２０２６１０１２—签到"));
  CHECK(fits("IMG {日期}", "img  20261012"));
  CHECK(fits("｛日期｝＊", "20261012 照片"));
  CHECK(fits(" {Date} *", "20261012 x"));
}

TEST_CASE("words of digits end where the digits end") {
  CHECK_FALSE(fits("{日期}*", "202610121"));
  CHECK_FALSE(fits("*{日期}", "120261012"));
  CHECK_FALSE(fits("{日期}*", "20261332 照片"));
  CHECK_FALSE(fits("{编号}*", "Ⅲ-31 签到"));
  CHECK(fits("{编号}*", "Ⅲ-3签到"));
  CHECK(fits("照片{序号}", "照片0012"));
  CHECK_FALSE(fits("照片{序号}", "照片"));
}

TEST_CASE("a star takes whole characters, as few or as many as fit") {
  CHECK(fits("*签到*签到*", "签到 签到"));
  CHECK_FALSE(fits("*签到*签到*", "签到"));
  CHECK(fits("{文字}到", "签到"));
  CHECK(fits("****{文字}****", "签"));
}

TEST_CASE("matching takes no longer than pattern times name") {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "*1";
  CHECK_FALSE(fits(pattern + "*x", std::string(4000, '1')));
}

TEST_CASE("an example fits its own pattern") {
  const auto day = parse_date("2026-10-01").value();
  for (const auto* pattern :
       {"{日期} {材料}*", "{编号}-{材料}-{序号}", "{文字}（{日期}）{slot}", "* {number}", "{日期} * {材料}"}) {
    CAPTURE(pattern);
    const auto read = NamePattern::parse(pattern).value();
    CHECK(read.matches(read.example(day, k_words), k_words));
  }
  CHECK(NamePattern::parse("{日期} {编号}{材料}{文字}_{序号}*").value().example(day, k_words) ==
        "20261001 Ⅲ-3签到表××_01");
}

TEST_CASE("faults of patterns say where they are") {
  CHECK(fault_of("{日期 {材料}") ==
        "0+8 index/name-unknown-word(word=日期 {材料, known=[{日期}, {编号}, {材料}, {序号}, {文字}])");
  CHECK(fault_of("照片{日期") == "2+3 index/name-not-closed(open={, close=})");
  CHECK(fault_of("日期}") == "2+1 index/name-not-opened(open={, close=})");
  CHECK(fault_of(" {日其}") ==
        "1+4 index/name-unknown-word(word=日其, known=[{日期}, {编号}, {材料}, {序号}, {文字}]) -> "
        "json/did-you-mean(likely=日期)");
  CHECK(fault_of("{dat}") ==
        "0+5 index/name-unknown-word(word=dat, known=[{date}, {code}, {slot}, {number}, {text}]) -> "
        "json/did-you-mean(likely=date)");
  CHECK(fault_of("{日期}{序号}") == "4+4 index/name-digits-together(word={序号})");
  CHECK(fault_of("{日期}2号") == "4+1 index/name-digits-together(word=2号)");
  CHECK(fault_of("第2{日期}") == "2+4 index/name-digits-together(word={日期})");
  CHECK(fault_of("第2{序号}").empty());
  CHECK(fault_of("{日期}-{序号}").empty());
  CHECK(fault_of("{日期}*{序号}").empty());
  CHECK(fault_of("{日期}.jpg") == "4+4 index/name-with-extension(extension=.jpg)");
  CHECK(fault_of("{日期}.第一次").empty());
}
