// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/resolve.hpp"

#include <map>
#include <random>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

using Files = std::map<std::string, std::string>;

Result<Index> load(const Files& files, const std::string& first = "a.yaml") {
  return load_index(*RelPath::parse(first), {[&](const RelPath& path) -> Result<std::string> {
    const auto found = files.find(path.text());
    if (found == files.end()) return fail(ErrorCode::not_found, {"fs/not-found", {}});
    return found->second;
  }});
}

constexpr std::string_view k_parent = R"(guidang: index/1
编号: city
名称: 市细则
版次: 2026Q4
考核期: {从: 2026-10-01, 到: 2026-12-31}
报送: 2027-01-05
总分: 6
等次: [{名称: 五星, 起: 1}]
指标:
  - 编号: Ⅰ-1
    名称: 组织领导
    时限: 2026-12-20
    指标:
      - {编号: Ⅲ-1, 名称: 规章制度, 分值: 2, 材料: [制度1份], 评分: 缺一项不得分}
      - {编号: Ⅲ-2, 名称: 会议, 分值: 2, 材料: [通知1份, 签到1份], 评分: 每缺1份材料扣1分}
  - {编号: Ⅲ-3, 名称: 走访, 分值: 2, 材料: [照片2张], 评分: 缺一项不得分}
)";

/// A child of p.yaml with these further lines.
std::string child(const std::string& lines) {
  return "guidang: index/1\n编号: district\n名称: 区细则\n沿用: p.yaml\n" + lines;
}

Files family(const std::string& lines) {
  return {{"a.yaml", child(lines)}, {"p.yaml", std::string(k_parent)}};
}

/// All faults: "file:line:column message".
std::vector<std::string> faults(const Files& files) {
  const auto index = load(files);
  std::vector<std::string> list;
  if (index) return list;
  for (const auto& fault : index.error().faults) {
    list.push_back(fault.where.file + ":" + std::to_string(fault.where.line) + ":" +
                   std::to_string(fault.where.column) + " " + to_string(fault.message));
  }
  return list;
}

std::string codes(const Index& index) {
  std::string text;
  for (const auto& [leaf, project, bonus] : leaves(index)) text += (text.empty() ? "" : " ") + leaf->code;
  return text;
}

}  // namespace

TEST_CASE("an index takes over what it does not say from the one it extends") {
  const auto index = load(family("edition: 2027Q1\n"));
  REQUIRE(index.has_value());
  CHECK(index->code == "district");
  CHECK(index->edition == "2027Q1");
  CHECK(index->total == Exact(6));
  CHECK(index->awards.size() == 1);
  CHECK(codes(*index) == "Ⅲ-1 Ⅲ-2 Ⅲ-3");
  CHECK(index->sources == std::vector<std::string>{"p.yaml"});
  CHECK(index->items.front().origin == "p.yaml");
  CHECK(index->items.front().where.file == "p.yaml");
  CHECK(index->items.front().where.line == 10);
}

TEST_CASE("an item with the same code replaces the fields that it gives, whatever level it is written at") {
  const auto index = load(family("总分: 7\n指标: [{编号: III—2, 分值: 3, 材料: [记录1份]}]\n"));
  REQUIRE(index.has_value());
  const Item* item = find_item(*index, "Ⅲ-2");
  REQUIRE(item != nullptr);
  CHECK(item->points == Exact(3));
  CHECK(item->title == "会议");
  REQUIRE(item->slots.size() == 1);  // a list is replaced as a whole
  CHECK(item->slots.front().name == "记录");
  CHECK(to_string(item->slots.front().due) == "2026-12-20");  // handed down by the parent's item
  CHECK(item->origin.empty());
  CHECK(codes(*index) == "Ⅲ-1 III—2 Ⅲ-3");
}

TEST_CASE("new items go where they are written, dropped ones go with all they hold") {
  const std::string leaf = "{编号: N-1, 名称: 新, 分值: 1, 评分: 人工评定}";
  const auto inside = load(family("总分: 5\n去掉: Ⅲ-3\n指标: [{编号: Ⅰ-1, 指标: [" + leaf + "]}]\n"));
  REQUIRE(inside.has_value());
  CHECK(codes(*inside) == "Ⅲ-1 Ⅲ-2 N-1");
  const auto outside = load(family("总分: 3\n去掉: [Ⅰ-1]\n指标: [" + leaf + "]\n"));
  REQUIRE(outside.has_value());
  CHECK(codes(*outside) == "Ⅲ-3 N-1");
}

TEST_CASE("a leaf can be divided, and a dropped code written anew") {
  const auto divided =
      load(family("指标: [{编号: Ⅲ-3, 指标: [{编号: Ⅲ-3-1, 名称: 走访, 分值: 2, 评分: 人工评定}]}]\n"));
  REQUIRE(divided.has_value());
  CHECK(codes(*divided) == "Ⅲ-1 Ⅲ-2 Ⅲ-3-1");
  const auto anew = load(family("去掉: Ⅲ-3\n指标: [{编号: Ⅲ-3, 名称: 别的, 分值: 2, 评分: 人工评定}]\n"));
  REQUIRE(anew.has_value());
  CHECK(find_item(*anew, "Ⅲ-3")->slots.empty());
}

