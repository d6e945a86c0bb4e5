// SPDX-License-Identifier: Apache-2.0
// The keys beyond the first ones: bonus, vetoes, account, weights, measures, occasions …
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "guidang/index/index.hpp"

using namespace guidang;

namespace {

constexpr std::string_view k_zh = R"(guidang: index/1
编号: full
名称: 全部栏目
版次: 2026Q4
考核期: {从: 2026-10-01, 到: 2026-12-31}
报送: 2027-01-05
总分: 100分
等次: [{名称: 五星, 起: 105分}]
不适用: 平均
记分:
  类型: [{名称: 市级退回材料, 分: -2, 加倍: 3个}, {名称: 街道表扬, 分: 0.5分}]
  当场整改: 50%
  最多扣: 10
  最多加: 4
指标:
  - 编号: Ⅰ-1
    名称: 组织
    权重: 百分之四十
    不适用: 满分
    指标:
      - 编号: Ⅲ-1
        名称: 道德讲堂
        分值: 四分
        原编号: [a1, a2]
        对应: Ⅲ-9、Ⅲ-10
        内容: 每季度开展道德讲堂
        原文: |
          每缺一次扣一分
          每缺一件扣0.25分
        活动: {应有: 三次, 频次: 每月1次, 节点: [国庆, 2026-12-05, {名称: 文化节, 从: 2026-09-20, 到: 2026-10-08}], 每次: [照片一至三张]}
        评分: 每缺1次活动扣1分
      - 编号: Ⅲ-2
        名称: 注册志愿者占比
        分值: 4
        不适用: 零分
        材料: [名册1份, 整改照片9对, {名称: 宣传照片, 数量: 十张以上, 不同画面: 是, 成对: 否}]
        数据: {占比: 注册志愿者 ／ 常住人口, 签订率: {分子: 三包协议, 分母: 门店, 分母为零: 100%}, 人数: 到场人数}
        抽查: {数量: 5条, 种子: 2026-Q4}
        免检: [国家级命名文件1份]
        评分: 每缺1份材料扣0.5分
  - 编号: Ⅰ-2
    名称: 环境
    权重: 60%
    分值: 10
    期限: 近12个月
    材料: [方案1份]
    评分: 缺一项不得分
加分:
  最多: 10
  指标:
    - 编号: B
      名称: 表彰
      指标:
        - {编号: B-1, 名称: 承办现场会, 分值: 4, 活动: {应有: 全年4次, 每次: [照片2张]}, 评分: "每次活动得2分、最多得4分"}
    - {编号: B-2, 名称: 特色, 分值: 2, 评分: 人工评定}
否决:
  - {编号: V-1, 名称: 违纪, 后果: 取消资格, 回溯: 考核期前12个月, 证明: [无违纪证明1份]}
  - {编号: V-2, 名称: 造假, 后果: [该项不得分, 总分最高79.99分]}
  - {编号: V-3, 名称: 网吧, 后果: 项目I—2不得分}
  - {编号: V-4, 名称: 未报送, 后果: 总分为零, 回溯: 不限}
)";

constexpr std::string_view k_en = R"(guidang: index/1
code: full
title: 全部栏目
edition: 2026Q4
period: {from: 2026-10-01, to: 2026-12-31}
submission: 2027-01-05
total: 100
awards: [{name: 五星, from: 105}]
not_applicable: mean
account:
  kinds: [{name: 市级退回材料, points: -2, doubled_from: 3}, {name: 街道表扬, points: 0.5}]
  on_the_spot: 0.5
  most_taken: 10
  most_given: 4
items:
  - code: Ⅰ-1
    title: 组织
    weight: 40%
    not_applicable: full
    items:
      - code: Ⅲ-1
        title: 道德讲堂
        points: 4
        was: [a1, a2]
        same_as: [Ⅲ-9, Ⅲ-10]
        content: 每季度开展道德讲堂
        issued: [每缺一次扣一分, 每缺一件扣0.25分]
        events:
          count: 3
          each: [each month]
          occasions: [National Day, 2026-12-05, {name: 文化节, from: 2026-10-01, to: 2026-10-08, due: 2026-10-08}]
          parts: [照片1-3张]
        scoring: [each missing event takes 1 point]
      - code: Ⅲ-2
        title: 注册志愿者占比
        points: 4
        not_applicable: zero
        slots: [名册1份, {name: 整改照片, count: 9对, pairs: yes}, {name: 宣传照片, count: 10张以上, distinct: yes}]
        measures: {占比: {numerator: 注册志愿者, denominator: 常住人口}, 签订率: {numerator: 三包协议, denominator: 门店, if_zero: 1}, 人数: 到场人数}
        sample: {count: 5, seed: 2026-Q4}
        exempt_if: [国家级命名文件1份]
        scoring: each missing document takes 0.5 points
  - code: Ⅰ-2
    title: 环境
    weight: 0.6
    points: 10
    window: last 12 months
    slots: 方案1份
    scoring: anything missing gives nothing
