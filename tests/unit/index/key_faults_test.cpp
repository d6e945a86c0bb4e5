// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/index/index.hpp"

using namespace guidang;

namespace {

/// All faults of a text, a line each: "line:column+length message", with " -> hint" where there is one.
std::string faults_of(const std::string& text) {
  const auto index = parse_index(text, "x.yaml");
  std::string list;
  if (index) return list;
  for (const auto& fault : index.error().faults) {
    list += (list.empty() ? "" : "\n") + std::to_string(fault.where.line) + ":" + std::to_string(fault.where.column) +
            "+" + std::to_string(fault.length) + " " + to_string(fault.message) +
            (fault.hint ? " -> " + to_string(*fault.hint) : "");
  }
  return list;
}

/// The faults of an index of the last quarter of 2026 with one leaf that has these further lines, from line 8 on.
std::string leaf(const std::string& lines, const std::string& period = "{从: 2026-10-01, 到: 2026-12-31}") {
  return faults_of("guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n考核期: " + period +
                   "\n报送: 2060-01-05\n指标: [{编号: Ⅰ-1, 名称: 乙, 分值: 2,\n" + lines + "}]\n总分: 2\n");
}

std::string events(const std::string& fields) {
  return leaf("评分: 每缺1次活动扣1分, 活动: {" + fields + ", 每次: [签到1份]}");
}

/// The faults of an index with these further lines of the header, from line 8 on.
std::string header(const std::string& lines) {
  return faults_of(
      "guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n"
      "指标: [{编号: Ⅰ-1, 名称: 乙, 分值: 2, 评分: 人工评定}]\n" +
      lines + "\n总分: 2\n");
}

}  // namespace

TEST_CASE("faults of windows list the forms") {
  CHECK(leaf("评分: 人工评定, 期限: 近12个周") ==
        "8:15+5 index/bad-window(text=近12个周) -> json/did-you-mean(likely=近12个月)");
}

TEST_CASE("faults of festivals, days and frequencies") {
  CHECK(events("节点: [国庆截]") == "8:26+3 index/unknown-festival(text=国庆截) -> json/did-you-mean(likely=国庆)");
  CHECK(events("节点: [2026/11/5]") == "8:26+9 json/want-date(text=2026/11/5) -> json/write-it(text=2026-11-05)");
  CHECK(events("节点: [2026-11-31]") == "8:26+10 json/want-date(text=2026-11-31)");
  CHECK(events("节点: [端午, 中秋]") == "8:25+1 index/no-occasion(from=2026-10-01, to=2026-12-31)");
  CHECK(events("节点: [端午, 重阳]").empty());
  CHECK(events("节点: [国庆, 十一]") == "8:30+2 index/occasion-twice(occasion=国庆)");
  CHECK(events("频次: 每月1刺") == "8:25+4 index/bad-frequency(text=每月1刺) -> json/did-you-mean(likely=每月1次)");
  CHECK(events("频次: 每周1次, 前后: {前: 3, 后: 3}") == "8:35+1 index/around-unused");
  CHECK(events("期限: {从: 2026-10-03, 到: 2026-10-05}, 频次: 每周五") ==
        "8:61+3 index/no-occasion(from=2026-10-03, to=2026-10-05)");
  CHECK(events("频次: 每周1次, 期限: {从: 1990-01-01, 到: 2026-12-31}") ==
        "8:25+4 index/too-many-occasions(limit=1000)");
  CHECK(leaf("评分: 人工评定, 活动: {节点: [春节], 每次: [签到1份]}", "{从: 2051-01-01, 到: 2051-12-31}") ==
        "8:21+2 index/festival-year(festival=春节, first=2015, last=2050)");
}

TEST_CASE("faults of how many events") {
  CHECK(events("应有: 几次") == "8:25+2 index/bad-event-count(text=几次)");
  CHECK(events("前后: {前: 3}") == "8:20+2 json/missing-keys(keys=[应有])\n8:25+1 index/around-unused");
}

TEST_CASE("a cap that a comma in brackets cut off still has its hint") {
  CHECK(leaf("评分: [每缺1次活动扣1分, 最多扣4分], 活动: {应有: 三次, 每次: [签到1份]}") ==
        "8:5+1 index/quote-sentence");
}