TEST_CASE("any number of indexes up to the limit extend one another") {
  Files files{{"deep/p.yaml", std::string(k_parent)}};
  files["a.yaml"] = child("版次: 2027Q1\n");
  files["p.yaml"] = "guidang: index/1\n沿用: ./deep/q.yaml\n报送: 2027-01-06\n";
  files["deep/q.yaml"] = "guidang: index/1\n沿用: ../deep/p.yaml\n名称: 中间\n";
  const auto index = load(files);
  REQUIRE(index.has_value());
  CHECK(index->title == "区细则");
  CHECK(to_string(index->submission) == "2027-01-06");
  CHECK(index->sources == std::vector<std::string>{"p.yaml", "deep/q.yaml", "deep/p.yaml"});
  for (int i = 0; i < 20; ++i) {
    files[std::to_string(i) + ".yaml"] = "guidang: index/1\n沿用: " + std::to_string(i + 1) + ".yaml\n";
  }
  const auto too_deep = load(files, "0.yaml");
  REQUIRE(!too_deep.has_value());
  CHECK(too_deep.error().faults.front().message.id == "index/extends-too-deep");
}

TEST_CASE("a fault points into the file and line that it comes from") {
  auto files = family("指标:\n  - {编号: Ⅲ-2, 评分: 胡说}\n  - {编号: Ⅲ-9, 名称: 缺分值, 评分: 人工评定}\n");
  const auto place = files["p.yaml"].find("照片2张");
  files["p.yaml"].replace(place, std::string("照片2张").size(), "照片2-1张");
  const auto list = faults(files);
  REQUIRE(list.size() == 3);
  CHECK(list[0].starts_with("a.yaml:6:"));
  CHECK(list[1].starts_with("a.yaml:7:"));
  CHECK(list[2].starts_with("p.yaml:16:"));
}

TEST_CASE("a chain that leads nowhere is a fault at the place that says so") {
  CHECK(faults({{"a.yaml", child("")}}) == std::vector<std::string>{"a.yaml:4:5 index/extends-missing(path=p.yaml)"});
  CHECK(faults({{"a.yaml", child("")}, {"p.yaml", "guidang: index/1\n沿用: a.yaml\n"}}) ==
        std::vector<std::string>{"p.yaml:2:5 index/extends-loop(path=a.yaml)"});
  for (const std::string out : {"../p.yaml", "/p.yaml", "x/../../p.yaml", "C:/p.yaml", "x\\p.yaml", ".", "''"}) {
    CAPTURE(out);
    const auto list = faults({{"a.yaml", "guidang: index/1\n沿用: " + out + "\n"}, {"p.yaml", std::string(k_parent)}});
    REQUIRE(!list.empty());
    CHECK(list.front().starts_with("a.yaml:2:5 "));
  }
}

TEST_CASE("what does not fit the index that is extended is a fault") {
  CHECK(faults(family("去掉: [Ⅲ-3, Ⅸ-9]\n总分: 4\n")) ==
        std::vector<std::string>{"a.yaml:5:11 index/drop-unknown(code=Ⅸ-9)"});
  CHECK(faults(family("去掉: [Ⅲ-1, Ⅲ-2]\n总分: 2\n")) ==
        std::vector<std::string>{"a.yaml:5:11 index/drop-empties(code=Ⅲ-2)"});
  CHECK(faults(family("去掉: Ⅲ-3\n")) ==
        std::vector<std::string>{"a.yaml:4:5 index/inherited-total-differs(total=6, sum=4, file=p.yaml)"});
  CHECK(faults(family("指标: [{编号: Ⅰ-1, 指标: [{编号: Ⅲ-3, 分值: 2}]}]\n")).front().find("index/moved-item") !=
        std::string::npos);
  const std::string twice = "{编号: Ⅲ-3, 名称: 走访, 分值: 2, 评分: 人工评定}";
  CHECK(faults(family("指标: [" + twice + ", " + twice + "]\n")).back().find("index/duplicate-code") !=
        std::string::npos);
  CHECK(faults({{"a.yaml", std::string(k_parent) + "去掉: Ⅲ-3\n"}}).front().find("index/drop-alone") !=
        std::string::npos);
}

TEST_CASE("a resolved index reads back to the same index, and resolving it again changes nothing") {
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases each time
  for (int round = 0; round < 60; ++round) {
    std::string lines = "总分: X\n指标:\n";
    int total = 6;
    for (int leaf = 1; leaf <= 3; ++leaf) {
      const int points = static_cast<int>(random() % 4);
      if (random() % 2 == 0) continue;
      total += points - 2;
      lines += "  - {编号: Ⅲ-" + std::to_string(leaf) + ", 分值: " + std::to_string(points) + "}\n";
    }
    lines += "  - {编号: N, 名称: 新, 分值: 1, 评分: 人工评定}\n";
    lines.replace(lines.find('X'), 1, std::to_string(total + 1));
    CAPTURE(lines);
    const auto index = load(family(lines));
    REQUIRE(index.has_value());
    const auto again = parse_index(resolved_text(*index), "resolved");
    REQUIRE(again.has_value());
    CHECK(again->digest == index->digest);
    CHECK(resolved_text(*again) == canonical_text(*index));
  }
}
