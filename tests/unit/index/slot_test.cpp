// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/index/index.hpp"
#include "guidang/index/load.hpp"

using namespace guidang;

namespace {

/// "name|kind|least-most|unit", or "none".
std::string read(std::string_view text) {
  const auto slot = parse_slot(text);
  if (!slot) return "none";
  const auto most = slot->count.most ? std::to_string(*slot->count.most) : std::string();
  return slot->name + "|" + std::string(to_string(slot->kind)) + "|" + std::to_string(slot->count.least) + "-" + most +
         "|" + slot->unit;
}

}  // namespace

TEST_CASE("parse_slot reads name, how many and unit") {
  CHECK(read("签到1份") == "签到|document|1-|份");
  CHECK(read("照片1-3张") == "照片|photo|1-3|张");
  CHECK(read("实事证明1份以上") == "实事证明|document|1-|份");
  CHECK(read("photo x1-3") == "photo|photo|1-3|");
  CHECK(read("minutes x1+") == "minutes|document|1-|");
  CHECK(read("照片2张") == "照片|photo|2-|张");
  CHECK(read("报道0-3份") == "报道|document|0-3|份");
}

TEST_CASE("parse_slot takes the ways people write ranges") {
  for (const auto* text : {"照片１－３张", "照片1～3张", "照片1至3张", "照片 × 1–3 张", "照片1—3张"}) {
    CHECK(read(text) == "照片|photo|1-3|张");
  }
}

TEST_CASE("parse_slot leaves digits that belong to the name") {
  CHECK(read("2025年计划1份") == "2025年计划|document|1-|份");
  CHECK(read("第1期简报") == "第1期简报|document|1-|");
  CHECK(read("CO2") == "CO2|document|1-|");
  CHECK(read("签到表") == "签到表|document|1-|");
}

TEST_CASE("parse_slot takes Chinese numerals before a unit, and leaves those of a name") {
  CHECK(read("照片一至三张") == "照片|photo|1-3|张");
  CHECK(read("照片十张以上") == "照片|photo|10-|张");
  CHECK(read("协议两份") == "协议|document|2-|份");
  CHECK(read("照片1至三张") == "照片|photo|1-3|张");
  CHECK(read("志愿者名册 二十五 份") == "志愿者名册|table|25-|份");
  CHECK(read("会议第一次") == "会议第一次|document|1-|");
  CHECK(read("一户一册") == "一户一册|document|1-|");
  CHECK(read("三会一课") == "三会一课|document|1-|");
  CHECK(read("照片三至一张") == "none");
}

TEST_CASE("parse_slot reads pairs of pictures") {
  CHECK(read("整改照片9对") == "整改照片|photo|9-|对");
  CHECK(parse_slot("整改照片9对")->pairs);
  CHECK_FALSE(parse_slot("整改照片9张")->pairs);
}

TEST_CASE("parse_slot refuses what is no slot") {
  CHECK(read("") == "none");
  CHECK(read("1份") == "none");
  CHECK(read("照片3-1张") == "none");
  CHECK(read("照片0-0张") == "none");
  CHECK(read("通知1份，签到1份") == "none");
}

TEST_CASE("a slot's kind comes from its name") {
  CHECK(kind_of_name("活动照片") == EvidenceKind::photo);
  CHECK(kind_of_name("照片说明") == EvidenceKind::document);
  CHECK(kind_of_name("志愿者名册") == EvidenceKind::table);
  CHECK(kind_of_name("会议录音") == EvidenceKind::audio);
  CHECK(kind_of_name("宣传视频") == EvidenceKind::video);
  CHECK(kind_of_name("结对协议") == EvidenceKind::document);
}

TEST_CASE("slot_names gives the name first and then its synonyms") {
  Slot slot;
  slot.name = "签到表";
  CHECK(slot_names(slot) ==
        std::vector<std::string>{
            "签到表", "签到", "签到册", "签到簿", "会议签到", "活动签到", "sign-in", "sign-in sheet", "attendance"});
  slot.name = "Ⅲ 特色材料";
  CHECK(slot_names(slot) == std::vector<std::string>{"iii 特色材料"});
}

TEST_CASE("plan and scheme are different papers") {
  Slot plan;
  plan.name = "计划";
  for (const auto& name : slot_names(plan)) CHECK(name.find("方案") == std::string::npos);
}

TEST_CASE("print_count is read back") {
  for (const auto& [count, unit] : {std::pair{CountRange{1, 3}, "张"},
                                    {CountRange{2, std::nullopt}, "份"},
                                    {CountRange{0, std::nullopt}, ""},
                                    {CountRange{1, 1}, ""}}) {
    const auto again = parse_count(print_count(count, unit));
    REQUIRE(again.has_value());
    CHECK(again->count == count);
    CHECK(again->unit == unit);
  }
}
