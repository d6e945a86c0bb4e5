// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/bag.hpp"

#include <doctest/doctest.h>

#include "support/bags.hpp"
#include "support/zips.hpp"

using namespace guidang;
using test::bag_of;
using test::Files;
using test::put;
using test::told;
using test::Told;
using test::verified;

namespace {

const Files k_payload{{"data/a.txt", "1"}, {"data/乙/100%.txt", "22"}, {"data/乙/new line", "333"}};

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
    tree.put_link(test::bag_path("data/l"), "a.txt");
    const auto report = verify_bag(tree, {}).value();
    CHECK(told(report) == Told{"data/l||integrity/bag-structure#found(problem=bag/link)"});
  }
  SUBCASE("an unreadable file") {
    tree.make_unreadable(test::bag_path("data/a.txt"));
    const auto report = verify_bag(tree, {}).value();
    CHECK(report.incomplete);
    CHECK(told(report) == Told{"data/a.txt||usability/unreadable#found(reason=EIO)"});
  }
}

TEST_CASE("files beside the bag's folder are told") {
  fs::MemoryTree tree;
  put(tree, bag_of(k_payload), "x/");
  tree.put(test::bag_path("stray.txt"), "");
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
