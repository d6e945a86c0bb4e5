// SPDX-License-Identifier: Apache-2.0
#include "guidang/store/private_folder.hpp"

#include <filesystem>
#include <thread>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/scratch.hpp"

using namespace guidang;

namespace {

unsigned mode_of(const std::string& path) {
  struct stat info {};

  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 07777U;
}

store::PrivateFolder open(const std::string& path) {
  auto folder = store::PrivateFolder::open(path);
  REQUIRE(folder.has_value());
  return *std::move(folder);
}

std::string refusal(const std::string& path) {
  const auto folder = store::PrivateFolder::open(path);
  return folder ? "trusted" : folder.error().message.id;
}

}  // namespace

TEST_CASE("a private folder is made with those above it, and all in it, for its user alone") {
  const test::Scratch scratch;
  const auto before = ::umask(0);
  const auto folder = open(scratch.path() + "/a/b");
  REQUIRE(folder.make_file("file").has_value());
  REQUIRE(folder.secret("key").has_value());
  ::umask(before);
  CHECK(mode_of(scratch.path() + "/a") == 0700);
  CHECK(mode_of(scratch.path() + "/a/b") == 0700);
  CHECK(mode_of(folder.file("file")) == 0600);
  CHECK(mode_of(folder.file("key")) == 0600);
}

TEST_CASE("a folder or file that others can write, or that is a link, is not trusted") {
  const test::Scratch scratch;
  const auto path = scratch.folder("open");
  for (const unsigned mode : {0720U, 0702U, 0777U}) {
    REQUIRE(::chmod(path.c_str(), mode) == 0);
    CHECK(refusal(path) == "store/not-trusted");
  }
  REQUIRE(::chmod(path.c_str(), 0755) == 0);  // to be read by others is no danger
  const auto folder = open(path);
  std::filesystem::create_directory_symlink(path, scratch.path() + "/link");
  CHECK(refusal(scratch.path() + "/link") == "store/not-trusted");
  test::write_bytes(folder.file("x"), "");
  REQUIRE(::chmod(folder.file("x").c_str(), 0622) == 0);
  CHECK(folder.make_file("x").error().message.id == "store/not-trusted");
  CHECK(folder.secret("x").error().message.id == "store/not-trusted");
  CHECK(folder.lock("x").error().message.id == "store/not-trusted");
  std::filesystem::create_symlink("/dev/null", folder.file("y"));
  CHECK(folder.make_file("y").error().message.id == "store/not-trusted");
  test::write_bytes(scratch.path() + "/file", "");
  CHECK(refusal(scratch.path() + "/file/x") == "fs/cannot-make-folder");
}

TEST_CASE("a folder or file that belongs to somebody else is not trusted") {
  if (::geteuid() != 0) return;  // only root can give files away
  const test::Scratch scratch;
  const auto path = scratch.folder("theirs");
  REQUIRE(::chmod(path.c_str(), 0700) == 0);
  const auto folder = open(path);
  test::write_bytes(folder.file("x"), "");
  REQUIRE(::chown(folder.file("x").c_str(), 65534, 65534) == 0);
  CHECK(folder.make_file("x").error().message.id == "store/not-trusted");
  REQUIRE(::chown(path.c_str(), 65534, 65534) == 0);
  CHECK(refusal(path) == "store/not-trusted");
}

TEST_CASE("a secret is made once, whoever asks first, and anew when it is not whole") {
  const test::Scratch scratch;
  const auto folder = open(scratch.path() + "/a");
  std::vector<std::string> keys(8);
  {
    std::vector<std::jthread> threads;
    for (auto& key : keys) threads.emplace_back([&] { key = folder.secret("key").value(); });
  }
  CHECK(keys.front().size() == 32);
  CHECK(keys == std::vector<std::string>(8, keys.front()));
  test::write_bytes(folder.file("key"), keys.front().substr(1));
  const auto anew = folder.secret("key").value();
  CHECK(anew.size() == 32);
  CHECK(anew != keys.front());
  CHECK(test::Scratch::names(folder.path()) == std::vector<std::string>{"key"});
}

TEST_CASE("a lock is held by many, or by one alone") {
  const test::Scratch scratch;
  const auto folder = open(scratch.path() + "/a");
  auto one = folder.lock("l").value();
  {
    const auto other = folder.lock("l").value();
    CHECK_FALSE(one.become_only());
  }
  one = folder.lock("l").value();
  REQUIRE(one.become_only());
  CHECK(folder.lock("l").error().code == ErrorCode::locked);
  one.share();
  CHECK(folder.lock("l").has_value());
}

TEST_CASE("databases that nobody has used for long are removed, those in use are not") {
  const test::Scratch scratch;
  const auto folder = open(scratch.path() + "/a");
  for (const std::string name : {"new", "old", "used"}) {
    for (const std::string end : {"", "-journal"}) REQUIRE(folder.make_file(name + end).has_value());
    CHECK_FALSE(folder.touch(name + ".lock", name == "new" ? 2000 : 1000).value());
  }
  CHECK(folder.touch("new.lock", 3000).value().value() == 2000);
  const auto used = folder.lock("used.lock").value();
  folder.remove_unused(1500);
  CHECK(test::Scratch::names(folder.path()) ==
        std::vector<std::string>{"new", "new-journal", "new.lock", "used", "used-journal", "used.lock"});
}
