// SPDX-License-Identifier: Apache-2.0
// A destination that goes away while it is written to: a stick that is pulled, a folder that is renamed, another
// medium in its place.
#include <filesystem>

#include <doctest/doctest.h>

#include "faults/world.hpp"

using namespace guidang;
using namespace guidang::test;

namespace {

namespace stdfs = std::filesystem;

/// A destination with what it holds and should hold.
struct Place {
  std::string folder;
  Files before;
  Files wanted;
};

/// What becomes of the folder's name.
struct Row {
  std::string name;
  bool another_in_its_place;
};

/// Undoes what became of the folder's name. The other folder is empty; or the run was none the wiser and knew only the
/// other, which then is what counts.
void put_right(const std::string& folder, const std::string& away, const Place& place) {
  const auto other = files_of(folder);
  if (other == place.wanted) {
    CHECK(files_of(away) == place.before);
    stdfs::remove_all(away);
    return;
  }
  REQUIRE(other == Files{});
  stdfs::remove_all(folder);
  stdfs::rename(away, folder);
}

void check_place(World& world, const Place& place, const Row& row) {
  const auto away = world.path() + "/away";
  std::uint64_t met = 0;
  std::uint64_t refused = 0;
  for (std::uint64_t number = 0;; number += k_stride) {
    CAPTURE(place.folder);
    CAPTURE(row.name);
    CAPTURE(number);
    const auto outcome = world.run({.below = place.folder, .number = number, .action = [&] {
                                      stdfs::rename(place.folder, away);
                                      if (row.another_in_its_place) stdfs::create_directory(place.folder);
                                    }});
    if (outcome.hits == 0) break;
    ++met;
    put_right(place.folder, away, place);
    const auto told = outcome.error ? to_string(*outcome.error) : "no error";
    CAPTURE(told);
    if (outcome.error) ++refused;
    if (outcome.error) CHECK((outcome.error->code == ErrorCode::io || outcome.error->code == ErrorCode::not_found));
    REQUIRE(joined(world.check(outcome, false)) == "");
    CHECK(joined(world.check_next_run()) == "");
  }
  MESSAGE(row.name, ": ", refused, " of ", met);
  CHECK(refused > 0);
}

void check_places(const Row& row) {
  for (const auto& form : forms()) {
    CAPTURE(form.name);
    World world(form);
    REQUIRE(joined(world.check_copies()) == "");
    const auto& before = world.old_copies();
    const auto& wanted = world.new_copies();
    check_place(world, {world.street(), before.street, wanted.street}, row);
    check_place(world, {world.community(), before.community, wanted.community}, row);
  }
}

}  // namespace

TEST_CASE("a destination that is renamed, at whichever call: the old copies or the new ones are there, whole") {
  check_places({"renamed", false});
}

// As a mount point is when its stick was pulled: an empty folder of the disk below it.
TEST_CASE("another folder in the place of a destination, at whichever call, gets nothing, or all there is") {
  check_places({"another in its place", true});
}
