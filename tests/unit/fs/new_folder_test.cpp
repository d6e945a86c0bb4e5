// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/new_folder.hpp"

#include <filesystem>

#include <doctest/doctest.h>

#include "support/scratch.hpp"
#include "support/zips.hpp"

using namespace guidang;

namespace {

RelPath path(std::string_view text) {
  return RelPath::parse(text).value();
}

Result<void> put(fs::NewFolder& folder, std::string_view name, std::string bytes) {
  test::TextSource source(std::move(bytes));
  return folder.add_file(path(name), source);
}

/// A source that ends with an error after its first piece.
class Broken final : public fs::Source {
 public:
  [[nodiscard]] std::uint64_t size_bytes() const override { return 10; }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t /*offset*/, std::span<std::byte> /*buffer*/) override {
    return fail(ErrorCode::io, {"test/broken", {}});
  }

  [[nodiscard]] Result<void> check_unchanged() override { return {}; }
};

}  // namespace

TEST_CASE("a new folder appears when it is complete, and not before") {
  const test::Scratch scratch;
  const auto target = scratch.path() + "/new";
  auto folder = fs::NewFolder::create(target).value();
  REQUIRE(put(folder, "甲/乙/丙.txt", "content"));
  REQUIRE(folder.add_folder(path("空")));
  CHECK_FALSE(std::filesystem::exists(target));
  REQUIRE(folder.commit());
  CHECK(test::read_bytes(target + "/甲/乙/丙.txt") == "content");
  CHECK(std::filesystem::is_directory(target + "/空"));
  CHECK(test::Scratch::names(scratch.path()) == std::vector<std::string>{"new"});
}

TEST_CASE("a new folder that is given up leaves nothing") {
  const test::Scratch scratch;
  {
    auto folder = fs::NewFolder::create(scratch.path() + "/new").value();
    REQUIRE(put(folder, "a/b", "content"));
    Broken source;
    CHECK(folder.add_file(path("c"), source).error().message.id == "test/broken");
  }
  CHECK(test::Scratch::names(scratch.path()).empty());
}

TEST_CASE("a folder that holds something is never touched, an empty one is taken over") {
  const test::Scratch scratch;
  const auto full = scratch.folder("full");
  std::filesystem::create_directory(full + "/below");
  CHECK(fs::NewFolder::create(full).error().code == ErrorCode::exists);
  auto folder = fs::NewFolder::create(scratch.folder("vacant") + "/").value();
  REQUIRE(put(folder, "a", "content"));
  REQUIRE(folder.commit());
  CHECK(test::read_bytes(scratch.path() + "/vacant/a") == "content");
}

TEST_CASE("a folder that comes to exist meanwhile is not overwritten") {
  const test::Scratch scratch;
  auto folder = fs::NewFolder::create(scratch.path() + "/new").value();
  REQUIRE(put(folder, "a", "content"));
  std::filesystem::create_directories(scratch.path() + "/new/other");
  CHECK(folder.commit().error().code == ErrorCode::exists);
  CHECK(std::filesystem::exists(scratch.path() + "/new/other"));
}

TEST_CASE("the same name twice, and a file in the way of a folder, are errors") {
  const test::Scratch scratch;
  auto folder = fs::NewFolder::create(scratch.path() + "/new").value();
  REQUIRE(put(folder, "a", "content"));
  CHECK_FALSE(put(folder, "a", "other"));
  CHECK_FALSE(put(folder, "a/b", "other"));
}
