// SPDX-License-Identifier: Apache-2.0
#include "guidang/json/schema.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "catalogue.hpp"
#include "guidang/jobs/bundle_archive.hpp"
#include "guidang/jobs/verify_bundle.hpp"
#include "guidang/render/bundle.hpp"
#include "support/scratch.hpp"

namespace stdfs = std::filesystem;

using namespace guidang;

namespace {

const std::string k_root = GUIDANG_SOURCE_DIR;

json::Value value_of(const std::string& text, const std::string& name) {
  auto value = json::parse(text, name);
  REQUIRE_MESSAGE(value.has_value(), name);
  return *std::move(value);
}

json::Value schema_text(const std::string& name) {
  return value_of(test::read_bytes(k_root + "/schemas/" + name), name);
}

json::Schema schema(const std::string& name) {
  auto compiled = json::Schema::compile(schema_text(name));
  REQUIRE(compiled.has_value());
  return *std::move(compiled);
}

/// What is wrong, a line each: "/score/full: keyword 3".
std::string faults(const json::Schema& schema, const json::Value& value) {
  std::string text;
  for (const auto& violation : schema.violations(value)) {
    for (const auto& name : violation.pointer) text += "/" + name;
    text += ": keyword " + std::to_string(static_cast<int>(violation.keyword)) + " " + violation.property + "\n";
  }
  return text;
}

Archive opened(const std::string& example) {
  auto archive = open_archive(k_root + "/examples/" + example, "", {.day = parse_date("2027-01-06")});
  REQUIRE(archive.has_value());
  return *std::move(archive);
}

Report report_of(const Archive& archive, const char* day, WithScore with_score) {
  const auto checked = check_archive(archive, *parse_date(day), {});
  REQUIRE(checked.has_value());
  return make_report(archive, *checked, *parse_date(day), with_score);
}

/// A score report with findings, mends and reasons.
std::string rich_report() {
  return to_json(report_of(opened("community"), "2027-01-06", WithScore::yes), *cli::make_catalogue("zh"));
}

using Change = std::function<void(json::Value&)>;

/// `value` with what stands at `path` (names, or positions in lists) changed.
json::Value changed(const json::Value& value, const std::vector<std::string>& path, const Change& change) {
  if (path.empty()) {
    json::Value made = value;
    change(made);
    return made;
  }
  const std::vector<std::string> rest(path.begin() + 1, path.end());
  if (value.kind() == json::Kind::array) {
    std::vector<json::Value> items = value.items();
    auto& item = items.at(std::stoul(path.front()));
    item = changed(item, rest, change);
    return json::Value::array(std::move(items));
  }
  std::vector<json::Member> members = value.members();
  for (auto& member : members) {
    if (member.name == path.front()) member.value = changed(member.value, rest, change);
  }
  return json::Value::object(std::move(members));
}

Change replaced_by(json::Value other) {
  return [other = std::move(other)](json::Value& value) { value = other; };
}

Change without(const std::string& name) {
  return [name](json::Value& value) {
    auto members = value.members();
    std::erase_if(members, [&name](const json::Member& member) { return member.name == name; });
    value = json::Value::object(std::move(members));
  };
}

}  // namespace

TEST_CASE("reports fit schemas/report.schema.json") {
  const auto fits = schema("report.schema.json");

  SUBCASE("of the examples, in both languages, on several days") {
    for (const auto* example : {"community", "complete", "tour"}) {
      const auto archive = opened(example);
      for (const auto* language : {"zh", "en"}) {
        for (const auto* day : {"2026-11-20", "2027-01-06"}) {
          for (const auto with_score : {WithScore::no, WithScore::yes}) {
            const auto text = to_json(report_of(archive, day, with_score), *cli::make_catalogue(language));
            CHECK(faults(fits, value_of(text, example)) == "");
          }
        }
      }
    }
  }

  SUBCASE("of the golden cases") {
    int count = 0;
    for (const auto& command : stdfs::directory_iterator(k_root + "/tests/cases")) {
      for (const auto& folder : stdfs::directory_iterator(command)) {
        const auto printed = folder.path() / "stdout";
        if (!folder.path().filename().string().starts_with("json") || !stdfs::exists(printed)) continue;
        CHECK(faults(fits, value_of(test::read_bytes(printed.string()), printed.string())) == "");
        ++count;
      }
    }
    CHECK(count > 0);
  }

  SUBCASE("and no list of the schema goes unseen") {
    const auto report = value_of(rich_report(), "report");
    const auto& score = *report.find("score");
    REQUIRE_FALSE(score.find("mends")->items().empty());
    CHECK_FALSE(score.find("mends")->items().front().find("actions")->items().empty());
    CHECK_FALSE(score.find("leaves")->items().at(1).find("reasons")->items().empty());
    CHECK_FALSE(score.find("projects")->items().empty());
    CHECK_FALSE(report.find("items")->items().empty());
    CHECK_FALSE(report.find("findings")->items().empty());
  }
}

