// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/bag/profile.hpp"

using namespace guidang;

namespace {

using Told = std::vector<std::string>;

/// A bag of two payload files that names the profile.
BagReport bag() {
  BagReport report;
  report.version = "1.0";
  report.info = {{"Bagit-Profile-Identifier", "urn:p"}, {"Contact-Name", "李"}, {"Note", "1"}, {"note", "2"}};
  report.files = {"bag-info.txt",
                  "bagit.txt",
                  "data/a.txt",
                  "data/src/b.c",
                  "manifest-sha256.txt",
                  "meta/x.xml",
                  "tagmanifest-sha256.txt"};
  report.payload_files = 2;
  report.payload_bytes = 20;
  return report;
}

BagProfile profile() {
  BagProfile profile;
  profile.identifier = "urn:p";
  profile.accept_version = {"0.97", "1.0"};
  return profile;
}

Told told(const BagReport& report, const BagProfile& profile, Packing packing = Packing::folder) {
  Told list;
  const auto findings = check_profile(report, packing, profile).value();
  for (const auto& finding : findings) {
    list.push_back(finding.path + "|" + finding.place + "|" + to_string(found_message(finding)));
  }
  return list;
}

/// What integrity/bag-profile says, as told() shows it.
std::string unmet(const std::string& where,
                  const std::string& clause,
                  const std::string& problem,
                  const std::string& want,
                  const std::string& have) {
  return where + "|integrity/bag-profile#found(clause=" + clause + ", problem=bag/profile-" + problem +
         ", want=" + want + ", have=" + have + ")";
}

const std::string k_none = "bag/profile-nothing";

}  // namespace

TEST_CASE("A bag fulfils a profile that asks nothing more than to be named") {
  CHECK(told(bag(), profile()).empty());
  CHECK(told(bag(), profile(), Packing::zip).empty());
}

TEST_CASE("A bag must name the profile, and may name others beside it") {
  auto b = bag();
  b.info.insert(b.info.begin(), {"BagIt-Profile-Identifier", "urn:other"});
  CHECK(told(b, profile()).empty());
  b.info.erase(b.info.begin() + 1);
  CHECK(told(b, profile()) ==
        Told{unmet(
            "bag-info.txt|BagIt-Profile-Identifier", "BagIt-Profile-Identifier", "another", "urn:p", "[urn:other]")});
  b.info.clear();
  CHECK(told(b, profile()) ==
        Told{unmet("bag-info.txt|BagIt-Profile-Identifier", "BagIt-Profile-Identifier", "not-named", "urn:p", k_none)});
}

TEST_CASE("Tags are found in any case; required, repeated and wrong ones are told one by one") {
  auto p = profile();
  p.tags = {{.label = "CONTACT-NAME", .required = true, .repeatable = false, .values = {"王", "李"}},
            {.label = "Note", .required = true, .recommended = true, .values = {}}};
  CHECK(told(bag(), p).empty());
  p.tags = {{.label = "Contact-Name", .values = {"王"}},
            {.label = "Note", .repeatable = false, .values = {"1"}},
            {.label = "Title", .required = true, .recommended = true, .values = {}},
            {.label = "Kind", .required = true, .values = {"a", "b"}},
            {.label = "Phone", .recommended = true, .values = {}},
            {.label = "Fax", .values = {"1"}}};
  CHECK(told(bag(), p) == Told{unmet("bag-info.txt|Contact-Name", "Bag-Info", "tag-value", "[王]", "李"),
                               unmet("bag-info.txt|Kind", "Bag-Info", "tag-missing", "[a, b]", k_none),
                               unmet("bag-info.txt|Note", "Bag-Info", "tag-repeated", "bag/profile-once", "[1, 2]"),
                               unmet("bag-info.txt|Note", "Bag-Info", "tag-value", "[1]", "2"),
                               unmet("bag-info.txt|Title", "Bag-Info", "tag-missing", "Title", k_none),
                               "bag-info.txt|Phone|integrity/bag-profile-recommended#found(label=Phone)"});
}

