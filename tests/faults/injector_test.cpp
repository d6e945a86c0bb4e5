// SPDX-License-Identifier: Apache-2.0
// The injector itself: were it passed by, all other tests here would say nothing.
#include "faults/injector.hpp"

#include <cerrno>
#include <thread>

#include <doctest/doctest.h>

#include "guidang/fs/output.hpp"
#include "support/scratch.hpp"

using namespace guidang;
using namespace guidang::test;

TEST_CASE("a call that is met fails with its error, the others do not") {
  const Scratch scratch;
  const Injection injection(scratch.path(), {.calls = k_write, .below = scratch.path(), .number = 1, .error = ENOSPC});
  CHECK(fs::write_file(scratch.path(), "a", "first").has_value());
  const auto second = fs::write_file(scratch.path(), "b", "second");
  REQUIRE_FALSE(second.has_value());
  CHECK(to_string(second.error()).find("errno/ENOSPC") != std::string::npos);
  CHECK(fs::write_file(scratch.path(), "c", "third").has_value());
  CHECK(injection.seen() == 3);
  CHECK(injection.hits() == 1);
  CHECK(injection.borders() == std::vector<std::uint64_t>{5, 10});
  CHECK(Scratch::names(scratch.path()) == std::vector<std::string>{"a", "c"});
}

TEST_CASE("a byte that cannot be written: those before it are, those after it are not") {
  const Scratch scratch;
  auto file = fs::AtomicFile::create(scratch.path(), "a").value();
  const Injection injection(scratch.path(),
                            {.calls = k_write, .below = scratch.path(), .byte = 7, .error = EIO, .lasting = true});
  CHECK(file.append("12345").has_value());
  CHECK_FALSE(file.append("67890").has_value());
  CHECK(read_bytes(file.current_path()) == "1234567");
  CHECK_FALSE(file.append("x").has_value());
  CHECK(injection.hits() == 2);
}

TEST_CASE("calls on other places do not count, and nothing counts when the injection is over") {
  const Scratch scratch;
  const Scratch other;
  {
    const Injection injection(scratch.path(), {.below = scratch.path(), .error = EIO, .lasting = true});
    CHECK(fs::write_file(other.path(), "a", "1").has_value());
    CHECK_FALSE(fs::write_file(scratch.path(), "a", "1").has_value());
    CHECK(injection.seen() == injection.hits());
    CHECK(injection.hits() == 1);
  }
  CHECK(fs::write_file(scratch.path(), "a", "1").has_value());
}

TEST_CASE(
    "an action is done before the call that is met, once, whichever thread makes it; its own calls do not count") {
  const Scratch scratch;
  int done = 0;
  const Injection injection(scratch.path(), {.calls = k_rename, .below = scratch.path(), .number = 2, .action = [&] {
                                               ++done;
                                               CHECK(fs::write_file(scratch.path(), "action", "1").has_value());
                                               CHECK_FALSE(std::filesystem::exists(scratch.path() + "/file2"));
                                             }});
  for (int i = 0; i < 4; ++i) {
    std::jthread([&] { CHECK(fs::write_file(scratch.path(), "file" + std::to_string(i), "1").has_value()); }).join();
  }
  CHECK(done == 1);
  CHECK(injection.seen() == 4);
  CHECK(injection.hits() == 1);
}

TEST_CASE("each kind of call that the library makes is met") {
  const Scratch scratch;
  CHECK(fs::write_file(scratch.path(), "a", "1").has_value());
  for (const unsigned calls : {k_open, k_write, k_sync, k_rename}) {
    CAPTURE(calls);
    const Injection injection(scratch.path(), {.calls = calls, .below = scratch.path(), .error = EIO});
    CHECK_FALSE(fs::write_file(scratch.path(), "b", "1").has_value());
    CHECK(injection.hits() == 1);
  }
  for (const unsigned calls : {k_open, k_read, k_stat}) {
    CAPTURE(calls);
    const Injection injection(scratch.path(), {.calls = calls, .below = scratch.path(), .error = EIO});
    const auto tree = fs::DiskTree::open_folder(scratch.path());
    CHECK_FALSE((tree && fs::read_file(**tree, *RelPath::parse("a"), 100)));
    CHECK(injection.hits() == 1);
  }
  const auto lock = fs::FolderLock::acquire(scratch.path()).value();
  const Injection injection(scratch.path(), {.calls = k_unlink, .below = scratch.path(), .error = EIO});
  CHECK_FALSE(fs::remove_file(lock, "a").has_value());
  const auto other = scratch.folder("other");
  const Injection locks(scratch.path(), {.calls = k_lock, .below = scratch.path(), .error = ENOLCK});
  CHECK_FALSE(fs::FolderLock::acquire(other).has_value());
}
