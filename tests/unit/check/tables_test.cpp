// SPDX-License-Identifier: Apache-2.0
// What the tables say about leaves and files: remarks, results, facts, exceptions, the register.
#include <doctest/doctest.h>

#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

using List = std::vector<std::string>;

RemarkLine remark(std::string file, bool rejected, std::string_view supply_by = "") {
  RemarkLine line;
  line.code = "Ⅲ-1";
  line.file = std::move(file);
  line.rejected = rejected;
  line.reason = "没有盖章";
  if (!supply_by.empty()) line.supply_by = day(supply_by);
  line.where = {"检查意见.csv", 2, 1};
  return line;
}

ExceptionLine exception(std::string rule, std::string code, std::string_view until) {
  ExceptionLine line;
  line.rule = std::move(rule);
  line.code = std::move(code);
  line.reason = "街道同意缓交";
  line.approver = "李敏";
  line.until = day(until);
  line.where = {"例外登记.csv", 2, 1};
  return line;
}

RegisterLine registered(std::string name, std::string code, int at, std::string slot_name = "") {
  RegisterLine line;
  line.name = std::move(name);
  if (!code.empty()) line.codes = {std::move(code)};
  line.slot = std::move(slot_name);
  line.where = {"台账.csv", at, 1};
  return line;
}

/// One leaf that asks for a rule, which is there.
Archive one_rule() {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")})});
  archive.add("Ⅲ-1 制度/制度.txt");
  return archive;
}

}  // namespace

TEST_CASE("a file that the assessor sent back does not count, and is due when it is to be supplied again") {
  auto archive = one_rule();
  archive.tables.remarks = {remark("制度.txt", true, "2026-11-30")};
  auto result = archive.run();
  const auto& state = result.leaves[0].slots[0];
  CHECK(state.proofs[0].standing == Standing::rejected);
  CHECK(state.missing() == 1);
  CHECK(state.due() == day("2026-11-30"));
  CHECK_FALSE(state.due_passed);
  CHECK(result.leaves[0].due == day("2026-11-30"));
  CHECK(result.due == DueCount{0, 0, 1});
  CHECK(rules_of(result) == List{"note coverage/missing-slot", "error authenticity/rejected"});

  SUBCASE("after that day it is missing") {
    archive.today = day("2026-12-01");
    CHECK(rules_of(archive.run()) == List{"error coverage/missing-slot", "error authenticity/rejected"});
  }
  SUBCASE("without such a day the slot's own stands") {
    archive.tables.remarks = {remark("制度.txt", true)};
    CHECK(archive.run().leaves[0].slots[0].due_passed);
  }
  SUBCASE("a later line that accepts it lifts that") {
    archive.tables.remarks.push_back(remark("制度.txt", false));
    CHECK(archive.run().findings.empty());
  }
  SUBCASE("a leaf sent back as a whole loses all its files") {
    archive.tables.remarks = {remark("", true)};
    CHECK(archive.run().leaves[0].slots[0].missing() == 1);
  }
  SUBCASE("a file that is not there any more is a note") {
    archive.tables.remarks = {remark("旧制度.txt", true)};
    CHECK(rules_of(archive.run()) == List{"note form/unknown-file"});
  }
}

TEST_CASE("defects are summed over places and days, and an exact repeat counts once") {
  auto archive = one_rule();
  archive.tables.results = {result_line("Ⅲ-1", "广场", 2, "2026-11-01"),
                            result_line("Ⅲ-1", "车站", 1, "2026-11-01"),
                            result_line("Ⅲ-1", "广场", 3, "2026-11-08")};
  CHECK(archive.run().leaves[0].result.value().defects == 6);
  CHECK(archive.run().findings.empty());
  archive.tables.results.push_back(result_line("Ⅲ-1", "广场", 3, "2026-11-08"));
  CHECK(archive.run().leaves[0].result.value().defects == 6);
  CHECK(rules_of(archive.run()) == List{"warning form/repeated-line"});
}

TEST_CASE("points and rating are the last line's about the whole leaf") {
  auto archive = one_rule();
  auto place = result_line("Ⅲ-1", "广场", 1, "2026-11-01");
  place.rating = "C";
  auto whole = result_line("Ⅲ-1", "", std::nullopt);
  whole.rating = "A";
  whole.points = Exact(3);
  archive.tables.results = {whole, place};
  const auto result = archive.run().leaves[0].result.value();
  CHECK(result.rating == "A");
  CHECK(result.points.value() == Exact(3));
  CHECK(result.defects == 1);
}

