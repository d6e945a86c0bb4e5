// SPDX-License-Identifier: Apache-2.0
// Which file a line of the register speaks of: by its name, else by its 校验码.
#include <doctest/doctest.h>

#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

using List = std::vector<std::string>;

const std::string k_a(64, 'a');
const std::string k_b(64, 'b');

RegisterLine line(std::string name, std::string digest = "", std::string code = "") {
  RegisterLine made;
  made.name = std::move(name);
  made.digest = std::move(digest);
  if (!code.empty()) made.codes = {std::move(code)};
  made.where = {"台账.csv", 2, 1};
  return made;
}

Archive registered(std::initializer_list<std::pair<const char*, std::string>> files, std::vector<RegisterLine> lines) {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度", 1)}), with_slots(leaf("Ⅲ-2"), {slot("名册", 1)})});
  for (const auto& [path, digest] : files) archive.add(path, digest);
  archive.tables.has_register = true;
  archive.tables.register_lines = std::move(lines);
  return archive;
}

/// Rules about the register, each with the path it is told at.
List told(const CheckResult& result) {
  List list;
  for (const auto& finding : result.findings) {
    const bool ours = finding.rule.find("register") != std::string::npos || finding.rule == "form/ambiguous-file" ||
                      finding.rule == "form/serial-gap";
    if (ours) list.push_back(finding.rule + " " + finding.path);
  }
  return list;
}

/// "1": the file at place 1 of the inventory; "1r": found by its digest; "1c": its content is another; "-": none.
List matched(const CheckResult& result) {
  List list;
  for (const auto& match : result.lines) {
    auto text = match.file ? std::to_string(*match.file) : "-";
    if (match.renamed) text += "r";
    if (match.changed) text += "c";
    list.push_back(text);
  }
  return list;
}

}  // namespace

TEST_CASE("a line whose name is gone is bound to the file with its digest") {
  auto archive = registered({{"Ⅲ-1 制度/制度新.txt", k_a}}, {line("制度旧.txt", k_a)});
  const auto result = archive.run();
  CHECK(matched(result) == List{"0r"});
  CHECK(told(result) == List{"form/register-renamed 资料/Ⅲ-1 制度/制度新.txt"});
  CHECK(result.files[0].line == archive.tables.register_lines.data());
}

TEST_CASE("the first digits of a digest are enough") {
  auto archive = registered({{"a.txt", k_a}, {"b.txt", k_b}}, {line("old.txt", k_b.substr(0, 16))});
  CHECK(matched(archive.run()) == List{"1r"});
}

TEST_CASE("a file with another content than registered is told, and stays bound to its line") {
  auto archive = registered({{"Ⅲ-1 制度/制度.txt", k_a}, {"b.txt", k_b}}, {line("制度.txt", k_b), line("b.txt")});
  const auto result = archive.run();
  CHECK(matched(result) == List{"1c", "0"});
  CHECK(told(result) == List{"authenticity/changed-since-registered 资料/Ⅲ-1 制度/制度.txt"});
}

TEST_CASE("a copy of a registered file is not what became of another") {
  auto archive = registered({{"a.txt", k_a}}, {line("a.txt", k_a), line("gone.txt", k_a)});
  const auto result = archive.run();
  CHECK(matched(result) == List{"0", "-"});
  CHECK(told(result) == List{"integrity/register-without-file 台账.csv"});
}

TEST_CASE("of several files with a digest the one of the same name, then of the same leaf, then the first is taken") {
  const std::initializer_list<std::pair<const char*, std::string>> files = {
      {"Ⅲ-1 制度/甲.txt", k_a}, {"Ⅲ-2 名册/乙.txt", k_a}, {"丙.txt", k_a}};
  auto by_name = registered(files, {line("旧处/丙.txt", k_a)});
  CHECK(matched(by_name.run()) == List{"2r"});
  auto by_leaf = registered(files, {line("旧.txt", k_a, "Ⅲ-2")});
  CHECK(matched(by_leaf.run()) == List{"1r"});
  auto by_path = registered(files, {line("旧.txt", k_a), line("更旧.txt", k_a)});
  CHECK(matched(by_path.run()) == List{"0r", "1r"});
}

TEST_CASE("of several files of one name the digest tells which") {
  auto archive = registered({{"x/表.txt", k_a}, {"y/表.txt", k_b}}, {line("表.txt", k_b)});
  CHECK(matched(archive.run()) == List{"1"});
  auto unclear = registered({{"x/表.txt", k_a}, {"y/表.txt", k_a}}, {line("表.txt", k_a)});
  const auto result = unclear.run();
  CHECK(matched(result) == List{"-"});
  CHECK(result.lines[0].named == 2);
}

TEST_CASE("empty files have no digest to be found by") {
  auto archive = registered({{"leer.txt", k_a}}, {line("old.txt", k_a)});
  archive.inventory.files[0].size_bytes = 0;
  CHECK(matched(archive.run()) == List{"-"});
}

TEST_CASE("a file that cannot be read is not called changed") {
  auto archive = registered({{"a.txt", k_a}}, {line("a.txt", k_b)});
  archive.inventory.files[0].sha256.clear();
  archive.inventory.files[0].error = Error{};
  CHECK(matched(archive.run()) == List{"0"});
}

TEST_CASE("each gap in the serial numbers is told once, at the line behind it, and counted as one fault") {
  std::vector<RegisterLine> lines{line("a.txt"), line("b.txt"), line("c.txt"), line("d.txt")};
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].where.line = static_cast<int>(i) + 2;
  lines[0].serial = "1";
  lines[1].serial = "4";
  lines[2].serial = "３";
  lines[3].serial = "4300";
  auto archive = registered({{"a.txt", k_a}, {"b.txt", k_b}, {"c.txt", "c"}, {"d.txt", "d"}}, lines);
  const auto result = archive.run();
  std::vector<Finding> gaps;
  for (const auto& finding : result.findings) {
    if (finding.rule == "form/serial-gap") gaps.push_back(finding);
  }
  REQUIRE(gaps.size() == 2);
  CHECK(gaps[0] == make_finding("form/serial-gap", "", "台账.csv", "4", {{"missing", List{"2"}}}));
  CHECK(gaps[1] == make_finding("form/serial-gap", "", "台账.csv", "5", {{"missing", List{"5–4299"}}}));
  CHECK(result.figures.at(BuiltIn::register_faults) == Exact(2));
}
