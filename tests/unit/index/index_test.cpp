// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/index.hpp"

#include <doctest/doctest.h>

#include "guidang/digest/digest.hpp"

using namespace guidang;

namespace {

constexpr std::string_view k_rich = R"(guidang: index/1
编号: sample-district-2026Q4
名称: 示例区"文明社区"考核评分细则
层级: 市
版次: 2026Q4
考核期: {从: 2026-10-01, 到: 2026-12-31}
报送: 2027-01-05
时区: Asia/Shanghai
总分: 10
折算: {A: 100%, B: 66%, C: 33%, C#: 0%}
小数: {每项: 2, 方式: 四舍五入}
等次: [{名称: 五星, 起: 9.5, 各项目至少: 80%}, {名称: 四星, 起: 9}]
严重程度: {authenticity/undated: 警告}
指标:
  - 编号: Ⅰ-1
    名称: 组织领导与资料档案
    时限: 2026-12-20
    责任人: 王芳
    指标:
      - 编号: Ⅲ-3
        名称: 专题研究会议
        分值: 2
        方法: 材料审核、实地考察
        活动: {应有: 1次, 每次: [通知1份, 签到1份, 记录1份, 照片1-3张]}
        评分: [每缺1次活动扣1分, 每次活动每缺1件扣0.25分、最多扣1分]
  - code: Ⅲ-16
    title: 注册志愿者占比
    points: 4
    slots: [名册1份, {名称: 现场照片, 数量: 1-3张, 格式: [jpg, png], 大小: {至多: 8MB}, 期限: 不限, 时限: 2026-12-31}]
    scoring: 每缺1份材料扣0.5分
  - 编号: Ⅲ-26
    名称: 结对帮扶
    分值: 4
    期限: {从: 2026-01-01, 到: 2026-12-31}
    标准: {1: 结对协议1份, 2: 走访记录1份, 3: [实事证明1份以上, "photo x1-3"]}
    评分: 达标3项A, 2项B, 1项C, 0项C#
)";

Date day(int year, int month, int day_of_month) {
  return make_date(year, month, day_of_month).value();
}

}  // namespace

TEST_CASE("parse_index reads the header") {
  const auto index = parse_index(k_rich, "x.yaml");
  REQUIRE(index.has_value());
  CHECK(index->code == "sample-district-2026Q4");
  CHECK(index->title == "示例区\"文明社区\"考核评分细则");
  CHECK(index->tier == Tier::city);
  CHECK(index->edition == "2026Q4");
  CHECK(index->period == DateRange{day(2026, 10, 1), day(2026, 12, 31)});
  CHECK(index->submission == day(2027, 1, 5));
  CHECK(index->zone_minutes == 480);
  CHECK(index->total == Exact(10));
  CHECK(index->shares.at("B") == Exact::ratio(66, 100));
  CHECK(index->leaf_places == 2);
  REQUIRE(index->awards.size() == 2);
  CHECK(index->awards[0].each_project == Exact::ratio(8, 10));
  CHECK(index->severities == std::map<std::string, Severity>{{"authenticity/undated", Severity::warning}});
}

TEST_CASE("parse_index reads the tree, and what items hand down") {
  const auto index = parse_index(k_rich, "x.yaml");
  REQUIRE(index.has_value());
  const auto list = leaves(*index);
  REQUIRE(list.size() == 3);
  const Item& meeting = *list[0].leaf;
  CHECK(list[0].project->code == "Ⅰ-1");
  CHECK(list[0].project->points == Exact(2));
  CHECK(meeting.where == Location{"x.yaml", 20, 13});
  CHECK(meeting.methods == std::vector<Method>{Method::documents, Method::site_visit});
  CHECK(meeting.owner == "王芳");
  REQUIRE(meeting.events.has_value());
  CHECK(meeting.events->least == 1);
  CHECK(meeting.events->due == day(2026, 12, 20));
  REQUIRE(meeting.events->parts.size() == 4);
  const Slot& photo = meeting.events->parts[3];
  CHECK(photo.name == "照片");
  CHECK(photo.kind == EvidenceKind::photo);
  CHECK(photo.count == CountRange{1, 3});
  CHECK(photo.window == index->period);
  CHECK(photo.due == day(2026, 12, 20));
  CHECK(meeting.scoring.size() == 2);
}

TEST_CASE("parse_index reads slots written out, with defaults") {
  const auto index = parse_index(k_rich, "x.yaml");
  REQUIRE(index.has_value());
  const auto& slots = find_item(*index, "iii-16")->slots;
  REQUIRE(slots.size() == 2);
  CHECK(slots[0].window == index->period);
  CHECK(slots[0].due == index->submission);
  CHECK(slots[0].formats.empty());
  CHECK_FALSE(slots[1].window.has_value());
  CHECK(slots[1].formats == std::vector<std::string>{"jpeg", "png"});
  CHECK(slots[1].most_bytes == 8U * 1024 * 1024);
  CHECK(slots[1].due == day(2026, 12, 31));
  const auto& standards = find_item(*index, "Ⅲ—26")->standards;
  REQUIRE(standards.size() == 3);
  CHECK(standards[2].slots.size() == 2);
  CHECK(standards[0].slots[0].window == DateRange{day(2026, 1, 1), day(2026, 12, 31)});
}

TEST_CASE("the canonical text is read back to an equal index and does not change again") {
  const auto index = parse_index(k_rich, "x.yaml");
  REQUIRE(index.has_value());
  const auto text = canonical_text(*index);
  CHECK(index->digest == digest_of(Algorithm::sha256, text));
  const auto again = parse_index(text, "canonical");
  REQUIRE(again.has_value());
  CHECK(canonical_text(*again) == text);
  CHECK(again->digest == index->digest);
  for (const char c : text.substr(0, text.find("code"))) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("the language of keys does not change the digest") {
  constexpr std::string_view k_zh = R"(guidang: index/1
编号: a
名称: 甲
版次: 2026Q4
考核期: {从: 2026-10-01, 到: 2026-12-31}
报送: 2027-01-05
总分: 1
指标: [{编号: b, 名称: 乙, 分值: 1, 方法: 实地考察, 评分: 人工评定}]
)";
  constexpr std::string_view k_en = R"(guidang: index/1
code: a
title: 甲
tier: district
edition: 2026Q4
period: {from: 2026-10-01, to: 2026-12-31}
submission: 2027-01-05
zone: "+08:00"
total: 1.0
shares: {A: 1, B: 0.66, C: 33%, C#: 0}
items: [{code: b, title: 乙, points: 1, methods: [site_visit], scoring: [人工评定]}]
)";
  const auto zh = parse_index(k_zh, "zh.yaml");
  const auto en = parse_index(k_en, "en.yaml");
  REQUIRE(zh.has_value());
  REQUIRE(en.has_value());
  CHECK(zh->digest == en->digest);
}
