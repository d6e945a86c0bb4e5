// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/index/index.hpp"

using namespace guidang;

namespace {

constexpr std::string_view k_head = R"(guidang: index/1
编号: a
名称: 甲
版次: 2026Q4
考核期: {从: 2026-10-01, 到: 2026-12-31}
报送: 2027-01-05
)";

/// All faults of a text: "line:column+length message", with " -> hint" where there is one.
std::vector<std::string> faults_of(std::string_view text) {
  const auto index = parse_index(text, "x.yaml");
  std::vector<std::string> list;
  if (index) return list;
  for (const auto& fault : index.error().faults) {
    list.push_back(std::to_string(fault.where.line) + ":" + std::to_string(fault.where.column) + "+" +
                   std::to_string(fault.length) + " " + to_string(fault.message) +
                   (fault.hint ? " -> " + to_string(*fault.hint) : ""));
  }
  return list;
}

using Faults = std::vector<std::string>;

/// Faults of an index with one leaf that has these further lines; they begin in line 12.
Faults faults_of_leaf(const std::string& lines) {
  return faults_of(std::string(k_head) + "总分: 2\n指标:\n  - 编号: Ⅲ-1\n    名称: 乙\n    分值: 2\n" + lines);
}

/// Faults of a header line 7 in an otherwise right index.
Faults faults_of_header(const std::string& line) {
  return faults_of(std::string(k_head) + line + "\n总分: 2\n指标: [{编号: b, 名称: 乙, 分值: 2, 评分: 人工评定}]\n");
}

}  // namespace

TEST_CASE("parse_index names unknown keys and what was meant") {
  const auto faults = faults_of_leaf("    评分: 人工评定\n    材科: [名册1份]\n");
  CHECK(faults ==
        Faults{"13:5+2 json/unknown-key(key=材科, allowed=[编号, 名称, 指标, 分值, 方法, 材料, 活动, 标准, "
               "评分, 责任人, 时限, 期限, 文件名, 权重, 原编号, 内容, 不适用, 免检, 数据, 抽查, 对应, 原文]) -> "
               "json/did-you-mean(likely=材料)"});
  CHECK(faults_of_header("titel: x").front().ends_with("json/did-you-mean(likely=title)"));
}

TEST_CASE("parse_index does not also miss the key that is misspelt") {
  const auto faults = faults_of_leaf("    平分: 人工评定\n");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].ends_with("json/did-you-mean(likely=评分)"));
}

TEST_CASE("parse_index refuses a key in both languages") {
  CHECK(faults_of_header("title: x") == Faults{"7:1+5 json/key-in-both-languages(key=名称, other=title, line=3)"});
}

TEST_CASE("parse_index names all that is missing in the author's language") {
  CHECK(faults_of("guidang: index/1\ntitle: x\nitems: [{code: b, title: c}]\n") ==
        Faults{"1:1+7 json/missing-keys(keys=[code, edition, period, submission, total])",
               "3:9+4 json/missing-keys(keys=[points, scoring])"});
  CHECK(faults_of("") == Faults{"1:1+1 json/empty-item"});
}

TEST_CASE("parse_index refuses numbers that others read otherwise") {
  const auto fault_of_points = [](const std::string& text) {
    return faults_of(std::string(k_head) + "总分: 2\n指标: [{编号: b, 名称: 乙, 分值: " + text +
                     ", 评分: 人工评定}]\n");
  };
  CHECK(fault_of_points("010") == Faults{"8:25+3 json/leading-zero(text=010)"});
  CHECK(fault_of_points(".nan") == Faults{"8:25+4 json/not-finite(text=.nan)"});
  CHECK(fault_of_points(".inf") == Faults{"8:25+4 json/not-finite(text=.inf)"});
  CHECK(fault_of_points("1e3") == Faults{"8:25+3 json/want-number(text=1e3)"});
  CHECK(fault_of_points("２") == Faults{"8:25+1 json/full-width-number(text=２, want=2)"});
  CHECK(fault_of_points("\"2\"") == Faults{"8:25+3 json/number-in-quotes(text=2)"});
  CHECK(fault_of_points("-2") == Faults{"8:25+2 json/too-small(text=-2, limit=0)"});
  CHECK(fault_of_points("[2]") == Faults{"8:25+1 json/want-number-not-list"});
}

