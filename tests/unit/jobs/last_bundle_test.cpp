// SPDX-License-Identifier: Apache-2.0
// A run with nothing new looks at names and times alone; anything that a bundle depends on has it look again.
#include "guidang/jobs/last_bundle.hpp"

#include <chrono>
#include <filesystem>

#include <doctest/doctest.h>

#include "catalogue.hpp"
#include "support/scratch.hpp"

using namespace guidang;

namespace {

namespace stdfs = std::filesystem;

/// The small archive, its copies, and what was remembered of them.
class World {
 public:
  World() {
    stdfs::copy(std::string(GUIDANG_SOURCE_DIR) + "/tests/archives/small", archive, stdfs::copy_options::recursive);
    settings.folder = scratch.path() + "/cache";
    settings.archive = archive;
    settings.program = "this one";
    constexpr std::int64_t k_later_ns = 10'000'000'000;
    settings.now_ns = std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1) + k_later_ns;
    REQUIRE(last().recall(opened()) == std::nullopt);
    auto memory = last();
    const auto now = opened();
    REQUIRE(memory.recall(now) == std::nullopt);
    BundleJob job;
    job.targets.out = out;
    job.packer = "guidang test";
    const auto bundled = bundle_archive(now, job, *cli::make_catalogue("zh"));
    REQUIRE(bundled.has_value());
    memory.save(*bundled);
  }

  [[nodiscard]] Archive opened() const { return open_archive(archive, "", {.day = make_date(2027, 1, 6)}).value(); }

  [[nodiscard]] LastBundle last() const { return {settings, circumstances}; }

  [[nodiscard]] bool recalls() const { return last().recall(opened()).has_value(); }

  test::Scratch scratch;
  std::string archive = scratch.path() + "/small";
  std::string out = scratch.folder("out");
  std::string circumstances = "two zips";
  CacheSettings settings;
};

}  // namespace

TEST_CASE("what nothing has touched is recalled, with all that is told of it") {
  const World world;
  const auto same = world.last().recall(world.opened());
  REQUIRE(same.has_value());
  CHECK(same->extent.files == 4);
  REQUIRE(same->result.copies.size() == 2);
  CHECK(same->result.copies[0].state == CopyState::up_to_date);
  CHECK(same->result.copies[0].receipt.parts.at(0).file == "小小社区-2026Q4-街道份.zip");
  CHECK(to_string(same->as_of) == "2027-01-05");
}

TEST_CASE("whatever a bundle depends on has the run look again") {
  World world;
  REQUIRE(world.recalls());
  const std::string stem = world.out + "/小小社区-2026Q4-街道份";
  SUBCASE("a file of the evidence") {
    test::write_bytes(world.archive + "/资料/Ⅲ-3 志愿者名册/名册.txt", "another");
  }
  SUBCASE("one more file") {
    test::write_bytes(world.archive + "/资料/Ⅲ-3 志愿者名册/新.txt", "new");
  }
  SUBCASE("one less") {
    stdfs::remove(world.archive + "/资料/Ⅲ-3 志愿者名册/名册.txt");
  }
  SUBCASE("the settings") {
    const auto settings = world.archive + "/guidang.yaml";
    test::write_bytes(settings, test::read_bytes(settings) + "\n");
  }
  SUBCASE("a table") {
    test::write_bytes(world.archive + "/台账.csv", "文件名,题名\n名册.txt,名册\n");
  }
  SUBCASE("a copy that is gone") {
    stdfs::remove(stem + ".zip");
  }
  SUBCASE("a copy that was written to") {
    auto bytes = test::read_bytes(stem + ".zip");
    test::write_bytes(stem + ".zip", bytes);
  }
  SUBCASE("a side file that is gone") {
    stdfs::remove(stem + ".zip.sha256");
  }
  SUBCASE("a receipt that is gone") {
    stdfs::remove(stem + "-移交与接收登记.txt");
  }
  SUBCASE("another way of packing") {
    world.circumstances = "two folders";
  }
  SUBCASE("another program") {
    world.settings.program = "the next one";
  }
  SUBCASE("a run so soon after a change that a later one could have the same time") {
    world.settings.now_ns -= 10'000'000'000;
  }
  SUBCASE("what was remembered is garbage") {
    for (const auto& name : test::Scratch::names(world.settings.folder)) {
      if (name.ends_with(".bundle")) test::write_bytes(world.settings.folder + "/" + name, "{\"state\": 1}");
    }
  }
  CHECK_FALSE(world.recalls());
}
