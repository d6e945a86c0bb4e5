// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/importer.hpp"

#include <doctest/doctest.h>

#include "guidang/importer/heading.hpp"
#include "guidang/importer/scoring.hpp"
#include "guidang/index/index.hpp"
#include "guidang/index/table.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

Imported imported(std::string_view csv) {
  const auto sheet = sheet::parse_csv(csv, "t.csv");
  REQUIRE(sheet);
  auto result = import_index(*make_grid(*sheet), "t", *make_date(2026, 11, 20));
  REQUIRE(result);
  return *std::move(result);
}

}  // namespace

TEST_CASE("read_heading") {
  SUBCASE("takes code and points off") {
    const auto heading = read_heading("1.领导小组（2分）");
    CHECK(heading.code == "1");
    CHECK_FALSE(heading.whole);
    CHECK(heading.text == "领导小组");
    CHECK(heading.points == Exact(2));
  }
  SUBCASE("keeps a code that stands for itself") {
    CHECK(read_heading("Ⅶ-1-3 机构").code == "Ⅶ-1-3");
    CHECK(read_heading("Ⅶ-1-3 机构").whole);
    CHECK(read_heading("1.2 机构").code == "1.2");
  }
  SUBCASE("counts 一、 （一） ① within the heading above") {
    CHECK(read_heading("一、组织领导（14分）").code == "一");
    CHECK(read_heading("（二）宣传").code == "二");
    CHECK(read_heading("③宣传").code == "3");
  }
  SUBCASE("does not take a number for a code") {
    CHECK(read_heading("3.5分以上").code.empty());
    CHECK(read_heading("24小时值班").text == "24小时值班");
  }
}

TEST_CASE("read_scoring") {
  ScoringMemo memo;
  SUBCASE("takes a cell apart and leaves out what scores nothing") {
    const auto read = read_scoring("有年度计划。1. 每缺1份材料扣1分；2. 缺一项不得分。", "", memo);
    REQUIRE(read.parts.size() == 2);
    CHECK(read.parts[0].sentence);
    CHECK(read.parts[1].sentence);
    CHECK(read.described == std::vector<std::string>{"有年度计划"});
  }
  SUBCASE("does not drop the condition of a sentence") {
    const auto read = read_scoring("领导不重视的，每缺1份材料扣1分", "", memo);
    REQUIRE(read.parts.size() == 1);
    CHECK_FALSE(read.parts[0].sentence);
    CHECK(read.parts[0].text == "领导不重视的，每缺1份材料扣1分");
  }
}

TEST_CASE("a scoring cell costs no more than its limits") {
  std::string cell;
  for (int i = 0; i < 60; ++i) cell += "不按要求开展工作情况较差扣" + std::to_string(i) + "分，";
  SUBCASE("the same cell again costs nothing") {
    ScoringMemo memo;
    static_cast<void>(read_scoring(cell, "", memo));
    const auto once = memo.readings();
    static_cast<void>(read_scoring(cell, "", memo));
    CHECK(memo.readings() == once);
  }
  SUBCASE("clauses beyond the 64th are kept unread") {
    ScoringMemo memo;
    const auto read = read_scoring(
        cell + "每缺1份照片扣1分；每缺1份签到扣1分；每缺1份通知扣1分；每缺1份简报扣1分；尾巴扣1分", "", memo);
    REQUIRE(read.parts.back().unread);
    CHECK(read.parts.back().text == "尾巴扣1分");
    CHECK(read.parts[read.parts.size() - 2].sentence);
  }
  SUBCASE("nothing is tried once the readings are spent") {
    ScoringMemo memo(1);
    const auto read = read_scoring("每缺1份照片扣1分；每缺1份签到扣1分", "", memo);
    REQUIRE(read.parts.size() == 2);
    CHECK(read.parts[0].sentence);
    CHECK(read.parts[1].unread);
    CHECK(memo.readings() < 10);  // those of the first clause
  }
}

TEST_CASE("what was not set up is no name for what follows") {
  ScoringMemo memo;
  const auto read = read_scoring("成立领导小组，未成立的不得分；每缺1次会议扣2分", "", memo);
  for (const auto& part : read.parts) {
    if (part.sentence) CHECK(part.sentence->slot.find("不得分") == std::string::npos);
  }
  CHECK_FALSE(parse_sentence("缺不得分；每缺1次会议扣2分"));
  CHECK_FALSE(parse_sentence("缺不得分"));
  CHECK(parse_sentence("缺“通知，签到”扣1分"));
}

TEST_CASE("a grid fills merged cells within a limit") {
  sheet::Sheet sheet;
  sheet.name = "t";
  for (int row = 1; row <= 100; ++row) sheet.rows.push_back({{row == 1 ? std::string(1000, 'x') : "", row, 1, 1}});
  sheet.merged.push_back({1, 1, 100, 1});
  CHECK(make_grid(sheet, 100'000));
  CHECK(to_string(make_grid(sheet, 99'999).error()).find("sheet/too-large") != std::string::npos);
}

TEST_CASE("a heading that a CSV repeats is one heading") {
  const auto result = imported(
      "测评项目,测评内容,分值,评分标准\n组织领导,会议,2,每缺1份材料扣1分\n组织领导,活动,3,每缺1份照片扣1分\n宣传,活动,"
      "1,每缺1份简报扣1分\n");
  const auto* const items = result.index.find("指标");
  REQUIRE(items != nullptr);
  REQUIRE(items->items.size() == 2);
  CHECK(items->items[0].find("指标")->items.size() == 2);
  CHECK(result.leaves == 3);
}

TEST_CASE("import_index") {
  const std::string_view k_table =
      "测评项目,测评内容,分值,评分标准\n组织,会议,2,每缺1份材料扣1分\n,活动,3,情节严重的酌情扣分\n合计,,5,\n";
  SUBCASE("prints what the loader reads, in YAML and as a table alike") {
    const auto result = imported(k_table);
    CHECK(result.leaves == 2);
    CHECK(result.adds_up);
    CHECK(result.sentences == 2);
    CHECK(result.understood == 1);
    const auto from_yaml = parse_index(yaml::print(result.index), "t.yaml");
    REQUIRE(from_yaml);
    const auto csv = print_index_table(result.index, "csv");
    REQUIRE(csv);
    const auto table = parse_index_table(*csv, "t.csv");
    REQUIRE(table);
    const auto from_table = parse_index(yaml::print(table->root), "t.yaml");
    REQUIRE(from_table);
    CHECK(from_yaml->digest == from_table->digest);
    CHECK(from_yaml->items[0].children[1].issued == std::vector<std::string>{"情节严重的酌情扣分"});
  }
  SUBCASE("says where a sentence stands that it does not understand") {
    const auto result = imported(k_table);
    bool told = false;
    for (const auto& note : result.notes) {
      if (note.kind != ImportNote::Kind::not_understood) continue;
      told = true;
      CHECK(note.row == 3);
      CHECK(note.column == 4);
    }
    CHECK(told);
  }
}

}  // namespace guidang