TEST_CASE("a rating without a share is told of") {
  auto archive = one_rule();
  archive.tables.results = {result_line("Ⅲ-1", "", std::nullopt)};
  archive.tables.results[0].rating = "D";
  CHECK(rules_of(archive.run()) == List{"error form/unknown-rating"});
}

TEST_CASE("a leaf that does not apply asks for nothing") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")}), with_slots(leaf("Ⅲ-2"), {slot("名册")})});
  archive.add("Ⅲ-2 名册/名册.txt");
  SUBCASE("by the assignments") {
    AssignmentLine line;
    line.code = "Ⅲ-1";
    line.not_ours = "本社区没有网吧";
    archive.tables.assignments = {line};
    CHECK(archive.run().leaves[0].not_applicable == "本社区没有网吧");
  }
  SUBCASE("by a fact") {
    archive.tables.facts = {fact("Ⅲ-1", "不适用", Exact(1))};
    archive.tables.facts[0].remark = "没有住宅小区";
    CHECK(archive.run().leaves[0].not_applicable == "没有住宅小区");
  }
  CHECK(archive.run().findings.empty());
  CHECK(archive.run().due == DueCount{1, 1, 0});
  CHECK(archive.run().figures.at(BuiltIn::leaves_without_evidence) == Exact());
}

TEST_CASE("a leaf that is exempt asks for nothing else") {
  auto item = with_slots(leaf("Ⅲ-1"), {slot("制度")});
  item.exempt_if = {slot("命名文件")};
  Archive archive({item});
  archive.add("Ⅲ-1 制度/其他.pdf");
  CHECK(archive.run().leaves[0].slots[0].missing() == 1);
  archive.add("Ⅲ-1 制度/命名文件.txt");
  const auto result = archive.run();
  CHECK(result.leaves[0].exempt());
  CHECK(count_rule(result, "coverage/missing-slot") == 0);
  CHECK(result.due == DueCount{0, 0, 0});
}

TEST_CASE("events beyond those asked for may be incomplete") {
  Archive archive({with_events(leaf("Ⅲ-1"), 1, {slot("通知"), slot("照片")})});
  archive.add("Ⅲ-1 会议/20261012 甲/通知.txt");
  archive.add("Ⅲ-1 会议/20261012 甲/照片.jpg");
  archive.add("Ⅲ-1 会议/20261112 乙/通知.txt");
  CHECK(archive.run().findings.empty());
  CHECK(archive.run().due == DueCount{2, 2, 0});
}

TEST_CASE("an exception makes a finding a note and says why") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("制度")}), with_slots(leaf("Ⅲ-2"), {slot("名册")})});
  archive.add("Ⅲ-3 其他/说明.txt");
  archive.index.items[0].children.push_back(with_slots(leaf("Ⅲ-3"), {slot("说明")}));
  const auto statuses = [](const CheckResult& result) {
    List list;
    for (const auto& state : result.exceptions) list.emplace_back(to_string(state.status));
    return list;
  };
  SUBCASE("of the leaf that it names") {
    archive.tables.exceptions = {exception("coverage/missing-slot", "III-1", "2026-12-31")};
    const auto result = archive.run();
    CHECK(rules_of(result) == List{"note coverage/missing-slot", "error coverage/missing-slot"});
    CHECK(result.findings[0].excused == "街道同意缓交");
    CHECK_FALSE(result.findings[1].excused);
    CHECK(statuses(result) == List{"active"});
    CHECK(result.exceptions[0].excused == 1);
  }
  SUBCASE("of any leaf, through its last day") {
    archive.tables.exceptions = {exception("coverage/missing-slot", "", "2026-11-20")};
    const auto result = archive.run();
    CHECK(rules_of(result) == List{"note coverage/missing-slot", "note coverage/missing-slot"});
    CHECK(statuses(result) == List{"expiring"});
  }
  SUBCASE("fourteen days are soon, fifteen are not") {
    archive.tables.exceptions = {exception("coverage/missing-slot", "Ⅲ-1", "2026-12-04"),
                                 exception("coverage/missing-slot", "Ⅲ-2", "2026-12-05")};
    CHECK(statuses(archive.run()) == List{"expiring", "active"});
  }
  SUBCASE("not when it is over, nor one that names something else") {
    archive.tables.exceptions = {exception("coverage/missing-slot", "", "2026-11-19"),
                                 exception("coverage/missing-slot", "Ⅲ-3", "2026-12-31")};
    const auto result = archive.run();
    CHECK(rules_of(result) == List{"warning form/exception-expired",
                                   "note form/exception-unused",
                                   "error coverage/missing-slot",
                                   "error coverage/missing-slot"});
    CHECK(statuses(result) == List{"expired", "unused"});
  }
  SUBCASE("of the file that it names") {
    archive.add("说明.txt");
    archive.tables.exceptions = {exception("coverage/unbound-file", "", "2026-12-31")};
    archive.tables.exceptions[0].path = "说明.txt";
    CHECK(archive.run().findings[0].excused == "街道同意缓交");
  }
  SUBCASE("of a file as tables and reports name it, or of its folders") {
    archive.add("旧材料/2025/说明.txt");
    archive.tables.exceptions = {exception("coverage/unbound-file", "", "2026-12-31")};
    for (const auto* words : {"旧材料/2025/说明.txt",
                              "资料/旧材料/2025/说明.txt",
                              "说明.txt",
                              "旧材料/2025/",
                              "旧材料",
                              "资料/旧材料",
                              "资料"}) {
      CAPTURE(words);
      archive.tables.exceptions[0].path = words;
      const auto result = archive.run();
      const auto found = std::ranges::find(result.findings, "coverage/unbound-file", &Finding::rule);
      REQUIRE(found != result.findings.end());
      CHECK(found->excused == "街道同意缓交");
    }
    archive.tables.exceptions[0].path = "旧材料/20";
    CHECK(statuses(archive.run()) == List{"unused"});
  }
  SUBCASE("of another index over the same files is left to that index") {
    Archive city({with_slots(leaf("Ⅱ-3"), {slot("照片")})});
    archive.tables.exceptions = {exception("coverage/missing-slot", "Ⅱ-3", "2026-12-31")};
    CHECK(count_rule(archive.run(), "form/exception-unused") == 1);
    std::ranges::sort(archive.inventory.files, {}, &EvidenceFile::path);
    CheckInput input{archive.index, archive.inventory, archive.tables, path("资料"), archive.today};
    input.beside = {&city.index};
    CHECK(count_rule(check(input), "form/exception-unused") == 0);
  }
}

