// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/profile.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

using Told = std::vector<std::string>;

/// A profile with the keys that each must have, and `more` after them.
std::string profile(const std::string& more = "") {
  return R"({"BagIt-Profile-Info": {"Source-Organization": "甲", "External-Description": "乙", "Version": "1",
  "BagIt-Profile-Identifier": "http://example.org/p.json"},
  "Accept-BagIt-Version": ["1.0"])" +
         (more.empty() ? "" : ",\n" + more) + "}";
}

BagProfile parsed(const std::string& text) {
  auto result = parse_profile(text, "p.json");
  if (!result) CAPTURE(to_string(result.error()));
  REQUIRE(result);
  return *std::move(result);
}

/// All faults of a profile, as "line:column message".
Told faults(const std::string& text) {
  const auto result = parse_profile(text, "p.json");
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::malformed);
  Told list;
  for (const auto& fault : result.error().faults) {
    list.push_back(std::to_string(fault.where.line) + ":" + std::to_string(fault.where.column) + " " +
                   to_string(fault.message));
  }
  return list;
}

Told notes(const BagProfile& profile) {
  Told list;
  for (const auto& note : profile.notes) list.push_back(to_string(note));
  return list;
}

}  // namespace

TEST_CASE("A profile that says little has the specification's defaults") {
  const auto p = parsed(profile());
  CHECK(p.identifier == "http://example.org/p.json");
  CHECK(p.spec_version == "1.1.0");
  CHECK(p.accept_version == Told{"1.0"});
  CHECK(p.tags.empty());
  CHECK(p.manifests_required.empty());
  CHECK_FALSE(p.manifests_allowed);
  CHECK(p.fetch_allowed);
  CHECK_FALSE(p.fetch_required);
  CHECK_FALSE(p.data_empty);
  CHECK(p.serialization == Serialization::optional);
  CHECK(p.accept_serialization.empty());
  CHECK_FALSE(p.tag_files_allowed);
  CHECK_FALSE(p.payload_files_allowed);
  CHECK(p.notes.empty());
}

TEST_CASE("All that a profile can say is read") {
  const auto p = parsed(profile(R"("Bag-Info": {
    "Contact-Name": {"required": true, "values": ["李", ""], "repeatable": false, "description": "谁"},
    "Contact-Phone": {"recommended": true}, "Bag-Size": {}, "X": {"required": "true"}},
  "Manifests-Required": ["SHA-256"], "Manifests-Allowed": ["sha256", "sha512"],
  "Tag-Manifests-Required": ["md5"], "Tag-Manifests-Allowed": ["md5"],
  "Allow-Fetch.txt": true, "Fetch.txt-Required": true, "Data-Empty": true,
  "Serialization": "required", "Accept-Serialization": ["Application/ZIP"],
  "Tag-Files-Required": ["a/b.txt", "bag-info.txt"], "Tag-Files-Allowed": ["a/*"],
  "Payload-Files-Required": ["data/a", "data/src/"], "Payload-Files-Allowed": ["data/a", "data/src/*"])"));
  REQUIRE(p.tags.size() == 4);
  CHECK(p.tags[0].label == "Contact-Name");
  CHECK(p.tags[0].required);
  CHECK_FALSE(p.tags[0].repeatable);
  CHECK(p.tags[0].values == Told{"李", ""});
  CHECK(p.tags[1].recommended);
  CHECK_FALSE(p.tags[2].required);
  CHECK(p.tags[2].repeatable);
  CHECK(p.tags[3].required);
  CHECK(p.manifests_required == Told{"sha256"});
  CHECK(p.manifests_allowed == Told{"sha256", "sha512"});
  CHECK(p.tag_manifests_required == Told{"md5"});
  CHECK(p.tag_manifests_allowed == Told{"md5"});
  CHECK(p.fetch_required);
  CHECK(p.data_empty);
  CHECK(p.serialization == Serialization::required);
  CHECK(p.accept_serialization == Told{"application/zip"});
  CHECK(p.tag_files_required.size() == 2);
  CHECK(p.payload_files_required == Told{"data/a", "data/src/"});
  CHECK(p.payload_files_allowed->size() == 2);
}

TEST_CASE("Versions of the specification from 1.1 on are known; a later one is noted, another major refused") {
  const auto with = [](const std::string& version) {
    auto text = profile();
    return text.insert(text.find("\"Version\""), "\"BagIt-Profile-Version\": \"" + version + "\", ");
  };
  for (const auto* version : {"1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.4"}) {
    CHECK(parsed(with(version)).spec_version == version);
    CHECK(parsed(with(version)).notes.empty());
  }
  CHECK(notes(parsed(with("1.5.0"))) ==
        Told{"bag/profile-newer-version(file=p.json, line=1, column=107, version=1.5.0)"});
  for (const auto* version : {"2.0.0", "1.", "1", "1.x", "1.4x", "1.-1", "v1.4.0"}) {
    CAPTURE(version);
    CHECK(faults(with(version)) == Told{std::string("1:107 bag/profile-unknown-version(version=") + version + ")"});
  }
}

