// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/bag.hpp"

#include <algorithm>

#include <doctest/doctest.h>
#include <libdeflate.h>

#include "guidang/base/text.hpp"
#include "support/zips.hpp"

using namespace guidang;

namespace {

RelPath path(const std::string& text) {
  return RelPath::parse(text).value();
}

using Files = std::map<std::string, std::string>;

/// A valid bag of this payload.
Files bag_of(const Files& payload) {
  Files files = payload;
  std::vector<ManifestLine> lines;
  std::uint64_t bytes = 0;
  for (const auto& [name, text] : payload) {
    lines.push_back({name, digest_of(Algorithm::sha256, text)});
    bytes += text.size();
  }
  files["manifest-sha256.txt"] = manifest_text(lines);
  files["bagit.txt"] = bagit_text();
  files["bag-info.txt"] = bag_info_text(
      std::vector<BagTag>{{"Payload-Oxum", std::to_string(bytes) + "." + std::to_string(payload.size())}});
  std::vector<ManifestLine> tags;
  for (const auto* name : {"bag-info.txt", "bagit.txt", "manifest-sha256.txt"}) {
    tags.push_back({name, digest_of(Algorithm::sha256, files[name])});
  }
  files["tagmanifest-sha256.txt"] = manifest_text(tags);
  return files;
}

void put(fs::MemoryTree& tree, const Files& files, const std::string& root = "") {
  for (const auto& [name, text] : files) tree.put(path(root + name), text);
}

BagReport verified(const Files& files, const std::string& root = "") {
  fs::MemoryTree tree;
  put(tree, files, root);
  return verify_bag(tree, {}).value();
}

std::vector<std::string> told(const BagReport& report) {
  std::vector<std::string> list;
  for (const auto& finding : report.findings) {
    list.push_back(finding.path + "|" + finding.place + "|" + to_string(found_message(finding)));
  }
  return list;
}

const Files k_payload{{"data/a.txt", "1"}, {"data/乙/100%.txt", "22"}, {"data/乙/new line", "333"}};

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("what is written as a bag is a valid bag, at the root or in one folder") {
  CHECK(told(verified(bag_of(k_payload))) == Told{});
  const auto report = verified(bag_of(k_payload), "秀水社区-2026Q4/");
  CHECK(told(report) == Told{});
  CHECK(report.root.text() == "秀水社区-2026Q4");
  CHECK(report.version == "1.0");
  CHECK(report.payload_bytes == 6);
  CHECK(report.payload_files == 3);
  CHECK(report.tag("payload-OXUM").value() == "6.3");
}

TEST_CASE("paths are encoded by LF, CR and percent alone") {
  const std::vector<ManifestLine> lines{{"data/a b\t\r\n%~中", "00"}};
  CHECK(manifest_text(lines) == "00  data/a b\t%0D%0A%25~中\n");
}

TEST_CASE("bag-info keeps to one line a tag") {
  const std::vector<BagTag> tags{{"Copy-Keeper", "李敏\r\nPayload-Oxum: 0.0"}, {"Empty", ""}};
  CHECK(bag_info_text(tags) == "Copy-Keeper: 李敏  Payload-Oxum: 0.0\n");
}

TEST_CASE("all problems of a bag are told at once, with file and line") {
  auto files = bag_of(k_payload);
  files["data/a.txt"] = "2";
  files["data/extra"] = "";
  files.erase("data/乙/100%.txt");
  CHECK(told(verified(files)) ==
        Told{"bag-info.txt|bag-info.txt:1|integrity/bag-oxum-mismatch#found(want=6.3, have=4.3)",
             "data/a.txt|manifest-sha256.txt:1|integrity/bag-digest-mismatch#found(algorithm=sha256)",
             "data/extra|manifest-sha256.txt|integrity/bag-unlisted-file#found",
             "data/乙/100%.txt|manifest-sha256.txt:2|integrity/bag-missing-file#found"});
}

TEST_CASE("nothing that protects the bag may be missing, empty or garbled in silence") {
  auto files = bag_of(k_payload);
  SUBCASE("an empty manifest") {
    files["manifest-sha256.txt"] = "";
  }
  SUBCASE("no manifest") {
    files.erase("manifest-sha256.txt");
  }
  SUBCASE("a garbled line") {
    files["manifest-sha256.txt"].insert(3, "?");
  }
  SUBCASE("half a digest") {
    files["manifest-sha256.txt"].erase(0, 10);
  }
  SUBCASE("a cut manifest") {
    files["manifest-sha256.txt"].resize(100);
  }
  SUBCASE("no declaration") {
    files.erase("bagit.txt");
  }
  SUBCASE("an unknown version") {
    files["bagit.txt"].replace(15, 3, "2.0");
  }
  SUBCASE("an unknown algorithm") {
    files["manifest-crc32.txt"] = "00000000  data/a.txt\n";
  }
  SUBCASE("bytes that are not the encoding") {
    files["bag-info.txt"] += "Name: \xFF\n";
  }
  SUBCASE("a byte order mark") {
    files["manifest-sha256.txt"].insert(0, "\xEF\xBB\xBF");
  }
  SUBCASE("a path that climbs") {
    files["manifest-sha256.txt"] += std::string(64, '0') + "  data/../../x\n";
  }
  SUBCASE("another payload size") {
    files["bag-info.txt"] = "Payload-Oxum: 0.0\n";
  }
  SUBCASE("a folder listed as a file") {
    files["manifest-sha256.txt"] += std::string(64, '0') + "  data/乙\n";
  }
  const auto report = verified(files);
  CHECK_FALSE(report.valid());
  CHECK_FALSE(report.incomplete);
}

TEST_CASE("links and unreadable files never count as verified") {
  fs::MemoryTree tree;
  put(tree, bag_of(k_payload));
  SUBCASE("a link") {
    tree.put_link(path("data/l"), "a.txt");
    const auto report = verify_bag(tree, {}).value();
    CHECK(told(report) == Told{"data/l||integrity/bag-structure#found(problem=bag/link)"});
  }
  SUBCASE("an unreadable file") {
    tree.make_unreadable(path("data/a.txt"));
    const auto report = verify_bag(tree, {}).value();
    CHECK(report.incomplete);
    CHECK(told(report) == Told{"data/a.txt||usability/unreadable#found(reason=EIO)"});
  }
}

TEST_CASE("files beside the bag's folder are told") {
  fs::MemoryTree tree;
  put(tree, bag_of(k_payload), "x/");
  tree.put(path("stray.txt"), "");
  CHECK(told(verify_bag(tree, {}).value()) ==
        Told{"../stray.txt||integrity/bag-structure#found(problem=bag/beside-the-bag)"});
}

TEST_CASE("a file called in another Unicode form is found, and told") {
  auto files = bag_of({{"data/e\u0301.txt", "1"}});
  files["data/\u00e9.txt"] = files["data/e\u0301.txt"];
  files.erase("data/e\u0301.txt");
  const auto report = verified(files);
  CHECK(report.valid());
  CHECK(told(report).front().find("bag/other-normal-form") != std::string::npos);
}

TEST_CASE("a line end in a name is encoded, found and told") {
  CHECK(told(verified(bag_of({{"data/new\nline\r", "1"}}))) ==
        Told{"data/new\nline\r|manifest-sha256.txt:1|safety/bag-discouraged#found(problem=name-problem/"
             "control_character)"});
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
  CHECK(told(report) == Told{warned("data/CON.txt", 2, "name-problem/reserved_name"),
                             warned("data/a", 3, "bag/case-twins"),
                             warned("data/a./b", 4, "name-problem/ends_in_dot"),
                             warned("data/x:y", 5, "name-problem/reserved_character"),
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
  const std::string portable = at + "safety/bag-discouraged#found(problem=name-problem/reserved_character)";
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

TEST_CASE("the report does not depend on the number of threads") {
  Files payload;
  for (int i = 0; i < 300; ++i) payload["data/" + std::to_string(i)] = std::to_string(i);
  auto files = bag_of(payload);
  for (int i = 0; i < 300; i += 7) files["data/" + std::to_string(i)] += "x";
  fs::MemoryTree tree;
  put(tree, files);
  VerifyOptions one;
  one.jobs = 1;
  VerifyOptions four;
  four.jobs = 4;
  CHECK(told(verify_bag(tree, one).value()) == told(verify_bag(tree, four).value()));
}

TEST_CASE("a cancelled verification is no verification") {
  fs::MemoryTree tree;
  put(tree, bag_of(k_payload));
  const std::atomic<bool> cancelled{true};
  VerifyOptions options;
  options.cancelled = &cancelled;
  CHECK(verify_bag(tree, options).error().code == ErrorCode::interrupted);
}

TEST_CASE("two bags with the same payload are the same, whatever their tag files and form") {
  fs::MemoryTree a;
  put(a, bag_of(k_payload));
  std::vector<zip::Entry> entries;
  auto files = bag_of(k_payload);
  files.erase("bag-info.txt");
  files.erase("tagmanifest-sha256.txt");
  for (const auto& [name, text] : files) entries.push_back({.name = "x/" + name, .bytes = text});
  const auto b = test::open_zip(test::packed(entries)).value();
  CHECK(compare_bags(a, *b, {}).value().same());
}

TEST_CASE("what differs between two bags is told by path") {
  fs::MemoryTree a;
  fs::MemoryTree b;
  put(a, bag_of({{"data/1", "1"}, {"data/2", "2"}}));
  put(b, bag_of({{"data/2", "x"}, {"data/3", "3"}}));
  const auto comparison = compare_bags(a, b, {}).value();
  CHECK_FALSE(comparison.same());
  Told list;
  for (const auto& finding : comparison.differences)
    list.push_back(finding.path + " " + to_string(found_message(finding)));
  CHECK(list == Told{"data/1 integrity/copies-differ#found(problem=bag/only-in-first)",
                     "data/2 integrity/copies-differ#found(problem=bag/other-content)",
                     "data/3 integrity/copies-differ#found(problem=bag/only-in-second)"});
}

TEST_CASE("a flipped or cut byte of a zipped bag never verifies as something else") {
  std::vector<zip::Entry> entries;
  for (const auto& [name, text] : bag_of(k_payload)) entries.push_back({.name = "x/" + name, .bytes = text});
  const auto whole = test::packed(entries);
  const auto payload = [](const fs::Tree& tree) {
    VerifyOptions options;
    options.keep_sha256 = true;
    const auto report = verify_bag(tree, options);
    return report && report->valid() ? report->payload_sha256 : std::map<std::string, std::string>{};
  };
  const auto good = payload(*test::open_zip(whole).value());
  REQUIRE(good.size() == 3);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto broken = whole;
    broken[at] = static_cast<char>(broken[at] ^ 0x21);
    const auto tree = test::open_zip(broken);
    if (!tree) continue;
    const auto found = payload(**tree);
    CHECK((found.empty() || found == good));
    CHECK_FALSE(test::open_zip(whole.substr(0, at)).has_value());
  }
}
