// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/writer.hpp"

#include <cstdlib>
#include <ctime>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "guidang/digest/digest.hpp"
#include "support/scratch.hpp"
#include "support/zips.hpp"

using namespace guidang;

namespace {

RelPath path(const std::string& text) {
  return RelPath::parse(text).value();
}

zip::Entry from(const fs::Tree& tree, const std::string& name) {
  const auto bytes = fs::read_file(tree, path(name), std::uint64_t{1} << 30).value();
  return {.name = "根/" + name,
          .tree = &tree,
          .path = path(name),
          .size_bytes = bytes.size(),
          .sha256 = digest_of(Algorithm::sha256, bytes)};
}

/// A file that ends with other bytes than it was announced with.
class Growing final : public fs::Tree {
 public:
  [[nodiscard]] Result<fs::Listing> list(const RelPath&) const override { return fs::Listing{}; }

  [[nodiscard]] Result<std::unique_ptr<fs::Source>> open(const RelPath&) const override {
    return std::make_unique<test::TextSource>(std::string(80U << 20U, 'b'));
  }
};

}  // namespace

TEST_CASE("the same entries give the same zip, whatever zone, mask, locale and number of threads") {
  fs::MemoryTree tree;
  tree.put(path("a.txt"), std::string(100'000, 'x'));
  tree.put(path("b.jpg"), test::noise(700'000));
  tree.put(path("空.txt"), "");
  const std::vector<zip::Entry> entries{from(tree, "a.txt"), from(tree, "b.jpg"), from(tree, "空.txt")};
  const auto once = test::packed(entries, 1);
  REQUIRE_FALSE(once.empty());
  ::setenv("TZ", "Asia/Tokyo", 1);
  ::setenv("LC_ALL", "C", 1);
  ::tzset();
  const auto mask = ::umask(0077);
  const auto again = test::packed(entries, 4);
  ::umask(mask);
  ::unsetenv("TZ");
  ::unsetenv("LC_ALL");
  ::tzset();
  CHECK(once == again);
  CHECK(digest_of(Algorithm::sha256, once) == digest_of(Algorithm::sha256, again));
}

TEST_CASE("what deflates is deflated and what does not is stored, whatever it is called") {
  const auto photo = test::noise(300'000);
  const auto stored = test::packed({{.name = "a.txt", .bytes = photo}});
  CHECK(stored.size() > photo.size());
  CHECK(stored.size() < photo.size() + 300);
  CHECK(test::packed({{.name = "a.jpg", .bytes = std::string(300'000, 'x')}}).size() < 2'000);
}

TEST_CASE("what was packed is read back") {
  fs::MemoryTree tree;
  tree.put(path("a/长.txt"), std::string(5'000'000, 'y'));
  tree.put(path("a/b.bin"), test::noise(9'000'000));
  std::vector<zip::Entry> entries{from(tree, "a/b.bin"), from(tree, "a/长.txt")};
  for (int i = 0; i < 2'000; ++i) {
    entries.push_back({.name = "m/" + std::to_string(i), .bytes = std::string(static_cast<std::size_t>(i * 3), 'z')});
  }
  const auto opened = test::open_zip(test::packed(entries)).value();
  CHECK(fs::read_file(*opened, path("根/a/b.bin"), 1U << 30U).value() == test::noise(9'000'000));
  CHECK(fs::read_file(*opened, path("根/a/长.txt"), 1U << 30U).value() == std::string(5'000'000, 'y'));
  CHECK(fs::read_file(*opened, path("m/1999"), 1U << 30U).value() == std::string(5997, 'z'));
  CHECK(opened->list({}).value().entries.size() == 2'002 + 3);
}

TEST_CASE("large files are streamed, deflated or stored by their first piece") {
  fs::MemoryTree tree;
  const std::string text(70U << 20U, 'a');
  const auto video = test::noise(66U << 20U);
  tree.put(path("text"), text);
  tree.put(path("video"), video);
  const auto bytes = test::packed({from(tree, "text"), from(tree, "video")});
  CHECK(bytes.size() > video.size());
  CHECK(bytes.size() < video.size() + 200'000);
  const auto opened = test::open_zip(bytes).value();
  const test::Scratch scratch;
  test::write_bytes(scratch.path() + "/x.zip", bytes);
  std::vector<zip::Entry> again;
  const auto files = zip::packed_files(scratch.path() + "/x.zip").value();
  for (const auto& file : files) {
    again.push_back({.name = file.path.text(), .packed = file.packed});
  }
  const bool equal = test::packed(again) == bytes;  // taken over as they are
  CHECK(equal);
  CHECK(digest_of(Algorithm::sha256, *opened, path("根/text")).value() == digest_of(Algorithm::sha256, text));
  CHECK(digest_of(Algorithm::sha256, *opened, path("根/video")).value() == digest_of(Algorithm::sha256, video));
}

TEST_CASE("evidence that is not what its digest says ends the writing, by name") {
  fs::MemoryTree tree;
  tree.put(path("a.txt"), "before");
  auto entry = from(tree, "a.txt");
  test::Collected collected;
  SUBCASE("small, with the same size") {
    tree.put(path("a.txt"), "after!");
  }
  SUBCASE("small, with another size") {
    tree.put(path("a.txt"), "after that");
  }
  SUBCASE("large") {
    static const Growing growing;
    entry.tree = &growing;
    entry.size_bytes = 80U << 20U;
  }
  const std::vector<zip::Entry> entries{entry};
  const auto result = zip::write(entries, collected.put(), {});
  REQUIRE_FALSE(result.has_value());
  CHECK(to_string(result.error()) == "zip/changed(path=a.txt)");
  CHECK(result.error().code == ErrorCode::changed);
}

TEST_CASE("a failing source and a failing target end the writing with their own words") {
  fs::MemoryTree tree;
  tree.put(path("a.txt"), "bytes");
  const std::vector<zip::Entry> entries{from(tree, "a.txt")};
  SUBCASE("source") {
    tree.make_unreadable(path("a.txt"));
    test::Collected collected;
    CHECK(zip::write(entries, collected.put(), {}).error().message.id == "fs/cannot-read");
  }
  SUBCASE("target") {
    const zip::Put full = [](std::uint64_t, std::span<const std::byte>) -> Result<void> {
      return fail(ErrorCode::io, {"test/full", {}});
    };
    CHECK(zip::write(entries, full, {}).error().message.id == "test/full");
  }
  SUBCASE("a target that fills up at any byte") {
    const auto whole = test::packed(entries);
    for (std::size_t room = 0; room < whole.size(); ++room) {
      const zip::Put narrow = [&](std::uint64_t offset, std::span<const std::byte> piece) -> Result<void> {
        if (offset + piece.size() > room) return fail(ErrorCode::io, {"test/full", {}});
        return {};
      };
      CHECK(zip::write(entries, narrow, {}).error().message.id == "test/full");
    }
  }
}

TEST_CASE("a cancelled run ends as interrupted") {
  const std::atomic<bool> cancelled{true};
  test::Collected collected;
  const std::vector<zip::Entry> entries{{.name = "a", .bytes = "b"}};
  zip::WriteOptions options;
  options.cancelled = &cancelled;
  CHECK(zip::write(entries, collected.put(), options).error().code == ErrorCode::interrupted);
}
