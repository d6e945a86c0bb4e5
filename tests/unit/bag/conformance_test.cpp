// SPDX-License-Identifier: Apache-2.0
// The BagIt conformance suite, where environment variable BAGIT_SUITE names its folder; expectations lie beside it
// (bagit-expected.tsv) or where BAGIT_EXPECTED says.
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "guidang/bag/bag.hpp"

using namespace guidang;

namespace {

struct Expectation {
  std::string bag;
  std::string verdict;
};

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<Expectation> expectations(const std::string& file) {
  std::ifstream input(file);
  std::vector<Expectation> list;
  for (std::string line; std::getline(input, line);) {
    const auto tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    list.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return list;
}

/// What each bag of the folder "warning" must be told.
const std::map<std::string, std::string> k_named = {
    {"duplicate-file-with-different-case", "bag/case-twins"},
    {"made-with-md5sum-tools", "bag/md5sum-line"},
    {"relative-path", "bag/dot-slash"},
    {"same-filename-listed-twice-with-different-normalization", "bag/normal-form-twins"},
    {"same-filename-listed-twice-with-the-same-hash", "bag/listed-twice"},
    {"special-system-files", "bag/system-file"},
};

bool reports(const BagReport& report, const std::string& term) {
  const std::vector<Argument> wanted{{"problem", Term{term}}};
  for (const auto& finding : report.findings) {
    if (finding.arguments == wanted) return true;
  }
  return false;
}

std::string listed(const BagReport& report) {
  std::string text;
  for (const auto& finding : report.findings) {
    text += finding.path + " " + finding.place + " " + to_string(found_message(finding)) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the BagIt conformance suite comes out as expected") {
  const auto suite = variable("BAGIT_SUITE");
  if (suite.empty()) {
    MESSAGE("skipped: BAGIT_SUITE names no folder");
    return;
  }
  const auto other = variable("BAGIT_EXPECTED");
  const auto list = expectations(other.empty() ? suite + "/../bagit-expected.tsv" : other);
  REQUIRE(list.size() > 50);
  for (const auto& expected : list) {
    CAPTURE(expected.bag);
    const auto tree = fs::DiskTree::open_folder(suite + "/" + expected.bag);
    REQUIRE(tree.has_value());
    const auto report = verify_bag(**tree, {});
    REQUIRE(report.has_value());
    CAPTURE(listed(*report));
    CHECK_FALSE(report->incomplete);
    if (expected.verdict == "valid") CHECK(report->valid());
    if (expected.verdict == "invalid") CHECK_FALSE(report->valid());
    if (expected.verdict != "warning") continue;
    const auto name = expected.bag.substr(expected.bag.rfind('/') + 1);
    REQUIRE(k_named.contains(name));
    CHECK(reports(*report, k_named.at(name)));
  }
}