bonus:
  most: 10
  items:
    - code: B
      title: 表彰
      items:
        - {code: B-1, title: 承办现场会, points: 4, events: {count: 4 a year, parts: [照片2张]}, scoring: "each event gives 2 points, at most 4"}
    - {code: B-2, title: 特色, points: 2, scoring: judged by people}
vetoes:
  - {code: V-1, title: 违纪, effect: ineligible, look_back: 12 months before the period, proofs: [无违纪证明1份]}
  - {code: V-2, title: 造假, effect: [the item gets nothing, total at most 79.99]}
  - {code: V-3, title: 网吧, effect: project Ⅰ-2 gets nothing}
  - {code: V-4, title: 未报送, effect: total zero, look_back: any}
)";

/// The index in `text`; what is wrong with it goes into the test's message.
Index index_of(std::string_view text) {
  auto index = parse_index(text, "x.yaml");
  if (!index) {
    for (const auto& fault : index.error().faults) {
      MESSAGE(fault.where.line << ":" << fault.where.column << " " << to_string(fault.message));
    }
  }
  REQUIRE(index.has_value());
  return *index;
}

const Item& item_of(const Index& index, std::string_view code) {
  const auto* item = find_item(index, code);
  REQUIRE(item != nullptr);
  return *item;
}

Date day(std::string_view text) {
  return parse_date(text).value();
}

}  // namespace

TEST_CASE("every key is read back from its canonical form, and the bytes stay") {
  for (const auto text : {k_zh, k_en}) {
    const auto index = index_of(text);
    const auto canonical = canonical_text(index);
    const auto again = index_of(canonical);
    CHECK(canonical_text(again) == canonical);
    CHECK(again.digest == index.digest);
    CHECK(again.vetoes.size() == index.vetoes.size());
    CHECK(item_of(again, "Ⅲ-1").events->occasions == item_of(index, "Ⅲ-1").events->occasions);
    CHECK(item_of(again, "Ⅲ-2").measures == item_of(index, "Ⅲ-2").measures);
    CHECK(again.account->kinds == index.account->kinds);
  }
}

TEST_CASE("every key means the same in both languages") {
  CHECK(canonical_text(index_of(k_zh)) == canonical_text(index_of(k_en)));
}

