// SPDX-License-Identifier: Apache-2.0
// Evidence that changes while it is read: what was half read is packed nowhere.
#include <array>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "faults/world.hpp"

using namespace guidang;
using namespace guidang::test;

namespace {

namespace stdfs = std::filesystem;

constexpr std::size_t k_bytes = 270'000;  // more than is read at once

/// Overwrites the file from its start, in place.
void overwrite(const std::string& path, const std::string& bytes) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Overwrites the whole file and gives it its old times, as a careless copying program does.
void overwrite_unseen(const std::string& path) {
  struct stat info {};

  REQUIRE(::stat(path.c_str(), &info) == 0);
  overwrite(path, std::string(k_bytes, 'y'));
  const std::array<timespec, 2> times{info.st_atim, info.st_mtim};
  REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times.data(), 0) == 0);
}

/// What somebody does to the file.
struct Row {
  std::string name;
  std::function<void(const std::string& path)> change;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"grows", [](const std::string& path) { std::ofstream(path, std::ios::binary | std::ios::app) << "more"; }},
      {"shrinks a little", [](const std::string& path) { stdfs::resize_file(path, k_bytes - 1); }},
      {"becomes empty", [](const std::string& path) { stdfs::resize_file(path, 0); }},
      {"vanishes", [](const std::string& path) { stdfs::remove(path); }},
      {"changes at its start", [](const std::string& path) { overwrite(path, "x"); }},
      {"changes from end to end", [](const std::string& path) { overwrite(path, std::string(k_bytes, 'x')); }},
      {"changes and keeps its time", overwrite_unseen},
      {"is replaced",
       [](const std::string& path) {
         write_bytes(path + "~", std::string(k_bytes, 'z'));
         stdfs::rename(path + "~", path);
       }},
      {"gives way to a folder",
       [](const std::string& path) {
         stdfs::remove(path);
         stdfs::create_directory(path);
       }},
  };
  return all;
}

bool fits(ErrorCode code) {
  return code == ErrorCode::changed || code == ErrorCode::io || code == ErrorCode::not_found;
}

}  // namespace

TEST_CASE("a file that changes while it is read, at whichever read, is packed as it was or as it is, or not at all") {
  for (const auto& form : forms()) {
    World world(form, k_bytes);
    REQUIRE(joined(world.check_copies()) == "");
    const auto before = read_bytes(world.changed());
    for (const int threads : {1, 3}) {
      world.use_threads(threads);
      for (const auto& row : rows()) {
        int refused = 0;
        for (std::uint64_t number = 0;; ++number) {
          CAPTURE(form.name);
          CAPTURE(row.name);
          CAPTURE(number);
          const auto outcome = world.run({.calls = k_read, .below = world.changed(), .number = number, .action = [&] {
                                            row.change(world.changed());
                                          }});
          if (outcome.hits == 0) break;
          if (outcome.error) ++refused;
          if (outcome.error) CHECK(fits(outcome.error->code));
          CHECK(joined(world.check_changed(outcome, before)) == "");
          CHECK(joined(world.check_next_run_of_changed()) == "");
          stdfs::remove(world.changed());
          write_bytes(world.changed(), before);
        }
        MESSAGE(form.name, ": ", row.name, ": refused ", refused);
        CHECK(refused > 0);
      }
    }
  }
}

TEST_CASE("an archive folder that is renamed or removed while it is read: the old copies or the new ones") {
  for (const auto& form : forms()) {
    World world(form);
    const auto away = world.path() + "/away";
    std::uint64_t met = 0;
    for (std::uint64_t number = 0;; number += k_stride) {
      CAPTURE(form.name);
      CAPTURE(number);
      const auto outcome =
          world.run({.calls = k_open | k_read | k_stat, .below = world.archive(), .number = number, .action = [&] {
                       stdfs::rename(world.archive(), away);
                     }});
      if (outcome.hits == 0) break;
      ++met;
      stdfs::rename(away, world.archive());
      if (outcome.error) CHECK(fits(outcome.error->code));
      CHECK(joined(world.check(outcome, false)) == "");
      CHECK(joined(world.check_next_run()) == "");
    }
    CHECK(met > 0);
  }
}