TEST_CASE("What a profile recommends is a warning, what it requires an error") {
  auto p = profile();
  p.tags = {{.label = "A", .recommended = true, .values = {}}, {.label = "B", .required = true, .values = {}}};
  const auto findings = check_profile(bag(), Packing::folder, p).value();
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].severity == Severity::error);
  CHECK(findings[1].severity == Severity::warning);
}

TEST_CASE("Manifests are required and allowed by their algorithm") {
  auto p = profile();
  p.manifests_required = {"sha256"};
  p.manifests_allowed = {"sha256", "md5"};
  p.tag_manifests_required = {"sha256"};
  p.tag_manifests_allowed = {"sha256"};
  CHECK(told(bag(), p).empty());
  p.manifests_required = {"md5", "sha512"};
  p.manifests_allowed = {"md5", "sha512"};
  p.tag_manifests_required = {"sm3"};
  p.tag_manifests_allowed = {"sm3"};
  CHECK(told(bag(), p) ==
        Told{unmet("|", "Manifests-Required", "manifest-missing", "md5", "[sha256]"),
             unmet("|", "Manifests-Required", "manifest-missing", "sha512", "[sha256]"),
             unmet("|", "Tag-Manifests-Required", "manifest-missing", "sm3", "[sha256]"),
             unmet("manifest-sha256.txt|", "Manifests-Allowed", "manifest-not-allowed", "[md5, sha512]", "sha256"),
             unmet("tagmanifest-sha256.txt|", "Tag-Manifests-Allowed", "manifest-not-allowed", "[sm3]", "sha256")});
}

TEST_CASE("fetch.txt can be forbidden and required") {
  auto p = profile();
  auto holey = bag();
  holey.files.emplace_back("fetch.txt");
  CHECK(told(holey, p).empty());
  p.fetch_required = true;
  CHECK(told(holey, p).empty());
  CHECK(told(bag(), p) == Told{unmet("|", "Fetch.txt-Required", "file-missing", "fetch.txt", k_none)});
  p.fetch_required = false;
  p.fetch_allowed = false;
  CHECK(told(bag(), p).empty());
  CHECK(told(holey, p) == Told{unmet("fetch.txt|", "Allow-Fetch.txt", "fetch-not-allowed", k_none, "fetch.txt")});
}

TEST_CASE("Empty data is no file or one without a byte") {
  auto p = profile();
  p.data_empty = true;
  CHECK(told(bag(), p) == Told{unmet("data|", "Data-Empty", "data-not-empty", k_none, "[data/a.txt, data/src/b.c]")});
  auto b = bag();
  b.payload_bytes = 0;
  CHECK(told(b, p).size() == 1);  // two empty files
  b.payload_files = 1;
  CHECK(told(b, p).empty());
  b.payload_bytes = 1;
  CHECK(told(b, p).size() == 1);
  b.payload_files = 0;
  b.payload_bytes = 0;
  CHECK(told(b, p).empty());
}

TEST_CASE("Bags come packed or not, and in an accepted type") {
  auto p = profile();
  p.serialization = Serialization::required;
  p.accept_serialization = {"application/tar", "application/zip"};
  CHECK(told(bag(), p, Packing::zip).empty());
  CHECK(told(bag(), p) == Told{unmet("|", "Serialization", "packing", "bag/profile-packed", "bag/profile-folder")});
  p.serialization = Serialization::optional;
  p.accept_serialization = {"application/tar"};
  CHECK(told(bag(), p).empty());
  CHECK(told(bag(), p, Packing::zip) ==
        Told{unmet("|", "Accept-Serialization", "type", "[application/tar]", "application/zip")});
  for (const auto* type : {"application/x-zip-compressed", "application/x-zip", "*/*", "*", "application/*"}) {
    p.accept_serialization = {type};
    CHECK(told(bag(), p, Packing::zip).empty());
  }
  p.serialization = Serialization::forbidden;
  p.accept_serialization = {"application/tar"};
  CHECK(told(bag(), p).empty());
  CHECK(told(bag(), p, Packing::zip) ==
        Told{unmet("|", "Serialization", "packing", "bag/profile-folder", "bag/profile-zip")});
}

