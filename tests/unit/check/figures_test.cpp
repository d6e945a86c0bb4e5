// SPDX-License-Identifier: Apache-2.0
// Figures: what the archive itself shows, what sentences need and the facts lack.
#include <doctest/doctest.h>

#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

using List = std::vector<std::string>;

Item needs(std::string figure) {
  auto item = leaf("Ⅲ-1", {});
  Sentence sentence;
  sentence.kind = SentenceKind::figure_zero;
  sentence.figure = std::move(figure);
  item.scoring = {sentence};
  return item;
}

Archive with_leaf(Item item) {
  Archive archive({std::move(item)});
  archive.add("Ⅲ-1 指标/材料.txt");
  archive.today = day("2027-01-06");  // the day after the submission
  return archive;
}

List figure_findings_of(Archive& archive) {
  List list;
  for (const auto& finding : archive.run().findings) {
    if (finding.rule.find("f") == std::string::npos || finding.rule == "form/unassigned-file") continue;
    list.push_back(std::string(to_string(finding.severity)) + " " + finding.rule + " " + finding.place);
  }
  return list;
}

FactLine submitted(std::int64_t minutes) {
  auto line = fact("", "报送时间", std::nullopt);
  line.value.minutes = minutes;
  return line;
}

}  // namespace

TEST_CASE("leaves that show nothing, or words only, or nobody are counted") {
  auto without_owner = with_slots(leaf("Ⅲ-3"), {slot("名册")});
  without_owner.owner = "";
  auto asks_nothing = leaf("Ⅲ-4");
  asks_nothing.owner = "";
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")}),
                   with_slots(leaf("Ⅲ-2"), {slot("情况说明"), slot("照片")}),
                   without_owner,
                   asks_nothing});
  archive.add("Ⅲ-2 甲/情况说明.txt");
  archive.add("Ⅲ-3 乙/名册.txt");
  auto figures = archive.run().figures;
  CHECK(figures.at(BuiltIn::leaves_without_evidence) == Exact(1));
  CHECK(figures.at(BuiltIn::leaves_with_statements) == Exact(1));
  CHECK(figures.at(BuiltIn::leaves_without_owner) == Exact(1));
  archive.add("Ⅲ-2 甲/照片.jpg");
  CHECK(archive.run().figures.at(BuiltIn::leaves_with_statements) == Exact());
}

TEST_CASE("faults of the register are files without a line and lines without a file of their own") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")})});
  archive.add("Ⅲ-1 甲/制度.txt");
  archive.add("Ⅲ-1 甲/附件.txt");
  RegisterLine line;
  line.where = {"台账.csv", 2, 1};
  for (const auto* name : {"制度.txt", "制度.txt", "没有.txt"}) {
    line.name = name;
    archive.tables.register_lines.push_back(line);
  }
  CHECK(archive.run().figures.at(BuiltIn::register_faults) == Exact(3));
}

TEST_CASE("days late are started days after the end of the submission day") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")})});
  CHECK_FALSE(archive.run().figures.contains(BuiltIn::days_late));
  // The submission day is 5 January 2027; it ends with the first minute of the 6th.
  const auto end = std::int64_t{std::chrono::sys_days(day("2027-01-06")).time_since_epoch().count()} * 24 * 60;
  const auto late = [&](std::int64_t minutes) {
    archive.tables.facts = {submitted(minutes)};
    return archive.run().figures.at(BuiltIn::days_late);
  };
  CHECK(late(end - 1) == Exact());
  CHECK(late(end) == Exact());
  CHECK(late(end + 120) == Exact(1));
  CHECK(late(end + 24 * 60) == Exact(1));
  CHECK(late(end + 24 * 60 + 1) == Exact(2));
}

TEST_CASE("a moment without a time of day is late by days, and of several the latest counts") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")})});
  const auto on = [](const char* text) {
    const auto minutes = std::int64_t{std::chrono::sys_days(day(text)).time_since_epoch().count()} * 24 * 60;
    auto line = submitted(minutes);
    line.value.text = text;
    return line;
  };
  const auto late = [&](std::vector<FactLine> lines) {
    archive.tables.facts = std::move(lines);
    return archive.run().figures.at(BuiltIn::days_late);
  };
  CHECK(late({on("2027-01-05")}) == Exact());
  CHECK(late({on("2027-01-06")}) == Exact(1));
  CHECK(late({on("2027-01-08"), on("2027-01-05")}) == Exact(3));
  archive.tables.facts = {on("2025-01-08")};
  CHECK_FALSE(archive.run().figures.contains(BuiltIn::days_late));
}