TEST_CASE("indexes that use none of the later keys keep their digest") {
  const std::string folder = std::string(GUIDANG_SOURCE_DIR) + "/tests/fuzz/corpus/index/";
  const auto digest_of_file = [&](const std::string& name) {
    std::ifstream file(folder + name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return index_of(text).digest;
  };
  CHECK(digest_of_file("community-2026Q4.yaml") == "eaddd610f999994293da924c719ac1cc8fd640dc36ce28f398ded941e4512b9e");
  CHECK(digest_of_file("tour-2026Q4.yaml") == "212111bd63657a1e1d69b68145b4c55eabe9242ccab09054ef7302232a929f04");
}

TEST_CASE("parse_index reads the bonus block, outside the total") {
  const auto index = index_of(k_zh);
  CHECK(index.bonus->most == Exact(10));
  const auto list = leaves(index);
  REQUIRE(list.size() == 5);
  CHECK_FALSE(list[2].bonus);
  CHECK(list[3].bonus);
  CHECK(list[3].leaf->code == "B-1");
  CHECK(list[3].project->code == "B");
  CHECK(list[3].leaf->events->least == 1);
  CHECK(list[4].project->code == "B-2");
}

TEST_CASE("parse_index reads vetoes") {
  const auto vetoes = index_of(k_zh).vetoes;
  REQUIRE(vetoes.size() == 4);
  CHECK(vetoes[0].effects == std::vector<VetoEffect>{VetoEffect::ineligible});
  CHECK(vetoes[0].look_back == DateRange{day("2025-10-01"), day("2026-09-30")});
  REQUIRE(vetoes[0].proofs.size() == 1);
  CHECK(vetoes[0].proofs[0].window == vetoes[0].look_back);
  CHECK(vetoes[1].effects == std::vector<VetoEffect>{VetoEffect::item_zero, VetoEffect::total_at_most});
  CHECK(vetoes[1].most == Exact::ratio(7999, 100));
  CHECK(vetoes[1].look_back == DateRange{day("2026-10-01"), day("2026-12-31")});
  CHECK(vetoes[2].target == "Ⅰ-2");
  CHECK(vetoes[3].effects == std::vector<VetoEffect>{VetoEffect::total_zero});
  CHECK(vetoes[3].look_back.from == day("1900-01-01"));
}

TEST_CASE("parse_index reads the running account") {
  const auto account = index_of(k_zh).account.value();
  CHECK(account.kinds == std::vector<AccountKind>{{"市级退回材料", -2, 3}, {"街道表扬", Exact::ratio(1, 2), 0}});
  CHECK(account.on_the_spot == Exact::ratio(1, 2));
  CHECK(account.most_taken == Exact(10));
  CHECK(account.most_given == Exact(4));
}

TEST_CASE("parse_index reads what a leaf has besides") {
  const auto index = index_of(k_zh);
  CHECK(index.not_applicable == NotApplicable::mean);
  const auto& talk = item_of(index, "Ⅲ-1");
  CHECK(talk.points == Exact(4));
  CHECK(talk.not_applicable == NotApplicable::full);
  CHECK(talk.was == std::vector<std::string>{"a1", "a2"});
  CHECK(talk.same_as == std::vector<std::string>{"Ⅲ-9", "Ⅲ-10"});
  CHECK(talk.content == "每季度开展道德讲堂");
  CHECK(talk.issued == std::vector<std::string>{"每缺一次扣一分", "每缺一件扣0.25分"});
  CHECK(talk.events->parts[0].count == CountRange{1, 3});
  const auto& share = item_of(index, "Ⅲ-2");
  CHECK(share.not_applicable == NotApplicable::zero);
  CHECK(share.measures == std::vector<Measure>{{"占比", "注册志愿者", "常住人口", std::nullopt},
                                               {"签订率", "三包协议", "门店", Exact(1)},
                                               {"人数", "到场人数", "", std::nullopt}});
  CHECK(share.sample == SampleRule{5, "2026-Q4"});
  REQUIRE(share.exempt_if.size() == 1);
  REQUIRE(share.slots.size() == 3);
  CHECK(share.slots[1].pairs);
  CHECK(share.slots[1].count == CountRange{9, std::nullopt});
  CHECK(share.slots[2].distinct);
  CHECK(share.slots[2].count.least == 10);
  CHECK_FALSE(item_of(index, "B-2").not_applicable.has_value());
}

TEST_CASE("weights of the projects stand for the total's shares") {
  const auto index = index_of(k_zh);
  CHECK(index.items[0].weight == Exact::ratio(4, 10));
  CHECK(index.items[1].weight == Exact::ratio(6, 10));
  CHECK(index.items[0].points == Exact(8));  // the leaves need not add up to the total
}

TEST_CASE("occasions are listed by their days, and are the least number of events") {
  const auto index = index_of(k_zh);
  const auto rule = item_of(index, "Ⅲ-1").events.value();
  const auto at = [](std::string_view from, std::string_view to) { return DateRange{day(from), day(to)}; };
  CHECK(rule.least == 6);
  CHECK(rule.occasions == std::vector<Occasion>{{"国庆", at("2026-10-01", "2026-10-08"), day("2026-10-08")},
                                                {"文化节", at("2026-10-01", "2026-10-08"), day("2026-10-08")},
                                                {"10月", at("2026-10-01", "2026-10-31"), day("2026-10-31")},
                                                {"11月", at("2026-11-01", "2026-11-30"), day("2026-11-30")},
                                                {"12月", at("2026-12-01", "2026-12-31"), day("2026-12-31")},
                                                {"2026-12-05", at("2026-12-02", "2026-12-08"), day("2026-12-08")}});
}
