// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/diff.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

/// Words for tests: identifiers with their arguments.
class Plain final : public Catalogue {
 public:
  [[nodiscard]] std::string text(const Message& message) const override { return to_string(message); }

  [[nodiscard]] bool has(std::string_view /*id*/) const override { return true; }

  [[nodiscard]] std::string_view language() const override { return "zh"; }
};

/// An index of leaves of one point, each "code title [was]".
Index index(const std::vector<std::vector<std::string>>& leaves) {
  std::string text =
      "guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n"
      "总分: " +
      std::to_string(leaves.size()) + "\n指标: [{编号: P, 名称: 项目, 指标: [";
  for (const auto& leaf : leaves) {
    text += "{编号: " + leaf[0] + ", 名称: " + leaf[1] + ", 分值: 1, 评分: 人工评定" +
            (leaf.size() > 2 ? ", 原编号: [" + leaf[2] + "]" : "") + "},";
  }
  return parse_index(text + "]}]\n", "x").value();
}

/// "before>after how" of every leaf that is not as it was; "-" where there is none.
std::string changes(const Index& before, const Index& after) {
  std::string text;
  const auto diff = diff_indexes(before, after, Plain());
  for (const auto& item : diff.items) {
    text += (text.empty() ? "" : ", ") + (item.before == nullptr ? "-" : item.before->code) + ">" +
            (item.after == nullptr ? "-" : item.after->code) + " " + std::string(to_string(item.how));
  }
  return text;
}

}  // namespace

TEST_CASE("an index does not differ from itself") {
  const auto one = index({{"A-1", "制度"}, {"A-2", "会议"}});
  CHECK(diff_indexes(one, one, Plain()).empty());
}

TEST_CASE("an item is found again by its earlier code, then by title, then by its text") {
  const auto before = index({{"A-1", "规章制度"}, {"A-2", "专题会议"}, {"A-3", "走访困难家庭情况"}});
  CHECK(changes(before, index({{"B-1", "别的什么", "A-1"}, {"A-2", "专题会议"}, {"A-3", "走访困难家庭情况"}})) ==
        "A-1>B-1 was");
  CHECK(changes(before, index({{"B-1", "规章制度"}, {"A-2", "专题会议"}, {"A-3", "走访困难家庭情况"}})) ==
        "A-1>B-1 title");
  CHECK(changes(before, index({{"A-1", "规章制度"}, {"A-2", "专题会议"}, {"B-3", "走访困难家庭的情况"}})) ==
        "A-3>B-3 text");
  CHECK(changes(before, index({{"A-1", "规章制度"}, {"A-2", "专题会议"}, {"B-3", "网上申报"}})) ==
        "->B-3 code, A-3>- code");
}

TEST_CASE("codes that have moved on follow the titles") {
  const auto before = index({{"A-1", "规章制度"}, {"A-2", "专题会议"}});
  CHECK(changes(before, index({{"A-1", "宣传报道"}, {"A-2", "规章制度"}, {"A-3", "专题会议"}}))
            .find("A-1>A-2 title, A-2>A-3 title") != std::string::npos);
}

TEST_CASE("texts are not compared where there are too many of them") {
  std::vector<std::vector<std::string>> before;
  std::vector<std::vector<std::string>> after;
  const std::string text = "社区党组织领导下的居民议事会每月召开并公开结果";
  for (int i = 0; i < 2000; ++i) {
    before.push_back({"A" + std::to_string(i), text + "甲" + std::to_string(i)});
    after.push_back({"B" + std::to_string(i), text + "乙" + std::to_string(i)});
  }
  CHECK(diff_indexes(index(before), index(after), Plain()).items.size() == 4000);
  before.resize(2);
  after.resize(2);
  CHECK(diff_indexes(index(before), index(after), Plain()).items.size() == 2);
}

namespace {

/// An index of one leaf, whose keys `leaf` gives, in a quarter; `head` has more keys of the index.
Index quarter(int number, const std::string& leaf, const std::string& head = "") {
  const std::string days = number == 4 ? "考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n"
                                       : "考核期: {从: 2027-01-01, 到: 2027-03-31}\n报送: 2027-04-05\n";
  return parse_index("guidang: index/1\n编号: a\n名称: 甲\n版次: 一\n总分: 1\n" + days + head +
                         "指标: [{编号: P, 名称: 项目, 指标: [{编号: A-1, 名称: 活动, 分值: 1, 评分: 人工评定, " +
                         leaf + "}]}]\n",
                     "x")
      .value();
}

/// The fields that differ from one quarter to the next.
std::string moved(const std::string& before, const std::string& after) {
  std::string text;
  for (const auto& item : diff_indexes(quarter(4, before), quarter(1, after), Plain()).items) {
    for (const auto& field : item.fields) text += (text.empty() ? "" : " ") + field.field;
  }
  return text;
}

std::string moved(const std::string& leaf) {
  return moved(leaf, leaf);
}

}  // namespace

TEST_CASE("days that only move with the period are no change") {
  CHECK(moved("材料: [制度1份]") == "");
  CHECK(moved("材料: [制度1份], 期限: 本年") == "");
  CHECK(moved("材料: [制度1份], 期限: 近12个月") == "");
  CHECK(moved("材料: [制度1份], 期限: 近3年") == "");
  CHECK(moved("材料: [制度1份], 期限: 不限") == "");
  CHECK(moved("材料: [制度1份], 时限: 2026-12-20", "材料: [制度1份], 时限: 2027-03-20") == "");
}

TEST_CASE("a recurrence and its festivals are no change, whatever the quarter holds of them") {
  for (const std::string often : {"每周1次", "每月1次", "每半月1次", "每季度1次", "每周五", "每月15日", "每月2次"}) {
    CAPTURE(often);
    CHECK(moved("活动: {频次: " + often + ", 每次: [照片1张]}") == "");
  }
  CHECK(moved("活动: {节点: [国庆, 春节, 元宵], 每次: [照片1张]}") == "");
}

TEST_CASE("what is really other is told") {
  CHECK(moved("材料: [制度1份]", "材料: [制度2份]") == "slots");
  CHECK(moved("材料: [制度1份]", "材料: [制度1份], 期限: 近12个月") == "slots");
  CHECK(moved("材料: [制度1份], 时限: 2026-12-20", "材料: [制度1份], 时限: 2027-02-10") == "slots");
  CHECK(moved("活动: {频次: 每周1次, 每次: [照片1张]}", "活动: {频次: 每月1次, 每次: [照片1张]}").find("occasions") !=
        std::string::npos);
  const std::string year = "], 每次: [照片1张], 期限: 近12个月}";
  CHECK(moved("活动: {节点: [国庆, 春节" + year) == "");
  CHECK(moved("活动: {节点: [国庆, 春节" + year, "活动: {节点: [国庆" + year).find("occasions") != std::string::npos);
}

TEST_CASE("the look-back of a veto moves too") {
  const std::string veto = "否决: [{编号: V-1, 名称: 事故, 回溯: 近12个月, 后果: 取消资格}]\n";
  const auto diff = diff_indexes(quarter(4, "材料: [制度1份]", veto), quarter(1, "材料: [制度1份]", veto), Plain());
  std::string fields;
  for (const auto& field : diff.header) fields += field.field + " ";
  CHECK(fields == "period submission ");
}