TEST_CASE("a measure without a denominator lacks no figure without a name") {
  auto item = needs("展板");
  item.measures.resize(1);
  item.measures.front().name = "展板";
  item.measures.front().numerator = "展板数";
  auto archive = with_leaf(item);
  CHECK(figure_findings_of(archive) == List{"error coverage/missing-fact 展板数"});
}

TEST_CASE("files are late that the register dates after their due day") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")})});
  archive.add("Ⅲ-1 甲/制度.txt");
  RegisterLine line;
  line.name = "制度.txt";
  line.date = day("2026-10-31");
  archive.tables.register_lines = {line};
  CHECK(archive.run().figures.at(BuiltIn::files_late) == Exact());
  archive.tables.register_lines[0].date = day("2026-11-01");
  CHECK(archive.run().figures.at(BuiltIn::files_late) == Exact(1));
}

TEST_CASE("a figure that a sentence needs is in the facts, or is told of") {
  auto archive = with_leaf(needs("知晓率"));
  CHECK(figure_findings_of(archive) == List{"error coverage/missing-fact 知晓率"});
  SUBCASE("as the leaf's own") {
    archive.tables.facts = {fact("III-1", "知晓率", Exact(1))};
  }
  SUBCASE("or the whole unit's") {
    archive.tables.facts = {fact("", "知晓率", Exact(1))};
  }
  SUBCASE("or a measure") {
    archive.index.items[0].children[0].measures = {{"知晓率", "材料", "样本数", std::nullopt}};
    archive.index.items[0].children[0].slots = {slot("材料")};
    CHECK(figure_findings_of(archive) == List{"error coverage/missing-fact 样本数"});
    archive.tables.facts = {fact("Ⅲ-1", "样本数", Exact(1))};
  }
  CHECK(archive.run().findings.size() <= 1);  // 材料.txt may serve no slot
  CHECK(count_rule(archive.run(), "coverage/missing-fact") == (archive.tables.facts.empty() ? 1 : 0));
}

TEST_CASE("before the submission a missing figure is a note") {
  auto archive = with_leaf(needs("知晓率"));
  archive.today = day("2027-01-05");
  CHECK(figure_findings_of(archive) == List{"note coverage/missing-fact 知晓率"});
}

TEST_CASE("what guidang counts itself needs no line, but the days late need the moment") {
  auto counted = with_leaf(needs("无材料指标"));
  CHECK(figure_findings_of(counted).empty());
  auto late = with_leaf(needs("迟报天数"));
  CHECK(figure_findings_of(late) == List{"error coverage/missing-fact 报送时间"});
}

TEST_CASE("a line that nothing uses is a note") {
  auto archive = with_leaf(needs("知晓率"));
  archive.tables.facts = {fact("Ⅲ-1", "知晓率", Exact(1)), fact("Ⅲ-1", "知晓度", Exact(1)), fact("", "人口", Exact(1))};
  CHECK(figure_findings_of(archive) == List{"note form/unknown-figure 2", "note form/unknown-figure 2"});

  SUBCASE("but honours need no name that a sentence says") {
    Sentence honours;
    honours.kind = SentenceKind::honours;
    archive.index.items[0].children[0].scoring.push_back(honours);
    archive.tables.facts = {fact("Ⅲ-1", "知晓率", Exact(1)), fact("Ⅲ-1", "文明社区", std::nullopt)};
    archive.tables.facts[1].level = "省级";
    CHECK(figure_findings_of(archive).empty());
  }
}

TEST_CASE("a fact's proof must be there") {
  auto archive = with_leaf(needs("知晓率"));
  archive.tables.facts = {fact("Ⅲ-1", "知晓率", Exact(1))};
  archive.tables.facts[0].proof = "材料.txt";
  CHECK(figure_findings_of(archive).empty());
  archive.tables.facts[0].proof = "问卷.txt";
  CHECK(figure_findings_of(archive) == List{"warning form/unknown-file 2"});
}

TEST_CASE("serial numbers of the register: repeated, empty and left out ones are faults") {
  Archive archive({leaf("Ⅲ-1")});
  const auto faults = [&archive] { return archive.run().figures.at(BuiltIn::register_faults); };
  const auto serials = [&archive](std::initializer_list<const char*> texts) {
    archive.tables.register_lines.clear();
    for (const auto* text : texts) {
      RegisterLine line;
      line.name = "没有的文件.txt";
      line.serial = text;
      archive.tables.register_lines.push_back(line);
    }
  };
  serials({"", "", "", ""});
  CHECK(faults() == Exact(4));  // four lines without a file
  serials({"1", "2", "3", "4"});
  CHECK(faults() == Exact(4));
  serials({"1", "2", "02", ""});
  CHECK(faults() == Exact(6));
  serials({"1", "2", "4000", "4001"});
  CHECK(faults() == Exact(5));
}
