// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/print_yaml.hpp"

#include <filesystem>

#include <doctest/doctest.h>

#include "guidang/jobs/lint.hpp"

using namespace guidang;

namespace {

/// The index files below a folder that can be read; what is wrong with others is for the tests of `index check`.
std::vector<Index> readable_below(const std::string& folder) {
  std::vector<Index> indexes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
    if (auto file = read_index_file(entry.path().string())) indexes.push_back(std::move(file->index));
  }
  return indexes;
}

/// What reading back does not give: the digest, or the fault.
std::string read_back(const Index& index, std::string_view language) {
  const auto again = parse_index(write_index_yaml(index, language), "again.yaml");
  if (again) return again->digest;
  const auto& error = again.error();
  return error.faults.empty() ? to_string(error.message) : to_string(error.faults.front().message);
}

}  // namespace

TEST_CASE("an index printed in either language reads back to the same digest") {
  auto indexes = readable_below(GUIDANG_SOURCE_DIR "/examples");
  for (auto& one : readable_below(GUIDANG_SOURCE_DIR "/tests/fuzz/corpus/index")) indexes.push_back(std::move(one));
  REQUIRE(indexes.size() > 8);
  for (const auto& index : indexes) {
    CAPTURE(index.code);
    CHECK(read_back(index, "zh") == index.digest);
    CHECK(read_back(index, "en") == index.digest);
  }
}

TEST_CASE("a printed index says what a requirement needs and no more") {
  const auto index = parse_index(R"(guidang: index/1
编号: a
名称: 细则
层级: 区
版次: 2026Q4
考核期: {从: 2026-10-01, 到: 2026-12-31}
报送: 2027-01-05
总分: 4
等次: [{名称: 五星, 起: 3}]
指标:
  - {编号: Ⅲ-1, 名称: 会议, 分值: 4, 期限: 仍有效, 材料: [签到表1份, {名称: 照片, 数量: 2张, 不同画面: 是}], 评分: 每缺1份材料扣0.5分}
否决:
  - {编号: V1, 名称: 事故, 后果: [取消资格, 总分最高3.5], 证明: [证明1份]}
)",
                                 "a.yaml");
  REQUIRE(index);
  const auto zh = write_index_yaml(*index, "zh");
  CHECK(zh.find("    期限: 仍有效\n") != std::string::npos);
  CHECK(zh.find("      - 签到表1份\n      - {名称: \"照片\", 数量: 2张以上, 不同画面: 是}\n") != std::string::npos);
  CHECK(zh.find("    评分: 每缺1份材料扣0.5分\n") != std::string::npos);
  CHECK(zh.find("    后果: [取消资格, 总分最高3.5]\n    证明: [证明1份]\n") != std::string::npos);
  const auto en = write_index_yaml(*index, "en");
  CHECK(en.find("    window: still in force\n") != std::string::npos);
  CHECK(en.find("    effect: [ineligible, total at most 3.5]\n") != std::string::npos);
}
