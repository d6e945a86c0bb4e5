// SPDX-License-Identifier: Apache-2.0
// Bags that others made: odd spellings, names that some systems cannot hold, paths that lead out.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <libdeflate.h>

#include "guidang/base/text.hpp"
#include "support/bags.hpp"
#include "support/zips.hpp"

using namespace guidang;
using test::bag_of;
using test::Files;
using test::told;
using test::Told;
using test::verified;

TEST_CASE("a line end in a name is encoded, found and told") {
  CHECK(
      told(verified(bag_of({{"data/new\nline\r", "1"}}))) ==
      Told{"data/new\nline\r|manifest-sha256.txt:1|safety/bag-discouraged#found(problem=bag/name-control-character)"});
}

TEST_CASE("names that some systems cannot hold or mix up are told") {
  const auto report = verified(bag_of({{"data/CON.txt", "1"},
                                       {"data/a", "1"},
                                       {"data/a./b", "1"},
                                       {"data/A", "1"},
                                       {"data/\u00c9", "1"},
                                       {"data/\u00e9", "1"},
                                       {"data/x:y", "1"}}));
  CHECK(report.valid());
  const auto warned = [](const std::string& name, int line, const std::string& problem) {
    return name + "|manifest-sha256.txt:" + std::to_string(line) + "|safety/bag-discouraged#found(problem=" + problem +
           ")";
  };
  CHECK(told(report) == Told{warned("data/CON.txt", 2, "bag/name-reserved-name"),
                             warned("data/a", 3, "bag/case-twins"),
                             warned("data/a./b", 4, "bag/name-ends-in-dot"),
                             warned("data/x:y", 5, "bag/name-reserved-character"),
                             warned("data/\u00e9", 7, "bag/case-twins")});
}

TEST_CASE("listed paths that lead out on some system are refused in every list") {
  const std::vector<std::string> paths{"/etc/passwd",
                                       "../x",
                                       "data/../../x",
                                       "data/./x",
                                       "data//x",
                                       "C:\\x",
                                       "C:/x",
                                       "\\\\server\\x",
                                       "~/x",
                                       "~root/x",
                                       "%HOME%\\x",
                                       "data/..\\..\\x",
                                       "data/a/.. /../x",
                                       "data/...",
                                       "data/x\\..\\y",
                                       "data/a%0D/..",
                                       std::string("data/\0x", 7)};
  for (const auto& name : paths) {
    CAPTURE(name);
    const auto zeros = std::string(64, '0') + "  ";
    for (const auto& [file, line] : Files{{"manifest-sha256.txt", zeros + name},
                                          {"tagmanifest-sha256.txt", zeros + name},
                                          {"fetch.txt", "https://x.org/y - " + name}}) {
      auto files = bag_of({{"data/a", "1"}});
      files.erase("tagmanifest-sha256.txt");
      files[file] += line + "\n";
      const auto list = told(verified(files));
      CHECK(std::ranges::any_of(list, [](const std::string& text) {
        return text.find("integrity/bag-structure#found(problem=bag/path-outside)") != std::string::npos;
      }));
    }
  }
}