TEST_CASE("parse_index wants codes and editions quoted where they look like numbers") {
  CHECK(faults_of("guidang: index/1\n编号: 1.10\n名称: 甲\n版次: 2026\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n"
                  "报送: 2027-01-05\n总分: 1\n指标: [{编号: \"1.10\", 名称: 2026, 分值: 1, 评分: 人工评定}]\n") ==
        Faults{"2:5+4 json/quote-it(text=1.10)", "4:5+4 json/quote-it(text=2026)"});
}

TEST_CASE("parse_index helps with dates") {
  CHECK(faults_of_header("指标期: x").size() == 1);
  const auto text = std::string(k_head);
  const auto with = [&](std::string_view date) {
    auto changed = text;
    changed.replace(changed.find("2027-01-05"), 10, date);
    return faults_of(changed + "总分: 2\n指标: [{编号: b, 名称: 乙, 分值: 2, 评分: 人工评定}]\n");
  };
  CHECK(with("2027/1/5") == Faults{"6:5+8 json/want-date(text=2027/1/5) -> json/write-it(text=2027-01-05)"});
  CHECK(with("2027年1月5日") == Faults{"6:5+9 json/want-date(text=2027年1月5日) -> json/write-it(text=2027-01-05)"});
  CHECK(with("2027-02-30") == Faults{"6:5+10 json/no-such-day(text=2027-02-30)"});
  CHECK(with("2025-01-05") == Faults{"6:5+10 index/submission-before-period(submission=2025-01-05, from=2026-10-01)"});
}

TEST_CASE("parse_index holds the header together") {
  CHECK(faults_of_header("等次: [{名称: 四星, 起: 1}, {名称: 五星, 起: 1.5}]") ==
        Faults{"7:34+3 index/awards-order(name=五星, from=1.5, above=四星, above_from=1)"});
  CHECK(faults_of_header("等次: [{名称: 五星, 起: 95}]") == Faults{"7:18+2 index/award-over-total(from=95, total=2)"});
  CHECK(faults_of_header("折算: {A: 100}") == Faults{"7:9+3 json/too-great(text=100, limit=1)"});
  CHECK(faults_of_header("折算: {A: 120%}") == Faults{"7:9+4 index/share-range(text=120%)"});
  CHECK(faults_of_header("时区: +99:00") == Faults{"7:5+6 index/unknown-zone(text=+99:00)"});
  CHECK(
      faults_of_header("严重程度: {coverage/missing-slots: 警告}") ==
      Faults{
          "7:8+22 index/unknown-rule(rule=coverage/missing-slots) -> json/did-you-mean(likely=coverage/missing-slot)"});
}

TEST_CASE("parse_index compares the total with the sum of the leaves and says both") {
  CHECK(faults_of(std::string(k_head) + "总分: 3\n指标: [{编号: b, 名称: 乙, 分值: 2.5, 评分: 人工评定}]\n") ==
        Faults{"7:5+1 index/total-differs(total=3, sum=2.5)"});
}

TEST_CASE("parse_index refuses an index without leaves") {
  CHECK(faults_of(std::string(k_head) + "总分: 3\n指标: []\n") == Faults{"8:1+2 json/empty-value(key=指标)"});
}

TEST_CASE("parse_index refuses codes that are equal to people") {
  CHECK(faults_of(std::string(k_head) + "总分: 2\n指标:\n  - {编号: Ⅲ-1, 名称: 乙, 分值: 1, 评分: 人工评定}\n"
                                        "  - {编号: III—1, 名称: 丙, 分值: 1, 评分: 人工评定}\n") ==
        Faults{"10:10+5 index/duplicate-code(code=III—1, first=Ⅲ-1, line=9)"});
}