TEST_CASE("faults of pairs and measures") {
  CHECK(leaf("评分: 人工评定, 材料: [协议2对]") == "8:16+4 index/pairs-need-photos(slot=协议)");
  CHECK(leaf("评分: 人工评定, 材料: [{名称: 协议, 成对: 是}]") == "8:29+1 index/pairs-need-photos(slot=协议)");
  CHECK(leaf("评分: 人工评定, 材料: [{名称: 对比图, 类型: 照片, 数量: 2对}]").empty());
  CHECK(leaf("评分: 人工评定, 数据: {占比: 志愿者 /}") == "8:24+1 index/measure-half(text=志愿者 /)");
  CHECK(leaf("评分: 人工评定, 数据: {占比: 甲/乙/丙}") == "8:23+1 index/measure-twice-divided(text=甲/乙/丙)");
  CHECK(leaf("评分: 人工评定, 数据: {Ⅱ率: a/b, II率: a/c}") == "8:25+3 index/duplicate-measure(name=II率, line=8)");
}

TEST_CASE("faults of codes of other editions and indexes") {
  CHECK(leaf("评分: 人工评定, 对应: []") == "8:11+2 json/empty-value(key=对应)");
  CHECK(leaf("评分: 人工评定, 原编号: ''") == "8:11+3 json/empty-value(key=原编号)");
}

TEST_CASE("faults of weights") {
  const std::string head =
      "guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n"
      "考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n总分: 100\n指标:\n";
  CHECK(faults_of(head + "  - {编号: b, 名称: 乙, 分值: 2, 评分: 人工评定, 权重: 50%}\n"
                         "  - {编号: c, 名称: 丙, 分值: 2, 评分: 人工评定, 权重: 40%}\n") ==
        "9:41+3 index/weights-differ(sum=90%)");
  CHECK(faults_of(head + "  - {编号: b, 名称: 乙, 分值: 2, 评分: 人工评定, 权重: 100%}\n"
                         "  - {编号: c, 名称: 丙, 分值: 2, 评分: 人工评定}\n") ==
        "10:5+2 index/weight-missing(item=c)");
  CHECK(faults_of(head + "  - {编号: b, 名称: 乙, 分值: 0, 评分: 人工评定, 权重: 100%}\n") ==
        "9:41+4 index/weight-without-points(item=b)");
  CHECK(faults_of(head + "  - 编号: b\n    名称: 乙\n    指标:\n"
                         "      - {编号: c, 名称: 丙, 分值: 100, 评分: 人工评定, 权重: 100%}\n") ==
        "12:47+4 index/weight-not-on-project");
}

TEST_CASE("faults of the bonus block") {
  CHECK(header("加分: {最多: 5, 指标: [{编号: B, 名称: 乙, 分值: 2, 材料: [证书1份], 评分: 每缺1份材料扣1分}]}") ==
        "8:56+9 index/bonus-takes");
  CHECK(header("加分: {最多: 5, 指标: [{编号: Ⅰ-1, 名称: 乙, 分值: 2, 评分: 人工评定}]}") ==
        "8:23+3 index/duplicate-code(code=Ⅰ-1, first=Ⅰ-1, line=7)");
  CHECK(header("等次: [{名称: 五星, 起: 8}]\n加分: {最多: 5, 指标: [{编号: B, 名称: 乙, 分值: 2, 评分: 人工评定}]}") ==
        "8:18+1 index/award-over-total(from=8, total=7)");
}

TEST_CASE("faults of vetoes") {
  CHECK(header("否决: [{编号: V, 名称: 乙, 后果: 取消资哥}]") ==
        "8:25+4 index/bad-effect(text=取消资哥) -> json/did-you-mean(likely=取消资格)");
  CHECK(header("否决: [{编号: V, 名称: 乙, 后果: 项目Ⅰ-2不得分}]") ==
        "8:25+8 index/unknown-project(code=Ⅰ-2, known=[Ⅰ-1]) -> json/did-you-mean(likely=Ⅰ-1)");
  CHECK(header("否决: [{编号: V, 名称: 乙, 后果: [取消资格, ineligible]}]") ==
        "8:32+10 index/effect-twice(text=ineligible)");
  CHECK(header("否决: [{编号: V, 名称: 乙, 后果: 总分最高80}]") == "8:25+6 index/veto-over-total(most=80, total=2)");
}

TEST_CASE("faults of the running account") {
  CHECK(header("记分: {类型: [{名称: 退回, 分: -2}, {名称: 退回, 分: -1}]}") ==
        "8:33+2 index/duplicate-kind(kind=退回, line=8)");
  CHECK(header("记分: {当场整改: 150%}") == "8:12+4 index/share-range(text=150%)");
}