TEST_CASE("what md5sum makes of names is told, and never skipped") {
  auto files = bag_of({{"data/a\\b", "1"}});
  auto& manifest = files["manifest-sha256.txt"];
  files.erase("tagmanifest-sha256.txt");
  const auto digest = digest_of(Algorithm::sha256, "1");
  const auto problems = [&](const std::string& line) {
    manifest = line + "\n";
    Told list;
    for (const auto& text : told(verified(files))) {
      if (text.starts_with("manifest") || text.starts_with("data/a\\b|manifest")) list.push_back(text);
    }
    return list;
  };
  const std::string at = "data/a\\b|manifest-sha256.txt:1|";
  const std::string portable = at + "safety/bag-discouraged#found(problem=bag/name-reserved-character)";
  CHECK(problems(digest + "  data/a\\b") == Told{portable});
  CHECK(problems("\\" + digest + "  data/a\\\\b") ==
        Told{at + "integrity/bag-structure#found(problem=bag/md5sum-escaped)", portable});
  CHECK(problems(digest + " *data/a\\b") ==
        Told{at + "safety/bag-discouraged#found(problem=bag/md5sum-line)", portable});
  CHECK(problems(digest + "\t\tdata/a\\b\r") == Told{portable});
  std::string upper = digest;
  std::ranges::transform(
      upper, upper.begin(), [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
  CHECK(problems(upper + "  data/a\\b") == Told{portable});
  CHECK(problems(digest + "  ./data/a\\b") ==
        Told{at + "safety/bag-discouraged#found(problem=bag/dot-slash)", portable});
  for (const auto& garbled :
       Told{"\\" + digest + "  data/a\\b", " " + digest + "  data/a", digest + "data/a", digest}) {
    CHECK(problems(garbled).back().find("bag/garbled-line") != std::string::npos);
  }
}

TEST_CASE("files that are still to be fetched are missing, with the place they are to come from") {
  auto files = bag_of({{"data/a", "1"}, {"data/b", "22"}});
  files.erase("data/a");
  files.erase("bag-info.txt");
  files.erase("tagmanifest-sha256.txt");
  files["fetch.txt"] =
      "https://x.org/a 1 data/a\nhttps://x.org/b 3 data/b\nhttps://x.org/c - data/c\nx 1 data/a\n"
      "https://x.org/a -1 data/a\nhttps://x.org/a 99999999999999999999 data/a\n\n";
  CHECK(told(verified(files)) ==
        Told{"||safety/bag-discouraged#found(problem=bag/no-tagmanifest)",
             "data/a|manifest-sha256.txt:1|integrity/bag-not-fetched#found(url=https://x.org/a)",
             "data/b|fetch.txt:2|safety/bag-discouraged#found(problem=bag/fetch-length)",
             "data/c|fetch.txt:3|integrity/bag-structure#found(problem=bag/fetch-not-listed)",
             "fetch.txt|fetch.txt:4|integrity/bag-structure#found(problem=bag/garbled-line)",
             "fetch.txt|fetch.txt:5|integrity/bag-structure#found(problem=bag/garbled-line)",
             "fetch.txt|fetch.txt:6|integrity/bag-structure#found(problem=bag/garbled-line)",
             "fetch.txt|fetch.txt:7|safety/bag-discouraged#found(problem=bag/blank-line)"});
}

TEST_CASE("tags that must not or should not be there twice, and values that are none") {
  auto files = bag_of({{"data/a", "1"}});
  files.erase("tagmanifest-sha256.txt");
  files["bag-info.txt"] =
      "Payload-Oxum: 1.1\npayload-oxum: 1.1\nBagging-Date: 2026-11-12\nBagging-Date: yesterday\n"
      "Bag-Size: 42.6 GB\nBag-Size: big\nBag-Count: 1 of ?\nBag-Count: 1/2\n"
      "Contact-Name: A\nContact-Name: B\nBag-Group-Identifier: g\nBag-Group-Identifier: h\n";
  Told list;
  for (const auto& text : told(verified(files))) {
    if (text.starts_with("bag-info.txt|")) list.push_back(text.substr(text.find('|') + 1));
  }
  const auto warned = [](int line, const std::string& problem) {
    return "bag-info.txt:" + std::to_string(line) + "|safety/bag-discouraged#found(problem=bag/" + problem + ")";
  };
  CHECK(list == Told{"bag-info.txt:2|integrity/bag-structure#found(problem=bag/oxum-twice)",
                     warned(12, "tag-twice"),
                     warned(4, "tag-twice"),
                     warned(4, "tag-form"),
                     warned(6, "tag-twice"),
                     warned(6, "tag-form"),
                     warned(8, "tag-twice"),
                     warned(8, "tag-form")});
}

TEST_CASE("names of algorithms in another spelling are read and told, two manifests of one are not") {
  auto files = bag_of({{"data/a", "1"}});
  files.erase("tagmanifest-sha256.txt");
  const auto manifest = files["manifest-sha256.txt"];
  files.erase("manifest-sha256.txt");
  SUBCASE("one") {
    files["manifest-SHA-256.txt"] = manifest;
    const auto report = verified(files);
    CHECK(report.valid());
    const auto list = told(report);
    CHECK(std::ranges::find(list, "manifest-SHA-256.txt||safety/bag-discouraged#found(problem=bag/algorithm-name)") !=
          list.end());
    files["data/a"] = "2";
    CHECK_FALSE(verified(files).valid());
  }
  SUBCASE("two") {
    files["manifest-sha256.txt"] = manifest;
    files["manifest-SHA256.txt"] = manifest;
    const auto list = told(verified(files));
    CHECK(std::ranges::find(list, "manifest-sha256.txt||integrity/bag-structure#found(problem=bag/algorithm-twice)") !=
          list.end());
  }
}

TEST_CASE("names that were guessed are told once") {
  std::vector<test::RawEntry> entries;
  for (const auto& [name, text] : bag_of({{"data/中文.txt", "1"}, {"data/中国.txt", "2"}})) {
    entries.push_back({.name = to_gb18030(name).value(), .bytes = text});
    entries.back().crc = libdeflate_crc32(0, text.data(), text.size());
  }
  const auto tree = test::open_zip(test::raw_zip(entries)).value();
  CHECK(told(verify_bag(*tree, {}).value()) ==
        Told{"data/中国.txt||safety/bag-discouraged#found(problem=bag/guessed-names)"});
}