TEST_CASE("parse_index tells inner items from leaves") {
  CHECK(faults_of(std::string(k_head) + "总分: 2\n指标:\n  - 编号: 1)\n    名称: 乙\n    分值: 2\n    指标:\n"
                                        "      - {编号: 2), 名称: 丙, 分值: 2, 评分: 人工评定}\n") ==
        Faults{"11:5+2 index/not-on-inner"});
}

TEST_CASE("parse_index points into sentences") {
  const auto misread = faults_of_leaf("    活动: {应有: 1次, 每次: [签到1份]}\n    评分: 每缺1次活动扣一大分\n");
  REQUIRE(misread.size() == 1);
  CHECK(misread[0].starts_with("13:"));
  CHECK_FALSE(misread[0].starts_with("13:9+"));
  CHECK(faults_of_leaf("    材料: [通知1份]\n    评分: 缺通之扣0.5分\n") ==
        Faults{"13:10+2 index/unknown-slot(slot=通之, known=[通知]) -> json/did-you-mean(likely=通知)"});
  CHECK(faults_of_leaf("    材料: [会议纪要1份]\n    评分: 缺记录扣0.5分\n").empty());
}

TEST_CASE("parse_index holds sentences against their leaf") {
  CHECK(faults_of_leaf("    评分: 每缺1次活动扣1分\n") == Faults{"12:9+9 index/needs-events"});
  CHECK(faults_of_leaf("    评分: 每缺1份材料扣1分\n") == Faults{"12:9+9 index/needs-slots"});
  CHECK(faults_of_leaf("    评分: 每达标1项得1分\n") == Faults{"12:9+8 index/needs-standards"});
  CHECK(faults_of_leaf("    标准: {1: 协议1份}\n    评分: 达标2项A, 1项B, 0项C\n") ==
        Faults{"13:11+1 index/band-over-standards(count=2, number=1)"});
  CHECK(faults_of_leaf("    标准: {1: 协议1份, 2: 记录1份}\n    评分: [达标2项A, 1项B, 0项C]\n") ==
        Faults{"13:9+1 index/quote-sentence"});
}

TEST_CASE("parse_index says when a sentence uses a rating that has no share") {
  CHECK(faults_of(std::string(k_head) +
                  "折算: {A: 100%, B: 50%}\n总分: 2\n指标:\n  - 编号: b\n    名称: 乙\n    分值: 2\n"
                  "    标准: {1: 协议1份}\n    评分: 达标1项A, 0项C#\n") ==
        Faults{"14:18+2 index/unknown-rating(rating=C#, known=[A, B])"});
}

TEST_CASE("parse_index refuses slots it cannot read") {
  CHECK(faults_of_leaf("    评分: 人工评定\n    材料: [通知1份，签到1份, 照片3-1张, 名册1份, 名册2份]\n") ==
        Faults{"13:10+9 index/several-slots(text=通知1份，签到1份)",
               "13:21+6 index/bad-slot(text=照片3-1张)",
               "13:35+4 index/duplicate-slot(slot=名册, line=13)"});
  CHECK(faults_of_leaf("    评分: 人工评定\n    材料: [{名称: 照片, 数量: 若干, 格式: [jpgg]}]\n") ==
        Faults{"13:23+2 index/bad-count(text=若干)",
               "13:32+4 index/unknown-format(format=jpgg) -> json/did-you-mean(likely=jpeg)"});
}

TEST_CASE("parse_index tells slips of the pen where fields are wanted") {
  const auto text = std::string(k_head) + "总分: 2\n指标:\n  - 编号：b\n";
  CHECK(faults_of(text) == Faults{"9:7+1 yaml/full-width-colon(key=编号)"});
}

TEST_CASE("parse_index shows the line of every fault and counts them") {
  const auto index = parse_index(std::string(k_head) + "总分: 010\n指标: []\n", "x.yaml");
  REQUIRE_FALSE(index.has_value());
  CHECK(index.error().code == ErrorCode::malformed);
  CHECK(to_string(index.error().message) == "index/faulty(count=2)");
  CHECK(index.error().where == Location{"x.yaml", 7, 5});
  CHECK(index.error().faults[0].line == "总分: 010");
}
