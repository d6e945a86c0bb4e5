// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/pictures.hpp"

#include <doctest/doctest.h>

#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

/// How each file of the only slot stands, by its name.
std::map<std::string, Standing> standings(const CheckResult& result, const Archive& archive) {
  std::map<std::string, Standing> map;
  for (const auto& proof : result.leaves[0].slots[0].proofs) {
    map[std::string(archive.inventory.files[proof.file].path.name())] = proof.standing;
  }
  return map;
}

Archive photos(bool pairs, bool distinct) {
  auto one = slot("照片", 1, EvidenceKind::photo);
  one.pairs = pairs;
  one.distinct = distinct;
  return Archive({with_slots(leaf("Ⅲ-1"), {one})});
}

PairName named(Side side, std::string place) {
  return {side, std::move(place)};
}

}  // namespace

TEST_CASE("the name of a picture says place and side") {
  CHECK(pair_name("广场前", "") == named(Side::before, "广场"));
  CHECK(pair_name("20261012 广场（整改后）1", "") == named(Side::after, "广场1"));
  CHECK(pair_name("2026年10月12日广场整改后1", "") == named(Side::after, "广场1"));
  CHECK(pair_name("Plaza_After", "") == named(Side::after, "plaza"));
  CHECK(pair_name("plaza before 2026-10-12", "") == named(Side::before, "plaza"));
  CHECK(pair_name("广场", "整改前") == named(Side::before, "广场"));
  CHECK(pair_name("广场", "20261012 会议").side == Side::unknown);

  SUBCASE("a street called 前 or 后 is a place") {
    CHECK(pair_name("前进路后", "") == named(Side::after, "前进路"));
    CHECK(pair_name("后街整改前", "") == named(Side::before, "后街"));
  }
}

TEST_CASE("a pair counts as one") {
  auto archive = photos(true, false);
  archive.add("Ⅲ-1 整改/20261012 广场前.jpg");
  archive.add("Ⅲ-1 整改/20261020 广场后.jpg");
  archive.add("Ⅲ-1 整改/车站前.jpg");
  archive.add("Ⅲ-1 整改/风景.jpg");
  const auto result = archive.run();
  CHECK(result.leaves[0].slots[0].counting() == 1);
  const auto found = standings(result, archive);
  CHECK(found.at("20261012 广场前.jpg") == Standing::paired);
  CHECK(found.at("20261020 广场后.jpg") == Standing::counts);
  CHECK(found.at("车站前.jpg") == Standing::unpaired);
  CHECK(found.at("风景.jpg") == Standing::unpaired);
  CHECK(count_rule(result, "coverage/unpaired-photo") == 2);
}

TEST_CASE("the picture after is not older than the one before") {
  auto archive = photos(true, false);
  SUBCASE("where both days are known") {
    archive.add("Ⅲ-1 整改/20261020 广场前.jpg");
    archive.add("Ⅲ-1 整改/20261012 广场后.jpg");
    CHECK(archive.run().leaves[0].slots[0].counting() == 0);
  }
  SUBCASE("the same day will do, and no day too") {
    archive.add("Ⅲ-1 整改/20261012 广场前.jpg");
    archive.add("Ⅲ-1 整改/20261012 广场后.jpg");
    archive.add("Ⅲ-1 整改/20261112 车站前.jpg");
    archive.add("Ⅲ-1 整改/车站后.jpg");
    CHECK(archive.run().leaves[0].slots[0].counting() == 2);
  }
  SUBCASE("several of one place pair so that most of them do") {
    archive.add("Ⅲ-1 整改/20261020 广场前.jpg");
    archive.add("Ⅲ-1 整改/广场前.jpg");
    archive.add("Ⅲ-1 整改/20261012 广场后.jpg");
    archive.add("Ⅲ-1 整改/广场后.jpg");
    CHECK(archive.run().leaves[0].slots[0].counting() == 2);
  }
}

TEST_CASE("where different pictures are asked for, the same one counts once") {
  auto archive = photos(false, true);
  archive.add("Ⅲ-1 活动/a.jpg", "same");
  archive.add("Ⅲ-1 活动/b.jpg", "same");
  archive.add("Ⅲ-1 活动/c.jpg", "other");
  const auto result = archive.run();
  CHECK(result.leaves[0].slots[0].counting() == 2);
  CHECK(standings(result, archive).at("b.jpg") == Standing::repeated);
  CHECK(count_rule(result, "authenticity/repeated-picture") == 1);

  SUBCASE("else it counts as often as it is there") {
    auto usual = photos(false, false);
    usual.add("Ⅲ-1 活动/a.jpg", "same");
    usual.add("Ⅲ-1 活动/b.jpg", "same");
    CHECK(usual.run().leaves[0].slots[0].counting() == 2);
  }
  SUBCASE("and a picture is no pair with itself") {
    auto both = photos(true, true);
    both.add("Ⅲ-1 整改/广场前.jpg", "same");
    both.add("Ⅲ-1 整改/广场后.jpg", "same");
    CHECK(both.run().leaves[0].slots[0].counting() == 0);
  }
}
