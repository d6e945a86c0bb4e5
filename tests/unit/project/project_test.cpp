// SPDX-License-Identifier: Apache-2.0
#include "guidang/project/project.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

std::vector<std::string> faults_of(std::string_view text) {
  const auto project = parse_project(text, "guidang.yaml");
  std::vector<std::string> list;
  if (project) return list;
  for (const auto& fault : project.error().faults) {
    list.push_back(std::to_string(fault.where.line) + ":" + std::to_string(fault.where.column) + " " +
                   to_string(fault.message));
  }
  return list;
}

}  // namespace

TEST_CASE("parse_project reads settings in Chinese") {
  const auto project = parse_project(R"(guidang: project/1
单位: 秀水社区
街道: 示例街道
年度: 2026
语言: 英文
资料: 资料/2026
体系:
  - {文件: 体系/2026Q4.yaml, 版次: 2026Q4}
  - {文件: 体系/2026Q3.yaml}
份:
  - {标识: street, 名称: 街道份, 保管单位: 创建办, 保管人: 李敏, 电话: 01012345678, 地点: 档案室}
)",
                                     "guidang.yaml");
  REQUIRE(project.has_value());
  CHECK(project->unit == "秀水社区");
  CHECK(project->street == "示例街道");
  CHECK(project->year == 2026);
  CHECK(project->language == "en");
  CHECK(project->pool.text() == "资料/2026");
  REQUIRE(project->indexes.size() == 2);
  CHECK(project->indexes[0].file.text() == "体系/2026Q4.yaml");
  CHECK(project->indexes[0].edition == "2026Q4");
  CHECK(project->indexes[1].edition.empty());
  CHECK(project->indexes[1].where == Location{"guidang.yaml", 9, 5});
  REQUIRE(project->copies.size() == 1);
  CHECK(project->copies[0].keeper == "李敏");
  CHECK(project->copies[0].phone == "01012345678");
}

TEST_CASE("parse_project has two copies by default and leaves the pool open") {
  const auto project = parse_project("guidang: project/1\nunit: U\nyear: 2026\nindexes: [{file: a.yaml}]\n", "x");
  REQUIRE(project.has_value());
  CHECK(project->pool.empty());
  CHECK(project->language == "zh");
  REQUIRE(project->copies.size() == 2);
  CHECK(project->copies[0].id == "street");
  CHECK(project->copies[1].id == "community");
}

TEST_CASE("parse_project keeps paths inside the archive folder") {
  const auto with = [](const std::string& path) {
    return faults_of("guidang: project/1\nunit: U\nyear: 2026\nindexes: [{file: " + path + "}]\n");
  };
  CHECK(with("../a.yaml") == std::vector<std::string>{"4:18 project/path-outside(path=../a.yaml)"});
  CHECK(with("/a.yaml") == std::vector<std::string>{"4:18 project/path-outside(path=/a.yaml)"});
  CHECK(with("'C:/a.yaml'") == std::vector<std::string>{"4:18 project/path-outside(path=C:/a.yaml)"});
  CHECK(with("体系\\a.yaml") == std::vector<std::string>{"4:18 project/backslash(path=体系\\a.yaml)"});
}

TEST_CASE("parse_project finds all faults in one run") {
  CHECK(faults_of(R"(guidang: project/2
unit: a/b
year: 26
indexes: [{file: a.yaml, edition: 2026}, {file: a.yaml}]
copies: [{id: 街道, name: x, holder: y, keeper: z}, {id: a, name: x, holder: , keeper: z}]
)") == std::vector<std::string>{"1:10 json/unknown-word(text=project/2, allowed=[project/1])",
                                "2:7 project/not-a-file-name(text=a/b)",
                                "3:7 json/too-small(text=26, limit=1900)",
                                "4:35 json/quote-it(text=2026)",
                                "4:49 project/duplicate-index(file=a.yaml, line=4)",
                                "5:15 json/want-form(text=街道, example=street)",
                                "5:65 project/duplicate-copy-name(text=x, line=5)",
                                "5:68 json/empty-value(key=holder)"});
}
