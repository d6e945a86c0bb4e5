// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/bundle.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "guidang/bag/bag.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/zip/reader.hpp"
#include "support/scratch.hpp"
#include "support/zips.hpp"

using namespace guidang;
using test::read_bytes;
using test::Scratch;

namespace {

RelPath path(const std::string& text) {
  return RelPath::parse(text).value();
}

/// A small archive with two copies to make.
struct Fixture {
  Scratch scratch;
  fs::MemoryTree archive;
  Inventory inventory;
  Project project;
  BundleRequest request;
  std::string street = scratch.folder("street");
  std::string community = scratch.folder("community");

  Fixture() {
    project.unit = "秀水社区";
    project.copies = {{.id = "street",
                       .name = "街道份",
                       .holder = "示例街道创建办",
                       .keeper = "李敏",
                       .phone = "0000",
                       .place = "档案室",
                       .where = {}},
                      {.id = "community",
                       .name = "社区份",
                       .holder = "秀水社区居委会",
                       .keeper = "王芳",
                       .phone = {},
                       .place = {},
                       .where = {}}};
    add("资料/Ⅲ-3 会议/通知.txt", std::string(10'000, 'x'));
    add("资料/Ⅲ-3 会议/照片.jpg", test::noise(50'000));
    add("资料/Ⅲ-3 会议/100%?.txt", "1");
    request.edition = "2026Q4";
    request.documents = {{"data/说明文件.TXT", "说明"}, {"data/其他/report.json", "{}"}};
    request.destinations = {street, community};
    request.bagging_date = parse_date("2027-01-05").value();
    request.packer = "guidang 0.1.0";
    request.render_receipt = [](const Receipt& receipt) {
      return std::vector<Document>{{receipt.file + ".json", receipt.sha256 + " " + to_string(receipt.bagging_date)}};
    };
  }

  void add(const std::string& name, const std::string& bytes) {
    archive.put(path(name), bytes);
    EvidenceFile file;
    file.path = path(name);
    file.size_bytes = bytes.size();
    file.sha256 = digest_of(Algorithm::sha256, bytes);
    inventory.files.push_back(std::move(file));
    std::ranges::sort(inventory.files, {}, &EvidenceFile::path);
    std::vector<EvidenceUse> uses;
    for (const auto& known : inventory.files) uses.push_back({known.path});
    request.evidence = place_evidence(uses, path("资料"));
  }

  [[nodiscard]] Result<BundleResult> make() const { return make_bundle(archive, inventory, project, request); }

  [[nodiscard]] std::string zip(int copy) const {
    return copy == 0 ? street + "/秀水社区-2026Q4-街道份.zip" : community + "/秀水社区-2026Q4-社区份.zip";
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("both copies are valid bags with the same payload, their receipts beside them") {
  const Fixture fixture;
  const auto result = fixture.make().value();
  REQUIRE(result.copies.size() == 2);
  CHECK(Scratch::names(fixture.street) ==
        Names{"秀水社区-2026Q4-街道份.zip", "秀水社区-2026Q4-街道份.zip.json", "秀水社区-2026Q4-街道份.zip.sha256"});
  const auto first = zip::open(fixture.zip(0)).value();
  const auto second = zip::open(fixture.zip(1)).value();
  const auto comparison = compare_bags(*first, *second, {}).value();
  CHECK(comparison.same());
  CHECK(comparison.first.findings.empty());
  CHECK(comparison.first.root.text() == "秀水社区-2026Q4");
  const std::vector<BagTag> tags{{"Source-Organization", "秀水社区"},
                                 {"Bagging-Date", "2027-01-05"},
                                 {"Payload-Oxum", "60009.5"},
                                 {"Bag-Group-Identifier", "秀水社区-2026Q4"},
                                 {"Bag-Count", "1 of 1"},
                                 {"Copy", "2 of 2"},
                                 {"Copy-Holder", "秀水社区居委会"},
                                 {"Copy-Keeper", "王芳"},
                                 {"Bag-Software-Agent", "guidang 0.1.0"}};
  CHECK(comparison.second.info == tags);
  const auto& receipt = result.copies[1].receipt;
  CHECK(receipt.sha256 == digest_of(Algorithm::sha256, read_bytes(fixture.zip(1))));
  CHECK(receipt.size_bytes == read_bytes(fixture.zip(1)).size());
  CHECK(receipt.number == 2);
  CHECK(receipt.manifest_sha256 == result.copies[0].receipt.manifest_sha256);
  CHECK(result.renamed.size() == 1);
  CHECK(result.renamed[0].bundle_path == "data/电子档案/Ⅲ-3 会议/100%_.txt");
}

TEST_CASE("the side file is one that sha256sum -c takes") {
  const Fixture fixture;
  REQUIRE(fixture.make().has_value());
  const auto command = "cd '" + fixture.street + "' && sha256sum --status -c *.sha256";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("the same archive gives the same bytes, whatever zone, mask, locale and number of threads") {
  Fixture one;
  Fixture other;
  one.request.jobs = 1;
  REQUIRE(one.make().has_value());
  ::setenv("TZ", "America/New_York", 1);
  ::setenv("LC_ALL", "zh_CN.UTF-8", 1);
  ::tzset();
  const auto mask = ::umask(0077);
  const bool made = other.make().has_value();
  ::umask(mask);
  ::unsetenv("TZ");
  ::unsetenv("LC_ALL");
  ::tzset();
  REQUIRE(made);
  for (const int copy : {0, 1}) CHECK(read_bytes(one.zip(copy)) == read_bytes(other.zip(copy)));
}

TEST_CASE("what did not change is not written again, and its date stands") {
  Fixture fixture;
  const auto before = fixture.make().value();
  const auto bytes = read_bytes(fixture.zip(0));
  const auto written = std::filesystem::last_write_time(fixture.zip(0));
  fixture.request.bagging_date = parse_date("2027-02-01").value();
  const auto after = fixture.make().value();
  CHECK(after.copies[0].state == CopyState::up_to_date);
  CHECK(after.copies[1].state == CopyState::up_to_date);
  CHECK(to_string(after.copies[0].receipt.bagging_date) == "2027-01-05");
  CHECK(after.copies[0].receipt.sha256 == before.copies[0].receipt.sha256);
  CHECK(after.copies[0].receipt.read_back == before.copies[0].receipt.read_back);
  CHECK(std::filesystem::last_write_time(fixture.zip(0)) == written);
  CHECK(read_bytes(fixture.zip(0)) == bytes);
}

TEST_CASE("only the copy that is stale is built") {
  Fixture fixture;
  REQUIRE(fixture.make().has_value());
  const auto states = [&] {
    const auto result = fixture.make().value();
    return std::vector{result.copies[0].state, result.copies[1].state};
  };
  const std::vector first_only{CopyState::built, CopyState::up_to_date};
  const std::vector both{CopyState::built, CopyState::built};
  SUBCASE("another keeper") {
    fixture.project.copies[0].keeper = "赵强";
    CHECK(states() == first_only);
  }
  SUBCASE("a copy that was cut") {
    std::filesystem::resize_file(fixture.zip(0), 1000);
    CHECK(states() == first_only);
  }
  SUBCASE("a copy without its side file") {
    std::filesystem::remove(fixture.zip(0) + ".sha256");
    CHECK(states() == first_only);
  }
  SUBCASE("a copy that is gone") {
    std::filesystem::remove(fixture.zip(0));
    CHECK(states() == first_only);
  }
  SUBCASE("another packer") {
    fixture.request.packer = "guidang 0.2.0";
    CHECK(states() == both);
  }
  SUBCASE("another document") {
    fixture.request.documents[1].bytes = "{ }";
    CHECK(states() == both);
  }
  SUBCASE("more evidence") {
    fixture.add("资料/new.txt", "");
    CHECK(states() == both);
  }
}

TEST_CASE("a receipt that was lost comes back without a new copy") {
  const Fixture fixture;
  REQUIRE(fixture.make().has_value());
  const auto receipt = read_bytes(fixture.zip(1) + ".json");
  std::filesystem::remove(fixture.zip(1) + ".json");
  CHECK(fixture.make().value().copies[1].state == CopyState::up_to_date);
  CHECK(read_bytes(fixture.zip(1) + ".json") == receipt);
}

TEST_CASE("whatever fails, the last good copies stay and nothing half-written is left") {
  Fixture fixture;
  REQUIRE(fixture.make().has_value());
  const auto good = read_bytes(fixture.zip(0));
  const auto names = Scratch::names(fixture.street);
  fixture.request.packer = "guidang 0.2.0";  // so that both are stale and nothing is taken over
  std::atomic<bool> cancelled{false};
  fixture.request.cancelled = &cancelled;
  std::string expected;
  SUBCASE("evidence that changed") {
    fixture.archive.put(path("资料/Ⅲ-3 会议/通知.txt"), std::string(10'000, 'y'));
    expected = "bundle/copy-failed(copy=街道份): zip/changed(path=资料/Ⅲ-3 会议/通知.txt)";
  }
  SUBCASE("evidence that cannot be read any more") {
    fixture.archive.make_unreadable(path("资料/Ⅲ-3 会议/通知.txt"));
    expected = "bundle/copy-failed(copy=街道份): fs/cannot-read(path=资料/Ⅲ-3 会议/通知.txt, reason=EIO)";
  }
  SUBCASE("evidence that the inventory could not read") {
    fixture.inventory.files[0].error = Error{.code = ErrorCode::io, .message = {"fs/cannot-read", {}}};
    expected = "bundle/evidence-unreadable(path=资料/Ⅲ-3 会议/100%?.txt, count=1): fs/cannot-read";
  }
  SUBCASE("a cancelled run") {
    cancelled = true;
    expected = "bundle/copy-failed(copy=街道份): zip/interrupted";
  }
  SUBCASE("a run that is cancelled while it packs") {
    fixture.request.progress = [&](std::uint64_t, std::uint64_t) { cancelled = true; };
  }
  SUBCASE("a folder that another run holds") {
    const auto lock = fs::FolderLock::acquire(fixture.community).value();
    const auto result = fixture.make();
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ErrorCode::locked);
    expected = "";
    cancelled = true;
  }
  SUBCASE("documents that clash") {
    fixture.request.documents.push_back({"data/说明文件.TXT", ""});
    expected = "bundle/same-path(path=data/说明文件.TXT)";
  }
  SUBCASE("a folder that is gone") {
    fixture.request.destinations[1] += "/none";
    expected = "fs/cannot-open-folder(path=" + fixture.community + "/none, reason=errno/ENOENT)";
  }
  const auto result = fixture.make();
  REQUIRE_FALSE(result.has_value());
  if (!expected.empty()) CHECK(to_string(result.error()) == expected);
  CHECK(read_bytes(fixture.zip(0)) == good);
  CHECK(Scratch::names(fixture.street) == names);
}

TEST_CASE("a second copy that fails leaves the first and says so") {
  Fixture fixture;
  int calls = 0;
  std::atomic<bool> cancelled{false};
  fixture.request.cancelled = &cancelled;
  // Half of all bytes done: the first copy is whole.
  fixture.request.progress = [&](std::uint64_t done, std::uint64_t total) {
    ++calls;
    CHECK(done <= total);
    if (done > total / 2) cancelled = true;
  };
  const auto result = fixture.make();
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == ErrorCode::interrupted);
  CHECK(to_string(result.error())
            .starts_with("bundle/copies-finished(copies=[街道份]): bundle/copy-failed(copy=社区份): "));
  CHECK(calls > 0);
  CHECK(verify_bag(*zip::open(fixture.zip(0)).value(), {}).value().valid());
  CHECK(Scratch::names(fixture.community).empty());
  cancelled = false;
  fixture.request.progress = nullptr;
  CHECK(fixture.make().value().copies[1].state == CopyState::built);
}

TEST_CASE("copies may share a folder, but not a name") {
  Fixture fixture;
  fixture.request.destinations[1] = fixture.street + "/../street";
  const auto result = fixture.make().value();
  CHECK(Scratch::names(fixture.street).size() == 6);
  fixture.project.copies[1].name = "街道份";
  CHECK(fixture.make().error().message.id == "bundle/same-file");
}

TEST_CASE("further digests stand in manifests of their own, and asking for them makes a copy stale") {
  Fixture fixture;
  REQUIRE(fixture.make());
  fixture.project.further_digests = {Algorithm::sha512, Algorithm::sm3};
  for (auto& file : fixture.inventory.files) {
    const auto bytes = fs::read_file(fixture.archive, file.path, 1'000'000).value();
    file.further_digests = {digest_of(Algorithm::sha512, bytes), digest_of(Algorithm::sm3, bytes)};
  }
  const auto made = fixture.make();
  REQUIRE(made);
  CHECK(made->copies.front().state == CopyState::built);
  const auto tree = zip::open(made->copies.front().path).value();
  const auto report = verify_bag(*tree, {}).value();
  CHECK(report.valid());
  for (const auto* name :
       {"manifest-sm3.txt", "manifest-sha512.txt", "tagmanifest-sm3.txt", "tagmanifest-sha512.txt"}) {
    CAPTURE(name);
    CHECK(fs::exists(*tree, report.root.child(name)));
  }
  CHECK(fixture.make()->copies.front().state == CopyState::up_to_date);
  fixture.project.further_digests.pop_back();
  for (auto& file : fixture.inventory.files) file.further_digests.pop_back();
  CHECK(fixture.make()->copies.front().state == CopyState::built);
}

TEST_CASE("what a dead run left is removed") {
  Fixture fixture;
  test::write_bytes(fixture.street + "/.guidang-tmp-1-0", "half a copy");
  CHECK(fixture.make().value().debris == 1);
  CHECK(Scratch::names(fixture.street).size() == 3);
}

TEST_CASE("what a copy that is there has packed is taken over, with the same bytes as if it were packed anew") {
  Fixture fixture;
  Fixture fresh;
  REQUIRE(fixture.make().has_value());
  for (auto* one : {&fixture, &fresh}) one->add("资料/new.txt", std::string(5'000, 'n'));
  // Taken over indeed: the old evidence cannot be read any more.
  fixture.archive.make_unreadable(path("资料/Ⅲ-3 会议/通知.txt"));
  REQUIRE(fixture.make().has_value());
  REQUIRE(fresh.make().has_value());
  for (const int copy : {0, 1}) CHECK(read_bytes(fixture.zip(copy)) == read_bytes(fresh.zip(copy)));
}

TEST_CASE("a damaged copy is not taken over") {
  Fixture fixture;
  REQUIRE(fixture.make().has_value());
  for (const int copy : {0, 1}) {
    auto bytes = read_bytes(fixture.zip(copy));
    bytes[30'000] = static_cast<char>(bytes[30'000] ^ 1);  // within the photo
    test::write_bytes(fixture.zip(copy), bytes);
    std::filesystem::remove(fixture.zip(copy) + ".sha256");
  }
  REQUIRE(fixture.make().has_value());
  for (const int copy : {0, 1}) CHECK(verify_bag(*zip::open(fixture.zip(copy)).value(), {}).value().findings.empty());
}
