// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/output.hpp"

#include <doctest/doctest.h>

#include "support/scratch.hpp"

using namespace guidang;
using test::Scratch;

TEST_CASE("AtomicFile shows nothing before commit and everything after") {
  const Scratch scratch;
  {
    auto file = fs::AtomicFile::create(scratch.path(), "报告.txt").value();
    CHECK(file.append("ab").has_value());
    CHECK_FALSE(std::filesystem::exists(scratch.path() + "/报告.txt"));
    CHECK(file.append("cd").has_value());
    CHECK(file.flush().has_value());
    CHECK(test::read_bytes(file.current_path()) == "abcd");
    CHECK(file.commit().has_value());
  }
  CHECK(Scratch::names(scratch.path()) == std::vector<std::string>{"报告.txt"});
  CHECK(test::read_bytes(scratch.path() + "/报告.txt") == "abcd");
}

TEST_CASE("AtomicFile leaves the old file and no debris when it is given up") {
  const Scratch scratch;
  CHECK(fs::write_file(scratch.path(), "a", "old").has_value());
  {
    auto file = fs::AtomicFile::create(scratch.path(), "a").value();
    CHECK(file.append("new").has_value());
  }
  CHECK(Scratch::names(scratch.path()) == std::vector<std::string>{"a"});
  CHECK(test::read_bytes(scratch.path() + "/a") == "old");
}

TEST_CASE("write_destination goes where a link leads, and leaves the link") {
  const Scratch scratch;
  CHECK(fs::write_file(scratch.path(), "real", "old").has_value());
  std::filesystem::create_symlink("real", scratch.path() + "/link");
  CHECK(fs::write_destination(scratch.path() + "/link", "new").has_value());
  CHECK(std::filesystem::is_symlink(scratch.path() + "/link"));
  CHECK(test::read_bytes(scratch.path() + "/real") == "new");
  CHECK(Scratch::names(scratch.path()) == std::vector<std::string>{"link", "real"});
}

TEST_CASE("a folder is locked once, and free again afterwards") {
  const Scratch scratch;
  {
    const auto lock = fs::FolderLock::acquire(scratch.path());
    CHECK(lock.has_value());
    CHECK(fs::FolderLock::acquire(scratch.path()).error().code == ErrorCode::locked);
  }
  CHECK(fs::FolderLock::acquire(scratch.path()).has_value());
  CHECK(Scratch::names(scratch.path()).empty());
  CHECK(fs::FolderLock::acquire(scratch.path() + "/none").error().code == ErrorCode::not_found);
}

TEST_CASE("what is written by a lock goes to the folder that is locked, whatever has its name by now") {
  const Scratch scratch;
  const auto stick = scratch.folder("stick");
  const auto lock = fs::FolderLock::acquire(stick).value();
  CHECK(lock.check_in_place().has_value());
  CHECK(fs::write_file(lock, "a", "1").has_value());
  std::filesystem::rename(stick, scratch.path() + "/pulled");
  CHECK(lock.check_in_place().error().code == ErrorCode::not_found);
  CHECK(scratch.folder("stick") == stick);
  const auto replaced = lock.check_in_place();
  REQUIRE_FALSE(replaced.has_value());
  CHECK(replaced.error().code == ErrorCode::not_found);
  CHECK(replaced.error().message.id == "fs/folder-replaced");
  CHECK(fs::write_file(lock, "b", "2").has_value());
  CHECK(fs::remove_file(lock, "a").has_value());
  CHECK(fs::remove_file(lock, "a").has_value());  // none is no error
  auto given_up = fs::AtomicFile::create(lock, "c").value();
  given_up = fs::AtomicFile::create(lock, "d").value();
  CHECK(given_up.commit().has_value());
  CHECK(Scratch::names(stick).empty());
  CHECK(Scratch::names(scratch.path() + "/pulled") == std::vector<std::string>{"b", "d"});
}

TEST_CASE("remove_debris gives a folder its name back that a dead run took from it, but not in another's place") {
  const Scratch scratch;
  const auto lock = fs::FolderLock::acquire(scratch.path()).value();
  CHECK(std::filesystem::create_directories(scratch.path() + "/.guidang-old-街道份/data"));
  CHECK(lock.remove_debris() == 0);
  CHECK(Scratch::names(scratch.path()) == std::vector<std::string>{"街道份"});
  CHECK(Scratch::names(scratch.path() + "/街道份") == std::vector<std::string>{"data"});
  CHECK(std::filesystem::create_directories(scratch.path() + "/.guidang-old-街道份"));
  CHECK(lock.remove_debris() == 0);
  CHECK(Scratch::names(scratch.path() + "/街道份") == std::vector<std::string>{"data"});
}

TEST_CASE("remove_debris removes what the dead left, and nothing else") {
  const Scratch scratch;
  test::write_bytes(scratch.path() + "/.guidang-tmp-1-0", "half");
  test::write_bytes(scratch.path() + "/.guidang-other", "kept");
  auto living = fs::AtomicFile::create(scratch.path(), "a").value();
  const auto lock = fs::FolderLock::acquire(scratch.path()).value();
  CHECK(lock.remove_debris() == 1);
  CHECK(Scratch::names(scratch.path()).size() == 2);
  CHECK(living.commit().has_value());
  CHECK(Scratch::names(scratch.path()) == std::vector<std::string>{".guidang-other", "a"});
}

TEST_CASE("a destination is looked at before anything is written") {
  const Scratch scratch;
  CHECK(fs::check_destination(scratch.path()).value().free_bytes > 0);
  CHECK(fs::check_destination(scratch.path() + "/none").error().code == ErrorCode::not_found);
  CHECK(fs::lies_within(scratch.folder("a/b"), scratch.path() + "/a").value());
  CHECK_FALSE(fs::lies_within(scratch.path(), scratch.path() + "/a").value());
  CHECK_FALSE(fs::lies_within(scratch.folder("ab"), scratch.path() + "/a").value());
  CHECK(fs::lies_within(scratch.path() + "/ab/../a", scratch.path() + "/a").value());
}

TEST_CASE("open_file follows the link that a user names") {
  const Scratch scratch;
  test::write_bytes(scratch.path() + "/a", "12345");
  std::filesystem::create_symlink("a", scratch.path() + "/l");
  CHECK(fs::open_file(scratch.path() + "/l").value()->size_bytes() == 5);
  CHECK(fs::open_file(scratch.path() + "/none").error().code == ErrorCode::not_found);
  CHECK_FALSE(fs::open_file(scratch.path()).has_value());
}
