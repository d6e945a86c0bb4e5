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

/// What each bag of the folders "warning" and "invalid" must be told: the problem that its name states, or the rule.
const std::map<std::string, std::string> k_named = {
    {"duplicate-file-with-different-case", "bag/case-twins"},
    {"made-with-md5sum-tools", "bag/md5sum-line"},
    {"relative-path", "bag/dot-slash"},
    {"same-filename-listed-twice-with-different-normalization", "bag/normal-form-twins"},
    {"same-filename-listed-twice-with-the-same-hash", "bag/listed-twice"},
    {"special-system-files", "bag/system-file"},

    {"baginfo-missing-encoding", "bag/declaration-lines"},
    {"bom-in-bagit.txt", "bag/byte-order-mark"},
    {"corrupt-data-file", "integrity/bag-digest-mismatch data/bare-filename"},
    {"corrupt-tag-file", "integrity/bag-digest-mismatch bag-info.txt"},
    {"extra-file-in-bag", "integrity/bag-unlisted-file"},
    {"invalid-version-number", "bag/declaration-version"},
    {"missing-baginfo", "integrity/bag-missing-file bag-info.txt"},
    {"missing-bagit.txt", "bag/no-declaration"},
    {"same-filename-listed-twice-with-different-hashes", "bag/listed-twice"},
    {"bagit-with-invalid-whitespace", "bag/declaration-lines"},
    {"notAllManifestsListAllFiles", "integrity/bag-unlisted-file"},
};

/// Which of these a bag of this name must be told.
std::string named(const std::string& name) {
  if (name.starts_with("out-of-scope-file-paths")) return "bag/path-outside";
  const auto place = k_named.find(name);
  return place == k_named.end() ? "" : place->second;
}

/// Whether the report has a finding of this problem, or of this rule, and where it says so of this file.
bool reports(const BagReport& report, const std::string& wanted) {
  const std::vector<Argument> problem{{"problem", Term{wanted}}};
  for (const auto& finding : report.findings) {
    if (finding.arguments == problem || wanted == finding.rule ||
        wanted == std::string(finding.rule) + " " + finding.path) {
      return true;
    }
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
  int refused = 0;
  int warned = 0;
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
    if (expected.verdict == "valid") continue;
    const auto wanted = named(expected.bag.substr(expected.bag.rfind('/') + 1));
    REQUIRE_FALSE(wanted.empty());
    CHECK(reports(*report, wanted));
    ++(expected.verdict == "invalid" ? refused : warned);
  }
  CHECK(refused >= 27);
  CHECK(warned >= 6);
}
