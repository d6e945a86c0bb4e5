// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/bundle.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <map>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "guidang/bag/bag.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/fs/output.hpp"
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
      return std::vector<Document>{{".txt", receipt.parts.front().sha256 + " " + to_string(receipt.bagging_date)}};
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

  [[nodiscard]] std::string stem(int copy) const {
    return copy == 0 ? street + "/秀水社区-2026Q4-街道份" : community + "/秀水社区-2026Q4-社区份";
  }

  [[nodiscard]] std::string zip(int copy) const { return stem(copy) + ".zip"; }

  [[nodiscard]] std::string receipt(int copy, const std::string& end) const {
    return stem(copy) + "-移交与接收登记" + end;
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("both copies are valid bags with the same payload, their receipts beside them") {
  const Fixture fixture;
  const auto result = fixture.make().value();
  REQUIRE(result.copies.size() == 2);
  CHECK(Scratch::names(fixture.street) == Names{"秀水社区-2026Q4-街道份-移交与接收登记.json",
                                                "秀水社区-2026Q4-街道份-移交与接收登记.txt",
                                                "秀水社区-2026Q4-街道份.zip",
                                                "秀水社区-2026Q4-街道份.zip.sha256"});
  const auto first = zip::open(fixture.zip(0)).value();
  const auto second = zip::open(fixture.zip(1)).value();
  const auto comparison = compare_bags(*first, *second, {}).value();
  CHECK(comparison.same());
  CHECK(comparison.first.findings.empty());
  CHECK(comparison.first.root.text() == "秀水社区-2026Q4");
  const std::vector<BagTag> tags{
      {"Source-Organization", "秀水社区"},
      {"Bagging-Date", "2027-01-05"},
      {"Payload-Oxum", "60009.5"},
      {"Bag-Group-Identifier", "秀水社区-2026Q4"},
      {"Bag-Count", "1 of 1"},
      {"Copy", "2 of 2"},
      {"Copy-Holder", "秀水社区居委会"},
      {"Copy-Keeper", "王芳"},
      {"Bag-Software-Agent", "guidang 0.1.0"},
      {"BagIt-Profile-Identifier", "https://guidang.example/schemas/1.0/guidang-profile.json"}};
  CHECK(comparison.second.info == tags);
  const auto& receipt = result.copies[1].receipt;
  REQUIRE(receipt.parts.size() == 1);
  CHECK(receipt.parts[0].sha256 == digest_of(Algorithm::sha256, read_bytes(fixture.zip(1))));
  CHECK(receipt.size_bytes() == read_bytes(fixture.zip(1)).size());
  CHECK(receipt.number == 2);
  CHECK(receipt.parts[0].manifest_sha256 == result.copies[0].receipt.parts[0].manifest_sha256);
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
  CHECK(after.copies[0].receipt.parts == before.copies[0].receipt.parts);
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
  for (const auto* const end : {".json", ".txt"}) {
    const auto file = fixture.receipt(1, end);
    const auto receipt = read_bytes(file);
    REQUIRE_FALSE(receipt.empty());
    std::filesystem::remove(file);
    CHECK(fixture.make().value().copies[1].state == CopyState::up_to_date);
    CHECK(read_bytes(file) == receipt);
  }
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
  SUBCASE("evidence that the inventory could not read") {
    fixture.inventory.files[0].error = Error{.code = ErrorCode::io, .message = {"fs/cannot-read", {}}};
    expected = "bundle/evidence-unreadable(path=资料/Ⅲ-3 会议/100%?.txt, count=1): fs/cannot-read";
  }
  SUBCASE("a cancelled run") {
    cancelled = true;
    expected = "bundle/interrupted";
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
  const auto result = fixture.make();
  REQUIRE_FALSE(result.has_value());
  if (!expected.empty()) CHECK(to_string(result.error()) == expected);
  CHECK(read_bytes(fixture.zip(0)) == good);
  CHECK(Scratch::names(fixture.street) == names);
}

TEST_CASE("evidence that cannot be read any more fails each copy, and those that were there stay") {
  Fixture fixture;
  REQUIRE(fixture.make().has_value());
  const auto good = read_bytes(fixture.zip(0));
  const auto names = Scratch::names(fixture.street);
  fixture.request.packer = "guidang 0.2.0";  // so that both are stale and nothing is taken over
  fixture.archive.make_unreadable(path("资料/Ⅲ-3 会议/通知.txt"));
  const auto result = fixture.make().value();
  for (const auto& copy : result.copies) {
    CHECK(copy.state == CopyState::failed);
    CHECK(to_string(copy.error.value()) == "bundle/copy-failed(copy=" + copy.receipt.copy.name +
                                               "): fs/cannot-read(path=资料/Ⅲ-3 会议/通知.txt, reason=EIO)");
  }
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
  CHECK(Scratch::names(fixture.street).size() == 8);
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
  const auto tree = zip::open(fixture.zip(0)).value();
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
  CHECK(Scratch::names(fixture.street).size() == 4);
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

TEST_CASE("a copy that fails does not keep the other from being made") {
  Fixture fixture;
  fixture.request.form = CopyForm::folder;
  std::filesystem::create_directory(fixture.receipt(0, ".json"));  // a folder where the receipt should go
  const auto result = fixture.make().value();
  CHECK(result.copies[0].state == CopyState::failed);
  REQUIRE(result.copies[0].error.has_value());
  CHECK(to_string(*result.copies[0].error).starts_with("bundle/receipt-not-written(copy=街道份): fs/"));
  CHECK(result.copies[1].state == CopyState::built);
}

TEST_CASE("a plain folder holds the same payload as a zip, and is vouched for by its tag manifest") {
  Fixture zipped;
  Fixture plain;
  plain.request.form = CopyForm::folder;
  REQUIRE(zipped.make().has_value());
  const auto made = plain.make().value();
  const auto first = zip::open(zipped.zip(0)).value();
  const auto second = fs::DiskTree::open_folder(plain.stem(1)).value();
  const auto comparison = compare_bags(*first, *second, {}).value();
  CHECK(comparison.same());
  CHECK(comparison.second.findings.empty());
  const auto& part = made.copies[1].receipt.parts.at(0);
  CHECK(part.sha256.empty());
  CHECK(part.tagmanifest_sha256 == digest_of(Algorithm::sha256, read_bytes(plain.stem(1) + "/tagmanifest-sha256.txt")));
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(plain.stem(1))) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  CHECK(part.size_bytes == bytes);
  const auto command = "cd '" + plain.community + "' && sha256sum --status -c *.sha256";
  CHECK(std::system(command.c_str()) == 0);

  SUBCASE("it stays when nothing changed") {
    plain.request.bagging_date = parse_date("2027-02-01").value();
    CHECK(plain.make().value().copies[1].state == CopyState::up_to_date);
  }
  SUBCASE("it is built anew when a byte of it changed") {
    test::write_bytes(plain.stem(1) + "/data/电子档案/Ⅲ-3 会议/通知.txt", std::string(10'000, 'z'));
    CHECK(plain.make().value().copies[1].state == CopyState::built);
    CHECK(verify_bag(*fs::DiskTree::open_folder(plain.stem(1)).value(), {}).value().findings.empty());
  }
  SUBCASE("a zip takes its place where the form changes") {
    plain.request.form = CopyForm::zip;
    REQUIRE(plain.make().has_value());
    CHECK_FALSE(std::filesystem::exists(plain.stem(1)));
    CHECK(Scratch::names(plain.community).size() == 4);
  }
}

TEST_CASE("volumes are bags of their own that together hold the payload once") {
  Fixture fixture;
  for (int leaf = 1; leaf <= 4; ++leaf) {
    fixture.add("资料/Ⅲ-" + std::to_string(leaf) + "/扫描.bin", test::noise(60'000, static_cast<std::uint32_t>(leaf)));
    fixture.add("资料/Ⅲ-" + std::to_string(leaf) + "/说明.txt", std::to_string(leaf));
  }
  for (auto& placement : fixture.request.evidence) {
    placement.leaf = std::string(placement.path.components().at(1));
  }
  fixture.request.volume_bytes = 170'000;
  const auto made = fixture.make().value();
  const auto& parts = made.copies[0].receipt.parts;
  REQUIRE(parts.size() == 3);
  std::map<std::string, std::string> payload;
  std::size_t files = 0;
  std::map<std::string, std::string> volume_of;  // by leaf
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CHECK(parts[i].file == "秀水社区-2026Q4-街道份-第" + std::to_string(i + 1) + "卷共3卷.zip");
    const auto bytes = read_bytes(fixture.street + "/" + parts[i].file);
    CHECK(bytes.size() <= fixture.request.volume_bytes);
    CHECK(parts[i].sha256 == digest_of(Algorithm::sha256, bytes));
    VerifyOptions options;
    options.keep_sha256 = true;
    const auto bag = verify_bag(*zip::open(fixture.street + "/" + parts[i].file).value(), options).value();
    CHECK(bag.findings.empty());
    CHECK(bag.tag("Bag-Count") == std::to_string(i + 1) + " of 3");
    CHECK(bag.tag("Bag-Group-Identifier") == "秀水社区-2026Q4");
    files += bag.payload_files;
    for (const auto& [path, digest] : bag.payload_sha256) {
      payload.emplace(path, digest);
      if (!path.starts_with("data/电子档案/")) continue;
      const auto leaf = path.substr(0, path.rfind('/'));
      CHECK(volume_of.emplace(leaf, parts[i].file).first->second == parts[i].file);
    }
  }
  CHECK(files == payload.size());
  CHECK(payload.size() == fixture.request.evidence.size() + fixture.request.documents.size());
  CHECK(fixture.make().value().copies[0].state == CopyState::up_to_date);

  SUBCASE("other volumes take the place of those before") {
    fixture.request.volume_bytes = 250'000;
    CHECK(fixture.make().value().copies[0].receipt.parts.size() == 2);
    CHECK(Scratch::names(fixture.street).size() == 6);
    fixture.request.volume_bytes = 0;
    REQUIRE(fixture.make().has_value());
    CHECK(Scratch::names(fixture.street).size() == 4);
  }
  SUBCASE("a leaf that is larger than a volume is told before anything is written") {
    fixture.add("资料/Ⅲ-2/很大.bin", test::noise(300'000));
    for (auto& placement : fixture.request.evidence) {
      placement.leaf = std::string(placement.path.components().at(1));
    }
    const auto before = Scratch::names(fixture.street);
    const auto refused = fixture.make();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::limit);
    CHECK(refused.error().message.id == "bundle/leaf-too-large");
    CHECK(to_string(refused.error()).find("Ⅲ-2") != std::string::npos);
    CHECK(Scratch::names(fixture.street) == before);
  }
}

TEST_CASE("earlier copies stay under dated names as long as the policy says") {
  Fixture fixture;
  fixture.request.retention = parse_retention("daily=2").value();
  SUBCASE("zips") {}
  SUBCASE("folders") {
    fixture.request.form = CopyForm::folder;
  }
  SUBCASE("volumes") {
    fixture.request.volume_bytes = 120'000;
  }
  for (int day = 5; day <= 8; ++day) {
    fixture.request.bagging_date = make_date(2027, 1, day).value();
    fixture.request.documents[1].bytes = std::to_string(day);
    const auto made = fixture.make().value();
    CHECK(made.copies[0].state == CopyState::built);
    CHECK(made.copies[0].removed.empty() == (day < 7));
  }
  std::size_t receipts = 0;
  for (const auto& name : Scratch::names(fixture.street)) {
    CAPTURE(name);
    CHECK((name.find("20270107") != std::string::npos || name.starts_with("秀水社区-2026Q4-街道份-移交") ||
           name.starts_with("秀水社区-2026Q4-街道份.") || name.starts_with("秀水社区-2026Q4-街道份-第") ||
           name == "秀水社区-2026Q4-街道份"));
    if (name.ends_with(".json")) ++receipts;
    if (!name.ends_with(".sha256")) continue;
    const auto command = "cd '" + fixture.street + "' && sha256sum --status -c '" + name + "'";
    CHECK(std::system(command.c_str()) == 0);
  }
  CHECK(receipts == 2);
  const auto kept =
      parse_receipt(read_bytes(fixture.street + "/秀水社区-2026Q4-街道份-20270107-移交与接收登记.json"), "kept");
  REQUIRE(kept.has_value());
  CHECK(kept->parts[0].file.starts_with("秀水社区-2026Q4-街道份-20270107"));
  CHECK(std::filesystem::exists(fixture.street + "/" + kept->parts[0].file));
}

TEST_CASE("a receipt has nothing removed but the parts of its own copy") {
  Fixture fixture;
  REQUIRE(fixture.make().has_value());
  test::write_bytes(fixture.street + "/账本.xlsx", "mine");
  auto text = read_bytes(fixture.receipt(0, ".json"));
  const auto file = text.find("秀水社区-2026Q4-街道份.zip");
  text.replace(file, std::string("秀水社区-2026Q4-街道份.zip").size(), "账本.xlsx");
  text.replace(text.find("2027-01-05"), 10, "2020-01-05");
  test::write_bytes(fixture.street + "/旧份-移交与接收登记.json", text);
  fixture.request.retention = parse_retention("last=1").value();
  fixture.request.documents[1].bytes = "{ }";
  REQUIRE(fixture.make().has_value());
  CHECK(read_bytes(fixture.street + "/账本.xlsx") == "mine");
  CHECK(std::filesystem::exists(fixture.street + "/旧份-移交与接收登记.json"));
}

TEST_CASE("a dry run tells what would be done and writes nothing") {
  Fixture fixture;
  fixture.request.dry_run = true;
  test::write_bytes(fixture.street + "/.guidang-tmp-1-0", "of a dead run");
  const auto told = fixture.make().value();
  CHECK(told.copies[0].state == CopyState::would_build);
  CHECK(told.copies[0].receipt.payload_files() == 5);
  CHECK(Scratch::names(fixture.street) == Names{".guidang-tmp-1-0"});
  fixture.request.dry_run = false;
  REQUIRE(fixture.make().has_value());
  fixture.request.dry_run = true;
  CHECK(fixture.make().value().copies[0].state == CopyState::up_to_date);
}

TEST_CASE("progress is counted in bytes of payload and ends at exactly 100 %") {
  Fixture fixture;
  SUBCASE("zips") {}
  SUBCASE("folders") {
    fixture.request.form = CopyForm::folder;
  }
  SUBCASE("volumes") {
    fixture.request.volume_bytes = 120'000;
  }
  SUBCASE("with packed bytes taken over") {
    REQUIRE(fixture.make().has_value());
    fixture.request.documents[1].bytes = "{ }";
  }
  std::uint64_t last = 0;
  std::uint64_t all = 0;
  fixture.request.progress = [&](std::uint64_t done, std::uint64_t total) {
    CHECK(done >= last);
    CHECK(done <= total);
    last = done;
    all = total;
  };
  REQUIRE(fixture.make().has_value());
  CHECK(all > 0);
  CHECK(last == all);
}

TEST_CASE("what is not ours is never replaced or removed") {
  Fixture fixture;
  SUBCASE("a folder of the user's that has the name") {
    fixture.request.form = CopyForm::folder;
    std::filesystem::create_directory(fixture.stem(0));
    test::write_bytes(fixture.stem(0) + "/我的.txt", "mine");
    const auto result = fixture.make().value();
    CHECK(result.copies[0].error.value().message.id == "bundle/in-the-way");
    CHECK(result.copies[1].state == CopyState::built);
    CHECK(read_bytes(fixture.stem(0) + "/我的.txt") == "mine");
  }
  SUBCASE("a zip of somebody else's") {
    test::write_bytes(fixture.zip(0), "PK of another");
    CHECK(fixture.make().value().copies[0].error.value().message.id == "bundle/in-the-way");
    CHECK(read_bytes(fixture.zip(0)) == "PK of another");
  }
  SUBCASE("a scan that was put into a copy's folder") {
    fixture.request.form = CopyForm::folder;
    REQUIRE(fixture.make().has_value());
    test::write_bytes(fixture.stem(0) + "/签字.pdf", "signed");
    test::write_bytes(fixture.stem(1) + "/Thumbs.db", "the system's");
    fixture.request.documents[1].bytes = "{ }";
    SUBCASE("and the form stays") {}
    SUBCASE("and the form changes") {
      fixture.request.form = CopyForm::zip;
    }
    const auto result = fixture.make().value();
    CHECK(to_string(result.copies[0].error.value())
              .starts_with("bundle/copy-failed(copy=街道份): bundle/foreign-files(path="));
    CHECK(result.copies[1].state == CopyState::built);
    CHECK(read_bytes(fixture.stem(0) + "/签字.pdf") == "signed");
  }
  SUBCASE("a scan of the receipt of a copy that goes") {
    fixture.request.retention = parse_retention("last=2").value();
    const auto scan = fixture.stem(0) + "-20270105-移交与接收登记.pdf";
    for (int day = 5; day <= 8; ++day) {
      fixture.request.bagging_date = make_date(2027, 1, day).value();
      fixture.request.documents[1].bytes = std::to_string(day);
      REQUIRE(fixture.make().has_value());
      test::write_bytes(scan, "signed");
    }
    CHECK(read_bytes(scan) == "signed");
    CHECK_FALSE(std::filesystem::exists(fixture.stem(0) + "-20270105.zip"));
  }
  SUBCASE("the last copy of another edition") {
    fixture.request.retention = parse_retention("last=1").value();
    REQUIRE(fixture.make().has_value());
    fixture.request.edition = "2027Q1";
    fixture.request.bagging_date = make_date(2027, 4, 5).value();
    REQUIRE(fixture.make().has_value());
    CHECK(std::filesystem::exists(fixture.zip(0)));
  }
}

TEST_CASE("of two copies of one day the later stays, whatever form they have, and nothing of the earlier") {
  Fixture fixture;
  fixture.request.retention = parse_retention("last=9").value();
  for (const std::uint64_t volume : {120'000U, 0U, 0U, 120'000U}) {
    fixture.request.volume_bytes = volume;
    fixture.request.documents[1].bytes += " ";
    REQUIRE(fixture.make().has_value());
  }
  std::size_t dated = 0;
  for (const auto& name : Scratch::names(fixture.street)) {
    if (name.ends_with(".zip") && name.find("20270105") != std::string::npos) ++dated;
  }
  CHECK(dated == 1);
}

TEST_CASE("volumes that take the place of others leave earlier copies alone and nothing behind") {
  Fixture fixture;
  fixture.request.volume_bytes = 120'000;
  fixture.request.retention = parse_retention("last=9").value();
  for (const auto* const text : {"1", "2"}) {
    fixture.request.documents[1].bytes = text;
    REQUIRE(fixture.make().has_value());
  }
  const auto kept = Scratch::names(fixture.street);
  fixture.request.retention.reset();
  fixture.request.documents[1].bytes = "3";
  REQUIRE(fixture.make().has_value());
  CHECK(Scratch::names(fixture.street) == kept);
}

TEST_CASE("a copy that has rotted is not kept as an earlier one") {
  Fixture fixture;
  fixture.request.retention = parse_retention("last=9").value();
  REQUIRE(fixture.make().has_value());
  auto bytes = read_bytes(fixture.zip(0));
  bytes[30'000] = static_cast<char>(bytes[30'000] ^ 1);
  test::write_bytes(fixture.zip(0), bytes);
  fixture.request.bagging_date = make_date(2027, 1, 6).value();
  fixture.request.documents[1].bytes = "{ }";
  REQUIRE(fixture.make().has_value());
  CHECK_FALSE(std::filesystem::exists(fixture.stem(0) + "-20270105.zip"));
  CHECK(std::filesystem::exists(fixture.stem(1) + "-20270105.zip"));
}

TEST_CASE("a destination that is not there fails its copy alone") {
  Fixture fixture;
  fixture.request.destinations[0] += "/none";
  const auto result = fixture.make().value();
  CHECK(result.copies[0].state == CopyState::failed);
  CHECK(result.copies[0].error.value().code == ErrorCode::not_found);
  CHECK(result.copies[1].state == CopyState::built);
  fixture.request.destinations[1] += "/none";
  CHECK(fixture.make().error().code == ErrorCode::not_found);
}

TEST_CASE("a name that no disk can hold is told before anything is packed") {
  Fixture fixture;
  fixture.project.unit = std::string(230, 'u');
  CHECK(fixture.make().error().message.id == "bundle/name-too-long");
  CHECK(Scratch::names(fixture.street).empty());
}
