// SPDX-License-Identifier: Apache-2.0
// A disk that takes no more after its nth byte, for every n of what one run writes: the copies, their receipts, the
// side files.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <set>

#include <doctest/doctest.h>

#include "faults/world.hpp"

using namespace guidang;
using namespace guidang::test;

namespace {

/// All bytes up to `borders`' last, if GUIDANG_FAULTS=all asks for that; else those around the borders of writes, where
/// the code branches, and of the others, which are all alike, each seventh.
std::set<std::uint64_t> bytes_to_try(const std::vector<std::uint64_t>& borders) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread is there yet
  const char* const asked = std::getenv("GUIDANG_FAULTS");
  const std::uint64_t step = asked != nullptr && std::string(asked) == "all" ? 1 : 7 * k_stride;
  constexpr std::uint64_t k_around = 3;
  std::set<std::uint64_t> bytes;
  for (std::uint64_t byte = 0; byte < borders.back(); byte += step) bytes.insert(byte);
  for (const auto border : borders) {
    for (auto byte = border - std::min(border, k_around); byte < std::min(border + k_around, borders.back()); ++byte) {
      bytes.insert(byte);
    }
  }
  return bytes;
}

}  // namespace

TEST_CASE("a disk that is full or broken from its nth byte on: the old copies or the new ones are there, whole") {
  for (const auto& form : forms()) {
    CAPTURE(form.name);
    World world(form);
    REQUIRE(joined(world.check_copies()) == "");
    const auto quiet = world.run({.calls = 0});
    REQUIRE_FALSE(quiet.error);
    REQUIRE(quiet.borders.size() >= 8);  // two copies of four files
    const auto bytes = bytes_to_try(quiet.borders);
    for (const auto byte : bytes) {
      CAPTURE(byte);
      const int error = byte % 2 == 0 ? ENOSPC : EIO;
      const auto outcome = world.run({.calls = k_write, .byte = byte, .error = error, .lasting = true});
      REQUIRE(outcome.hits > 0);
      REQUIRE(outcome.error.has_value());  // what could not be written was needed
      CHECK(outcome.error->code == ErrorCode::io);
      CHECK(joined(world.check(outcome, false)) == "");
      CHECK(joined(world.check_next_run()) == "");
    }
    MESSAGE(form.name, ": ", bytes.size(), " of ", quiet.borders.back(), " bytes");
  }
}