TEST_CASE("a sentence about a figure names it, or the leaf has one measure") {
  CHECK(leaf("评分: 60%以下的扣8分") == "8:5+9 index/needs-figure");
  CHECK(leaf("评分: 60%以下的扣8分, 数据: {占比: a / b, 人数: c}") == "8:5+9 index/needs-figure");
  CHECK(leaf("评分: 60%以下的扣8分, 数据: {占比: a / b}").empty());
  const auto index = parse_index(
      "guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n"
      "指标: [{编号: b, 名称: 乙, 分值: 2, 数据: {占比: a / b}, 评分: 60%以下的扣8分}]\n总分: 2\n",
      "x.yaml");
  REQUIRE(index.has_value());
  CHECK(index->items[0].scoring[0].figure == "占比");
}

TEST_CASE("a figure that is nearly another's name is refused unless it is declared") {
  CHECK(leaf("评分: 未报天数超过3不得分") ==
        "8:5+4 index/unsure-figure(figure=未报天数) -> json/did-you-mean(likely=迟报天数)");
  CHECK(leaf("评分: 未报天数超过3不得分, 数据: [未报天数, 样本数]").empty());
  CHECK(leaf("评分: 未报天数超过3不得分, 数据: 样本数、未报天数").empty());
  CHECK(leaf("评分: 未报天数超过3不得分, 数据: 未报天数").empty());
  CHECK(leaf("评分: 人工评定, 数据: [甲数, 甲数]") == "8:20+2 index/duplicate-measure(name=甲数, line=8)");
  CHECK(leaf("评分: 人工评定, 数据: [甲数 / 乙数]") == "8:16+7 index/measure-without-name(text=甲数 / 乙数)");
}

TEST_CASE("figures that are declared as they are say so in the canonical form") {
  const std::string head =
      "guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n"
      "总分: 2\n";
  const auto list = parse_index(head + "指标: [{编号: b, 名称: 乙, 分值: 2, 评分: 人工评定, 数据: [甲, 乙]}]\n", "x");
  const auto text = parse_index(head + "指标: [{编号: b, 名称: 乙, 分值: 2, 评分: 人工评定, 数据: 甲、乙}]\n", "x");
  const auto whole =
      parse_index(head + "指标: [{编号: b, 名称: 乙, 分值: 2, 评分: 人工评定, 数据: {甲: 甲, 乙: 乙}}]\n", "x");
  REQUIRE(list.has_value());
  REQUIRE(text.has_value());
  REQUIRE(whole.has_value());
  CHECK(list->digest == whole->digest);
  CHECK(text->digest == whole->digest);
  CHECK(list->items[0].measures[1] == Measure{"乙", "乙", {}, {}});
}

TEST_CASE("a sample in a sentence is that of its leaf") {
  CHECK(leaf("评分: 抽查5条、每1条不合格扣0.6分, 抽查: {数量: 4}") == "8:7+1 index/sample-differs(count=5, sample=4)");
  CHECK(leaf("评分: 抽查5条、每1条不合格扣0.6分, 抽查: {种子: x}").empty());
  CHECK(leaf("评分: 抽查5条、合格6条A、其余C") == "8:12+1 index/band-over-sample(count=6, sample=5)");
}

TEST_CASE("sentences about occasions, one slot and the running account need theirs") {
  CHECK(leaf("评分: 各次平均计分、缺1件得50%") == "8:5+14 index/needs-occasions");
  CHECK(leaf("评分: 各次平均计分、缺1件得50%, 活动: {应有: 2, 每次: [签到1份]}") == "8:5+14 index/needs-occasions");
  CHECK(leaf("评分: 各次平均计分、缺1件得50%, 活动: {频次: 每月1次, 每次: [签到1份]}").empty());
  CHECK(leaf("评分: 每缺1个广告扣1分, 材料: [广告照片3张]") == "8:9+2 index/unknown-counted(slot=广告)");
  CHECK(leaf("评分: 每缺1个广告扣1分, 材料: [广告3张]").empty());
  CHECK(leaf("评分: 按记分得分") == "8:5+5 index/needs-account");
}

TEST_CASE("a leaf may go by the running account wherever that stands in the index") {
  const std::string head =
      "guidang: index/1\n编号: a\n名称: 甲\n层级: 街道\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n"
      "报送: 2027-01-05\n总分: 2\n指标: [{编号: b, 名称: 乙, 分值: 2, 评分: 按记分得分}]\n";
  const auto index = parse_index(head + "记分: {类型: [{名称: 表扬, 分: 1}]}\n", "x");
  REQUIRE(index.has_value());
  CHECK(index->tier == Tier::street);
  CHECK(to_string(index->tier) == "street");
  CHECK(faults_of(head) == "9:32+5 index/needs-account");
}