TEST_CASE("The version of BagIt must be an accepted one") {
  auto p = profile();
  auto b = bag();
  b.version = "0.96";
  CHECK(told(b, p) == Told{unmet("bagit.txt|", "Accept-BagIt-Version", "version", "[0.97, 1.0]", "0.96")});
  b.version = "";
  CHECK(told(b, p) == Told{unmet("bagit.txt|", "Accept-BagIt-Version", "version", "[0.97, 1.0]", k_none)});
}

TEST_CASE("Files and folders can be required") {
  auto p = profile();
  p.tag_files_required = {"meta/x.xml", "bag-info.txt"};
  p.payload_files_required = {"data/a.txt", "data/src/"};
  CHECK(told(bag(), p).empty());
  p.tag_files_required = {"meta/y.xml"};
  p.payload_files_required = {"data/src", "data/sr/", "data/a.txt/"};
  CHECK(told(bag(), p) == Told{unmet("data/a.txt/|", "Payload-Files-Required", "folder-missing", "data/a.txt/", k_none),
                               unmet("data/sr/|", "Payload-Files-Required", "folder-missing", "data/sr/", k_none),
                               unmet("data/src|", "Payload-Files-Required", "file-missing", "data/src", k_none),
                               unmet("meta/y.xml|", "Tag-Files-Required", "file-missing", "meta/y.xml", k_none)});
}

TEST_CASE("Files outside the allowed patterns are told; BagIt's own never are") {
  auto p = profile();
  p.tag_files_allowed = {"meta/*.xml"};
  p.payload_files_allowed = {"data/*.txt", "data/src/*"};
  CHECK(told(bag(), p).empty());
  p.tag_files_allowed = Told{};
  p.payload_files_allowed = {"data/?.txt", "1", "2", "3", "4", "5"};
  CHECK(told(bag(), p) == Told{unmet("data/src/b.c|",
                                     "Payload-Files-Allowed",
                                     "file-not-allowed",
                                     "[data/?.txt, 1, 2, 3, 4, …]",
                                     "data/src/b.c"),
                               unmet("meta/x.xml|", "Tag-Files-Allowed", "file-not-allowed", k_none, "meta/x.xml")});
}

TEST_CASE("Names in another Unicode form are the same files") {
  auto p = profile();
  auto b = bag();
  b.files.emplace_back("meta/cafe\u0301");
  p.tag_files_required = {"meta/caf\u00E9"};
  p.tag_files_allowed = {"meta/x.xml", "meta/caf?"};
  CHECK(told(b, p).empty());
}

TEST_CASE("Tag files that could not be read are not said to lack anything") {
  auto p = profile();
  p.tags = {{.label = "Title", .required = true, .values = {}}};
  auto b = bag();
  b.info.clear();
  b.version.clear();
  CHECK(told(b, p).size() == 3);
  b.incomplete = true;
  CHECK(told(b, p).empty());
}

TEST_CASE("A profile whose patterns take too many steps ends with an error, not with half an answer") {
  auto p = profile();
  p.payload_files_allowed = {"data/*"};
  CHECK(check_profile(bag(), Packing::folder, p, 100).value().empty());
  const auto result = check_profile(bag(), Packing::folder, p, 10);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::limit);
}

TEST_CASE("verify_bag names the files of a bag only where that is asked for") {
  fs::MemoryTree tree;
  tree.put(RelPath::parse("b/bagit.txt").value(), std::string(bagit_text()));
  tree.put(RelPath::parse("b/data/a").value(), "1");
  tree.put_link(RelPath::parse("b/l").value(), "x");
  CHECK(verify_bag(tree, {}).value().files.empty());
  VerifyOptions options;
  options.keep_names = true;
  CHECK(verify_bag(tree, options).value().files == Told{"bagit.txt", "data/a"});
}