TEST_CASE("of a folder that cannot be read nobody says that its files are missing") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("照片", 0)})});
  archive.add("Ⅲ-1 甲/照片.jpg");
  archive.tables.register_lines = {registered("Ⅲ-1 甲/旧/方案.txt", "Ⅲ-1", 2), registered("Ⅲ-1 甲/没有.txt", "Ⅲ-1", 3)};
  CHECK(count_rule(archive.run(), "integrity/register-without-file") == 2);
  archive.inventory.unreadable.push_back({path("资料/Ⅲ-1 甲/旧"), Error{.code = ErrorCode::io, .message = {"x", {}}}});
  CHECK(count_rule(archive.run(), "integrity/register-without-file") == 1);
}

TEST_CASE("a register line must say which file it means") {
  Archive archive({with_slots(leaf("Ⅲ-1"), {slot("照片")}), with_slots(leaf("Ⅲ-2"), {slot("照片")})});
  archive.add("Ⅲ-1 甲/照片.jpg");
  archive.add("Ⅲ-2 乙/照片.jpg");
  archive.tables.register_lines = {registered("照片.jpg", "", 2)};
  CHECK(rules_of(archive.run()) == List{"warning form/ambiguous-file"});

  SUBCASE("by its leaf or its path") {
    archive.tables.register_lines = {registered("照片.jpg", "Ⅲ-1", 2), registered("Ⅲ-2 乙/照片.jpg", "", 3)};
    const auto result = archive.run();
    CHECK(result.findings.empty());
    CHECK(result.files[0].line->where.line == 2);
    CHECK(result.files[1].line->where.line == 3);
  }
  SUBCASE("once") {
    archive.tables.register_lines = {registered("照片.jpg", "Ⅲ-1", 2), registered("Ⅲ-1 甲/照片.jpg", "", 3)};
    const auto result = archive.run();
    CHECK(rules_of(result) == List{"warning form/register-repeated"});
    CHECK(result.files[0].line->where.line == 2);
  }
  SUBCASE("under the item of its folder") {
    archive.tables.register_lines = {registered("Ⅲ-1 甲/照片.jpg", "Ⅲ-2", 2)};
    CHECK(rules_of(archive.run()) == List{"warning form/register-other-leaf"});
  }
  SUBCASE("as something that is asked for") {
    archive.tables.register_lines = {registered("Ⅲ-1 甲/照片.jpg", "Ⅲ-1", 2, "签到"),
                                     registered("Ⅲ-2 乙/照片.jpg", "Ⅲ-2", 3, "现场照片")};
    CHECK(rules_of(archive.run()) == List{"warning form/register-unknown-slot"});
  }
}