TEST_CASE("Keys that the specification does not know are noted, those misspelt with what they may mean") {
  CHECK(notes(parsed(profile(R"("Other-Info": [], "Manifest-Required": ["md5"],
"Bag-Info": {"A": {"requird": true}}, "$schema": "x")"))) ==
        Told{"bag/profile-unknown-key(file=p.json, line=4, column=1, key=Other-Info)",
             "bag/profile-unknown-key-likely(file=p.json, line=4, column=19, key=Manifest-Required, "
             "likely=Manifests-Required)",
             "bag/profile-unknown-key-likely(file=p.json, line=5, column=20, key=requird, likely=required)"});
}

TEST_CASE("All faults of a profile are told at once, each with its place") {
  CHECK(faults(R"({
"BagIt-Profile-Info": {"Source-Organization": 1, "Version": " ", "BagIt-Profile-Version": 1.3},
"Bag-Info": {"A": true, "B": {"required": "yes", "values": "x", "description": 1}, "b": {}},
"Manifests-Required": ["md5", 1, "sha1"],
"Manifests-Allowed": ["sha256"],
"Tag-Manifests-Required": ["md5"],
"Tag-Manifests-Allowed": [],
"Allow-Fetch.txt": false,
"Fetch.txt-Required": true,
"Data-Empty": null,
"Serialization": "requird",
"Accept-Serialization": {},
"Tag-Files-Required": ["a.txt", ""],
"Tag-Files-Allowed": ["b*"],
"Payload-Files-Required": ["a.txt", "data/a/"],
"Payload-Files-Allowed": ["data/b/*", "a.txt"]
})") == Told{"1:1 bag/profile-missing(keys=[Accept-BagIt-Version])",
             "2:1 bag/profile-missing(keys=[External-Description, BagIt-Profile-Identifier])",
             "2:47 bag/profile-want-text",
             "2:61 bag/profile-empty-text",
             "2:91 bag/profile-want-text",
             "3:19 bag/profile-want-object",
             "3:43 bag/profile-want-truth",
             "3:60 bag/profile-want-list",
             "3:80 bag/profile-want-text",
             "3:84 bag/profile-tag-twice(label=b, line=3)",
             "4:24 bag/profile-not-allowed(name=md5, list=Manifests-Allowed)",
             "4:31 bag/profile-want-text",
             "4:34 bag/profile-not-allowed(name=sha1, list=Manifests-Allowed)",
             "6:28 bag/profile-not-allowed(name=md5, list=Tag-Manifests-Allowed)",
             "9:1 bag/profile-fetch-clash",
             "10:15 bag/profile-want-truth",
             "11:18 bag/profile-unknown-word(word=requird, known=[forbidden, required, optional])",
             "12:25 bag/profile-want-list",
             "13:24 bag/profile-not-allowed(name=a.txt, list=Tag-Files-Allowed)",
             "13:33 bag/profile-empty-text",
             "15:28 bag/profile-not-payload(path=a.txt)",
             "15:37 bag/profile-not-allowed(name=data/a/, list=Payload-Files-Allowed)"});
  CHECK(faults("[]") == Told{"1:1 bag/profile-want-object"});
  CHECK(faults(R"({"BagIt-Profile-Info": [], "Accept-BagIt-Version": []})") ==
        Told{"1:24 bag/profile-want-object", "1:28 bag/profile-no-version"});
  CHECK(faults("{}") == Told{"1:1 bag/profile-missing(keys=[BagIt-Profile-Info, Accept-BagIt-Version])"});
}

TEST_CASE("A profile that allows or asks for packed bags must say of what type; one that forbids them need not") {
  for (const std::string word : {"required", "optional"}) {
    CHECK(faults(profile("\"Serialization\": \"" + word + "\"")) == Told{"4:1 bag/profile-no-type(word=" + word + ")"});
    CHECK(faults(profile("\"Serialization\": \"" + word + "\", \"Accept-Serialization\": []")) ==
          Told{"4:30 bag/profile-no-type(word=" + word + ")"});
    CHECK(parsed(profile("\"Serialization\": \"" + word + "\", \"Accept-Serialization\": [\"*\"]")).notes.empty());
  }
  CHECK(parsed(profile("\"Serialization\": \"forbidden\"")).serialization == Serialization::forbidden);
}

TEST_CASE("Bad JSON is told with its place, a name twice with the file") {
  const auto syntax = parse_profile("{\n  \"a\" 1}", "p.json");
  REQUIRE_FALSE(syntax);
  CHECK(to_string(syntax.error()) == "p.json:2:7: bag/reading-profile: json/syntax");
  const auto twice = parse_profile("{\"a\":1,\"a\":1}", "p.json");
  REQUIRE_FALSE(twice);
  REQUIRE(twice.error().where);
  CHECK(twice.error().where->file == "p.json");
}

TEST_CASE("A profile has limits of size, number and length") {
  const auto large = parse_profile(profile() + std::string(k_max_profile_bytes, ' '), "p.json");
  CHECK(large.error().code == ErrorCode::limit);
  std::string many = "\"Tag-Files-Required\": [";
  for (int i = 0; i < 10'000; ++i) many += "\"a\",";
  CHECK(faults(profile(many + "\"a\"]")).size() == 1);
  CHECK(faults(profile("\"Tag-Files-Required\": [\"" + std::string(4097, 'a') + "\"]")) ==
        Told{"4:24 bag/profile-long-text(limit=4096)"});
}

TEST_CASE("Patterns that would take too long to hold against each other are refused") {
  const std::string slow = "*" + std::string(2000, 'a') + "b";
  std::string text = "\"Tag-Files-Required\": [";
  for (int i = 0; i < 60; ++i) text += (i == 0 ? "\"" : ",\"") + std::string(4000, 'a') + "\"";
  text += "], \"Tag-Files-Allowed\": [";
  for (int i = 0; i < 60; ++i) text += (i == 0 ? "\"" : ",\"") + slow + std::to_string(i) + "\"";
  const auto told = faults(profile(text + "]"));
  REQUIRE_FALSE(told.empty());
  CHECK(told.back().ends_with("bag/profile-too-costly"));
}
