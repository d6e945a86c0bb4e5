// SPDX-License-Identifier: Apache-2.0
// A bundle is never built on the word of a cache alone.
#include <chrono>
#include <filesystem>

#include <doctest/doctest.h>

#include "catalogue.hpp"
#include "guidang/evidence/cache.hpp"
#include "guidang/evidence/cache_store.hpp"
#include "guidang/jobs/bundle_archive.hpp"
#include "support/scratch.hpp"

using namespace guidang;

namespace {

namespace stdfs = std::filesystem;

/// The small archive, a cache for it, and where its copies go.
class World {
 public:
  World() {
    stdfs::copy(std::string(GUIDANG_SOURCE_DIR) + "/tests/archives/small",
                scratch.path() + "/small",
                stdfs::copy_options::recursive);
    settings.folder = scratch.path() + "/cache";
    settings.archive = scratch.path() + "/small";
    constexpr std::int64_t k_later_ns = 10'000'000'000;
    settings.now_ns = std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1) + k_later_ns;
  }

  /// Packs into `out`; returns the bytes of the first copy.
  std::string bundle(const std::string& out, EvidenceCache* cache) {
    const auto archive = open_archive(settings.archive, "", {.day = make_date(2027, 1, 6)}).value();
    BundleJob job;
    job.targets.out = scratch.folder(out);
    job.packer = "guidang test";
    job.options.cache = cache;
    const auto catalogue = cli::make_catalogue("zh");
    const auto bundled = bundle_archive(archive, job, *catalogue);
    REQUIRE(bundled.has_value());
    state = bundled->result.copies.front().state;
    const auto& copy = bundled->result.copies.front();
    return test::read_bytes(copy.folder + "/" + copy.stem + ".zip");
  }

  /// Has the cache tell another digest for every file, under a good seal: as somebody who has the key could.
  void forge() {
    std::string name;
    for (const auto& file : test::Scratch::names(settings.folder)) {
      if (file.ends_with(".sqlite")) name = file;
    }
    auto store = cache::RowStore::open(store::PrivateFolder::open(settings.folder).value(), name).value();
    bool damaged = false;
    cache::Changes changes{.put = store.read(damaged).value(), .gone = {}};
    REQUIRE_FALSE(changes.put.empty());
    for (auto& row : changes.put) {
      const auto digits = row.bytes.find("sha256=") + 7;
      row.bytes.replace(digits, 64, 64, 'a');
    }
    REQUIRE(store.write(changes).has_value());
  }

  test::Scratch scratch;
  CacheSettings settings;
  CopyState state = CopyState::built;
};

}  // namespace

TEST_CASE("a bundle is the same whatever a forged cache says, and the forgery is gone afterwards") {
  World world;
  const auto truth = world.bundle("without", nullptr);
  EvidenceCache cold(world.settings);
  CHECK(world.bundle("cold", &cold) == truth);
  EvidenceCache warm(world.settings);
  CHECK(world.bundle("warm", &warm) == truth);
  world.forge();
  EvidenceCache forged(world.settings);
  CHECK(world.bundle("forged", &forged) == truth);
  EvidenceCache mended(world.settings);
  CHECK(world.bundle("forged", &mended) == truth);
  CHECK(world.state == CopyState::up_to_date);
}

TEST_CASE("a forged cache does not have a good copy replaced") {
  World world;
  EvidenceCache cold(world.settings);
  const auto truth = world.bundle("out", &cold);
  world.forge();
  EvidenceCache forged(world.settings);
  CHECK(world.bundle("out", &forged) == truth);
  CHECK(world.state == CopyState::up_to_date);
}
