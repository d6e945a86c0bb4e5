// SPDX-License-Identifier: Apache-2.0
// Each call that a run makes of the system fails, one after the other, once or from then on; a run is told to stop at
// each of them.
#include <cerrno>
#include <set>

#include <doctest/doctest.h>

#include "faults/world.hpp"

using namespace guidang;
using namespace guidang::test;

namespace {

/// What the destinations hold before a run.
struct Beginning {
  std::string name;
  Copies copies;
};

Files without(Files files, const std::function<bool(std::string_view)>& entry) {
  std::erase_if(files, [&](const auto& file) { return entry(file.first.substr(0, file.first.find('/'))); });
  return files;
}

/// Both copies old; none; one of each; both new but for what vouches for one and all receipts of the other.
std::vector<Beginning> beginnings(const World& world, const Form& form) {
  const auto& fresh = world.new_copies();
  const auto receipt = [&](std::string_view entry) { return !form.is_payload(entry) && !form.vouches(entry); };
  return {{"old", world.old_copies()},
          {"none", {}},
          {"mixed", {fresh.street, world.old_copies().community}},
          {"lacking", {without(fresh.street, form.vouches), without(fresh.community, receipt)}}};
}

/// What fails.
struct Row {
  std::string name;
  unsigned calls;
  int error;
  bool lasting;
  enum class End { fails, unless_whole, succeeds } end;
};

using enum Row::End;

// Where a failure once may be survived (`unless_whole`): the copy that was there cannot be read, so a new one is built;
// bytes cannot be taken over from it, or the first attempt at a copy fails, so it is built again from the evidence,
// under another temporary name, and read back; a temporary file of a dead run, or of that first attempt, cannot be
// removed, which is left to the next run. Whatever it was: World::check() demands that all is as after a good run.
const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"a write fails", k_write, EIO, false, unless_whole},
      {"the disk is full", k_write, ENOSPC, true, fails},
      {"a write is interrupted", k_write, EINTR, false, succeeds},
      {"a read fails", k_read, EIO, false, unless_whole},
      {"no more reads", k_read, EIO, true, unless_whole},
      {"a read is interrupted", k_read, EINTR, false, succeeds},
      {"a flush fails", k_sync, EIO, false, unless_whole},
      {"no more flushes", k_sync, EIO, true, fails},
      {"the medium became read-only before a flush", k_sync, EROFS, true, fails},
      {"nothing can be flushed here", k_sync, EINVAL, true, succeeds},  // some network file systems
      {"an open is refused", k_open, EACCES, false, unless_whole},
      {"no more descriptors", k_open, EMFILE, true, unless_whole},
      {"a rename fails", k_rename, EIO, false, fails},
      {"no more renames", k_rename, EROFS, true, fails},
      {"a removal fails", k_unlink, EIO, false, unless_whole},
      {"no more removals", k_unlink, EROFS, true, unless_whole},
      {"no folder can be made", k_make_folder, ENOSPC, true, fails},
      {"a look at a file fails", k_stat, EIO, false, unless_whole},
      {"a truncation fails", k_truncate, EIO, false, fails},
      {"no locks here", k_lock, ENOLCK, true, unless_whole},
  };
  return all;
}

/// Of a table that is not there and may not be looked for either, the error says what to do if it were.
bool fits(const Row& row, ErrorCode code) {
  const bool table = code == ErrorCode::not_found || code == ErrorCode::unsupported || code == ErrorCode::exists;
  return code == ErrorCode::io || (table && row.calls == k_open);
}

/// Tries the row at each call below `below`; returns how many there are.
std::uint64_t check_row(World& world, const Row& row, const std::string& below) {
  CAPTURE(row.name);
  for (std::uint64_t number = 0;; number += k_stride) {
    CAPTURE(number);
    const auto outcome =
        world.run({.calls = row.calls, .below = below, .number = number, .error = row.error, .lasting = row.lasting});
    const auto told = outcome.error ? to_string(*outcome.error) : "";
    CAPTURE(told);
    if (row.end == fails && outcome.hits > 0) CHECK(outcome.error.has_value());
    if (row.end == succeeds || outcome.hits == 0) CHECK_FALSE(outcome.error.has_value());
    if (outcome.error) CHECK(fits(row, outcome.error->code));
    CHECK(joined(world.check(outcome, row.calls == k_unlink)) == "");
    CHECK(joined(world.check_next_run()) == "");
    if (outcome.hits == 0) return number;
  }
}

}  // namespace

TEST_CASE("a call of the system fails, whichever: the copies from before or the new ones are there, whole") {
  for (const auto& form : forms()) {
    World world(form);
    REQUIRE(joined(world.check_copies()) == "");
    for (const auto& row : rows()) {
      std::uint64_t met = 0;
      for (const auto& beginning : beginnings(world, form)) {
        CAPTURE(form.name);
        CAPTURE(beginning.name);
        const bool first = beginning.name == "old";  // what comes before the destinations is the same for all
        world.begin_with(beginning.copies);
        met += check_row(world, row, first ? world.path() : world.destinations());
      }
      MESSAGE(form.name, ": ", row.name, ": ", met);
      CHECK((met > 0) == ((form.makes & row.calls) != 0));
    }
  }
}

TEST_CASE("a run that is told to stop, at whichever call, stops or ends well, and leaves nothing") {
  for (const auto& form : forms()) {
    World world(form);
    std::uint64_t stopped = 0;
    for (std::uint64_t number = 0;; number += k_stride) {
      CAPTURE(form.name);
      CAPTURE(number);
      const auto outcome = world.run({.number = number, .action = [&] { world.cancelled = true; }});
      if (outcome.hits == 0) break;
      if (outcome.error) CHECK(outcome.error->code == ErrorCode::interrupted);
      if (outcome.error) ++stopped;
      CHECK(joined(world.check(outcome, false)) == "");
      CHECK(joined(world.check_next_run()) == "");
    }
    MESSAGE(form.name, ": stopped at ", stopped, " calls");
    CHECK(stopped > 100 / k_stride);
  }
}
