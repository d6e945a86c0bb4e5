// SPDX-License-Identifier: Apache-2.0
// A folder that replaces another one, where each call fails in turn: one of the two has the name afterwards, whole.
#include <algorithm>
#include <cerrno>

#include <doctest/doctest.h>

#include "faults/injector.hpp"
#include "faults/world.hpp"
#include "guidang/fs/new_folder.hpp"
#include "guidang/fs/output.hpp"

using namespace guidang;
using namespace guidang::test;

namespace {

/// Puts a folder with one file in the place of `path`.
Result<void> replace(const std::string& path, const std::string& kept_name) {
  fs::MemoryTree tree;
  const auto name = *RelPath::parse("new");
  tree.put(name, "new");
  const auto slash = path.rfind('/');
  const auto lock = fs::FolderLock::acquire(path.substr(0, slash));
  if (!lock) return fail(lock.error());
  (void)lock->remove_debris();
  auto folder = fs::NewFolder::create(*lock, path.substr(slash + 1));
  if (!folder) return fail(std::move(folder).error());
  const auto source = tree.open(name);
  GUIDANG_TRY(folder->add_file(name, **source));
  return folder->replace(kept_name);
}

}  // namespace

TEST_CASE("a folder that replaces another one, whatever fails, leaves one of them under the name") {
  for (const bool can_exchange : {true, false}) {
    for (const std::string kept_name : {"", "kept"}) {
      std::uint64_t number = 0;
      for (bool met = true; met; ++number) {
        CAPTURE(can_exchange);
        CAPTURE(kept_name);
        CAPTURE(number);
        const Scratch scratch;
        write_bytes(scratch.folder("copy") + "/old", "old");
        Result<void> replaced;
        {
          const Injection injection(scratch.path(),
                                    {.calls = k_any & ~k_lock,
                                     .below = scratch.path(),
                                     .number = number,
                                     .error = EIO,
                                     .can_exchange = can_exchange});
          replaced = replace(scratch.path() + "/copy", kept_name);
          met = injection.hits() > 0;
        }
        if (!met) CHECK(replaced.has_value());
        const auto held = Scratch::names(scratch.path() + "/copy");
        const bool is_new = held == std::vector<std::string>{"new"};
        CHECK((is_new || held == std::vector<std::string>{"old"}));
        if (replaced) CHECK(is_new);
        const Injection none(scratch.path(), {.calls = 0, .below = scratch.path(), .can_exchange = can_exchange});
        CHECK(replace(scratch.path() + "/copy", "").has_value());  // clears away what was left
        CHECK(Scratch::names(scratch.path() + "/copy") == std::vector<std::string>{"new"});
        if (kept_name.empty()) CHECK(Scratch::names(scratch.path()) == std::vector<std::string>{"copy"});
      }
      CHECK(number > 10);
    }
  }
}

TEST_CASE("a folder that replaces another one under a name for the old one loses neither, whatever rename fails") {
  for (const bool can_exchange : {true, false}) {
    for (std::uint64_t number = 0; number < 3; ++number) {
      CAPTURE(can_exchange);
      CAPTURE(number);
      const Scratch scratch;
      write_bytes(scratch.folder("copy") + "/old", "old");
      const Injection injection(
          scratch.path(),
          {.calls = k_rename, .below = scratch.path(), .number = number, .error = EIO, .can_exchange = can_exchange});
      const auto replaced = replace(scratch.path() + "/copy", "kept");
      CHECK(replaced.has_value() == (injection.hits() == 0));
      const auto files = files_of(scratch.path());
      CHECK(std::ranges::any_of(files, [](const auto& file) { return file.second == "old"; }));
    }
  }
}
