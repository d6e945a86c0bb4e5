// SPDX-License-Identifier: Apache-2.0
#include "guidang/report/baseline.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

Exact exact(const char* text) {
  return Exact::parse(text).value();
}

/// A report of score with one leaf and two findings of one key; `total` and `points` as JSON holds them.
std::string report_text(const std::string& total, const std::string& points) {
  return R"({"format": "guidang-report", "version": 1, "command": "score", "language": "zh", "later": [1, 2],
    "subject": {"unit": "U", "edition": "2026Q4", "index_code": "i", "index_digest": "d", "more": null},
    "extent": {"unreadable": 0}, "filter": {"owners": [], "items": []},
    "findings": [
      {"rule": "coverage/missing-slot", "severity": "note", "item": "Ⅲ-1", "path": "", "place": "计划"},
      {"rule": "coverage/missing-slot", "severity": "error", "item": "Ⅲ-1", "path": "", "place": "总结"}],
    "score": {"total": {"confirmed": ")" +
         total + R"("}, "leaves": [{"code": "Ⅲ-1", "points": {"confirmed": ")" + points + R"("}}]}})";
}

Baseline baseline(const std::string& total = "5", const std::string& points = "5") {
  const auto read = read_baseline(report_text(total, points), "then.json");
  REQUIRE(read.has_value());
  return *read;
}

std::string error_of(const std::string& text) {
  const auto read = read_baseline(text, "then.json");
  return read ? "" : to_string(read.error());
}

Report report() {
  Report made;
  made.subject.unit = "U";
  made.subject.edition = "2026Q4";
  made.subject.index_code = "i";
  made.subject.index_digest = "d";
  made.score.emplace();
  return made;
}

Finding missing(const std::string& place, Severity severity = Severity::error) {
  Finding finding = make_finding("coverage/missing-slot", "Ⅲ-1", "", place, {});
  finding.severity = severity;
  return finding;
}

Scorecard card_with(const char* points) {
  Scorecard card;
  LeafScore leaf;
  leaf.code = "Ⅲ-1";
  leaf.points.confirmed = exact(points);
  card.leaves.push_back(leaf);
  return card;
}

}  // namespace

TEST_CASE("read_baseline") {
  SUBCASE("reads exact numbers of any length, fractions too") {
    CHECK(baseline("0.1234567890123456789").total->text() == "0.1234567890123456789");
    CHECK(baseline("200/3").total->text() == "200/3");
    CHECK(baseline("-1.5").total->text() == "-1.5");
  }

  SUBCASE("passes over members that later versions may add") {
    CHECK(baseline().leaves.size() == 1);
  }

  SUBCASE("says which member is missing or wrong") {
    CHECK(error_of(report_text("many", "5")) == "report/baseline-member(file=then.json, member=confirmed)");
    CHECK(error_of(report_text("1/0", "5")) == "report/baseline-member(file=then.json, member=confirmed)");
    CHECK(error_of(report_text("--1", "5")) == "report/baseline-member(file=then.json, member=confirmed)");
    CHECK(error_of(report_text(std::string(3000, '1'), "5")) ==
          "report/baseline-member(file=then.json, member=confirmed)");
    CHECK(error_of(R"({"format": "guidang-report", "version": 1, "command": "check"})") ==
          "report/baseline-member(file=then.json, member=subject)");
  }

  SUBCASE("refuses what is no report, and other versions and commands") {
    CHECK(error_of("[]") == "report/baseline-no-report(file=then.json)");
    CHECK(error_of(R"({"format": "guidang-receipt"})") == "report/baseline-no-report(file=then.json)");
    CHECK(error_of(R"({"format": "guidang-report", "version": "1"})") == "report/baseline-version(file=then.json)");
    CHECK(error_of(R"({"format": "guidang-report", "version": 1, "command": "verify"})") ==
          "report/baseline-command(file=then.json)");
  }
}

TEST_CASE("comparable") {
  CHECK(comparable(baseline(), report()).has_value());

  SUBCASE("refuses another unit, edition or index") {
    auto other = report();
    other.subject.index_digest = "e";
    CHECK(to_string(comparable(baseline(), other).error()) == "report/baseline-index(file=then.json)");
    other = report();
    other.subject.edition = "2027Q1";
    CHECK_FALSE(comparable(baseline(), other).has_value());
    other = report();
    other.subject.unit = "V";
    CHECK_FALSE(comparable(baseline(), other).has_value());
  }

  SUBCASE("refuses reports that do not say all") {
    auto part = baseline();
    part.narrowed = true;
    CHECK(to_string(comparable(part, report()).error()) == "report/baseline-narrowed(file=then.json)");
    part = baseline();
    part.incomplete = true;
    CHECK(to_string(comparable(part, report()).error()) == "report/baseline-incomplete(file=then.json)");
    part = baseline();
    part.total.reset();
    CHECK(to_string(comparable(part, report()).error()) == "report/baseline-without-score(file=then.json)");
  }
}

TEST_CASE("worsened compares exact points") {
  CHECK(worsened(baseline("5", "2/3"), card_with("0.66666")).size() == 1);
  CHECK(worsened(baseline("5", "2/3"), card_with("0.66667")).empty());
  CHECK(worsened(baseline("5", "5"), card_with("5")).empty());
}

TEST_CASE("new_findings") {
  SUBCASE("has none where all were there before, whatever their place is called now") {
    CHECK(new_findings(baseline(), {missing("计划", Severity::note), missing("小结")}).empty());
  }

  SUBCASE("has those that are more than before, of a new place first") {
    const auto found = new_findings(baseline(), {missing("小结"), missing("计划", Severity::note), missing("总结")});
    REQUIRE(found.size() == 1);
    CHECK(found.front().place == "小结");
  }

  SUBCASE("has those that were less grave before") {
    const auto found = new_findings(baseline(), {missing("计划"), missing("总结")});
    REQUIRE(found.size() == 1);
    CHECK(found.front().place == "计划");
  }

  SUBCASE("has those of another rule, item or path") {
    auto other = missing("总结");
    other.item = "Ⅲ-2";
    CHECK(new_findings(baseline(), {other}).size() == 1);
    other = missing("总结");
    other.path = "资料/x";
    CHECK(new_findings(baseline(), {other}).size() == 1);
  }
}
