// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/volumes.hpp"

#include <map>

#include <doctest/doctest.h>

using namespace guidang;
using bundle::Cargo;
using bundle::cut_volumes;
using bundle::k_own_files_bytes;

TEST_CASE("without a limit all is one volume") {
  CHECK(cut_volumes({{"a", "1", 1'000'000}, {"b", "2", 1'000'000}}, 0).value() == std::vector<std::size_t>{0, 0});
  CHECK(cut_volumes({}, 1'000'000).value().empty());
}

TEST_CASE("leaves are kept whole, in the order of their first paths") {
  const std::vector<Cargo> cargo{
      {"data/a/1", "A", 40}, {"data/b/1", "B", 30}, {"data/z/1", "A", 40}, {"data/c/1", "C", 20}, {"data/x", "", 10}};
  const auto volumes = cut_volumes(cargo, k_own_files_bytes + 100).value();
  CHECK(volumes == std::vector<std::size_t>{0, 1, 0, 1, 1});
}

TEST_CASE("generated documents lie in the first volume") {
  const std::vector<Cargo> cargo{{"data/a", "A", 60}, {"data/z", "", 50, true}, {"data/y", "", 50, true}};
  CHECK(cut_volumes(cargo, k_own_files_bytes + 100).value() == std::vector<std::size_t>{1, 0, 0});
}

TEST_CASE("what fits into no volume is named, all of it") {
  const std::vector<Cargo> cargo{
      {"data/a", "A", 600'000}, {"data/b", "A", 600'000}, {"data/c", "B", 2'000'000}, {"data/d", "C", 1}};
  const auto refused = cut_volumes(cargo, 1'000'000);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::limit);
  CHECK(to_string(refused.error()).starts_with("bundle/leaf-too-large(leaves=[A (1.2 MB), B (2 MB)], volume=1 MB"));
  CHECK(cut_volumes({{"data/x", "", 200}}, k_own_files_bytes + 100).error().message.id == "bundle/file-too-large");
  CHECK(cut_volumes({{"data/x", "", 200, true}}, k_own_files_bytes + 100).error().message.id ==
        "bundle/documents-too-large");
}

TEST_CASE("no volume is larger than the limit, whatever the sizes") {
  std::uint32_t seed = 7;
  const auto random = [&seed](std::uint32_t most) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8U) % most;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<Cargo> cargo;
    for (std::uint32_t i = 0; i < 1 + random(60); ++i) {
      const auto leaf = random(12);
      cargo.push_back({"data/" + std::to_string(random(1000)) + "/" + std::to_string(i),
                       leaf == 0 ? "" : std::to_string(leaf),
                       random(20)});
    }
    const auto limit = k_own_files_bytes + 1200;
    const auto volumes = cut_volumes(cargo, limit).value();
    std::map<std::size_t, std::uint64_t> sizes;
    std::map<std::string, std::size_t> leaves;
    for (std::size_t i = 0; i < cargo.size(); ++i) {
      sizes[volumes[i]] += cargo[i].bytes;
      if (!cargo[i].leaf.empty()) CHECK(leaves.emplace(cargo[i].leaf, volumes[i]).first->second == volumes[i]);
    }
    for (const auto& [volume, size] : sizes) CHECK(size + k_own_files_bytes <= limit);
    CHECK(sizes.rbegin()->first + 1 == sizes.size());  // none is empty
  }
}