TEST_CASE("what is no report does not fit schemas/report.schema.json") {
  const auto fits = schema("report.schema.json");
  const auto report = value_of(rich_report(), "report");
  REQUIRE(faults(fits, report) == "");

  const std::vector<std::pair<std::vector<std::string>, Change>> changes{
      {{"version"}, replaced_by(2)},
      {{"command"}, replaced_by("bundle")},
      {{}, without("findings")},
      {{}, [](json::Value& value) { value.add("more", 1); }},
      {{"subject", "index_digest"}, replaced_by("abc")},
      {{"subject", "as_of"}, replaced_by("6 January")},
      {{"extent", "files"}, replaced_by(-1)},
      {{"counts", "error"}, replaced_by("1")},
      {{"findings", "0"}, without("remedy")},
      {{"findings", "0", "rule"}, replaced_by("taste/ugly")},
      {{"findings", "0", "arguments"}, [](json::Value& value) { value.add("x", 0.5); }},
      {{"score", "full"}, replaced_by(100)},
      {{"score", "total", "best"}, replaced_by("92.250")},
      {{"score", "total", "worst"}, replaced_by("-1")},
      {{"score", "leaves", "0", "standing"}, replaced_by("fine")},
      {{"score", "leaves", "0", "points"}, without("worst")},
      {{"score", "mends", "0", "actions", "0"}, without("text")},
  };
  for (const auto& row : changes) {
    const auto& path = row.first;
    const auto& change = row.second;
    CAPTURE(path.empty() ? "" : path.back());
    CHECK(faults(fits, changed(report, path, change)) != "");
  }
}

namespace {

std::string path_of(const CopyResult& copy) {
  return copy.folder + "/" + copy.receipt.parts.front().file;
}

}  // namespace

TEST_CASE("what a bundle is told by fits its schemas") {
  const auto fits_report = schema("report.schema.json");
  const auto fits_receipt = schema("receipt.schema.json");
  const test::Scratch scratch;
  const auto words = cli::make_catalogue("zh");
  const auto pack = [&](const std::string& example) {
    BundleJob job;
    job.targets.out = scratch.folder(example);
    job.packer = "guidang test";
    auto bundled = bundle_archive(opened(example), job, *words);
    REQUIRE(bundled.has_value());
    return bundled->result;
  };
  const auto complete = pack("complete");
  const auto tour = pack("tour");

  SUBCASE("the receipts of its copies") {
    int count = 0;
    for (const auto& name : test::Scratch::names(scratch.path() + "/complete")) {
      if (!name.ends_with(".json")) continue;
      const auto receipt = value_of(test::read_bytes(scratch.path() + "/complete/" + name), name);
      CHECK(faults(fits_receipt, receipt) == "");
      CHECK(faults(fits_receipt, changed(receipt, {"copy"}, without("keeper"))) != "");
      CHECK(faults(fits_receipt, changed(receipt, {"parts", "0", "sha256"}, replaced_by("0"))) != "");
      CHECK(faults(fits_receipt, changed(receipt, {"form"}, replaced_by("tar"))) != "");
      ++count;
    }
    CHECK(count == 2);
  }

  SUBCASE("the lines for scripts") {
    const auto fits_line = schema("bundle-line.schema.json");
    const auto line_of = [](const std::string& lines) { return value_of(lines.substr(0, lines.find('\n')), "line"); };
    const auto line = line_of(bundle_lines(complete, *words));
    CHECK(faults(fits_line, line) == "");
    CHECK(faults(fits_line, changed(line, {"state"}, replaced_by("failed"))) != "");
    CHECK(faults(fits_line, changed(line, {"size_bytes"}, replaced_by(0))) != "");
    Project project;
    project.copies = {{.id = "a", .name = "", .holder = {}, .keeper = {}, .phone = {}, .place = {}, .where = {}}};
    const Error error{.code = ErrorCode::io, .message = {"bundle/interrupted", {}}};
    CHECK(faults(fits_line, line_of(failed_bundle_lines(project, error, *words))) == "");
  }

  SUBCASE("the reports of verify and compare") {
    const auto verified = verify_bundle(path_of(complete.copies[0]), {});
    REQUIRE(verified.has_value());
    CHECK(faults(fits_report, value_of(to_json(*verified, *words), "verify")) == "");

    const auto compared = compare_bundles(path_of(complete.copies[0]), path_of(tour.copies[0]), {});
    REQUIRE(compared.has_value());
    CHECK_FALSE(compared->findings.empty());
    CHECK(faults(fits_report, value_of(to_json(*compared, *words), "compare")) == "");
  }
}
