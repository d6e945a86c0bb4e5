// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/near_pictures.hpp"

#include <algorithm>

#include "guidang/picture/picture.hpp"

namespace guidang {
namespace {

constexpr int k_block_bits = 16;
constexpr int k_most_comparisons = 20'000;

std::uint32_t block_of(std::uint64_t fingerprint, std::size_t block) {
  return static_cast<std::uint32_t>((fingerprint >> (block * k_block_bits)) & 0xFFFFU);
}

/// All 16-bit numbers with at most `bits` ones, fewest first.
std::vector<std::uint32_t> changes_of(int bits) {
  std::vector<std::uint32_t> changes;
  for (std::uint32_t value = 0; value <= 0xFFFFU; ++value) {
    if (std::popcount(value) <= bits) changes.push_back(value);
  }
  std::ranges::stable_sort(changes, {}, [](std::uint32_t value) { return std::popcount(value); });
  return changes;
}

}  // namespace

NearPictures::NearPictures(std::span<const std::uint64_t> fingerprints, int most_distance)
    : fingerprints_(fingerprints),
      most_distance_(most_distance),
      changes_(changes_of(most_distance / static_cast<int>(k_blocks))) {
  for (std::size_t b = 0; b < k_blocks; ++b) {
    auto& [starts, positions] = blocks_[b];
    starts.assign(k_values + 1, 0);
    for (const auto fingerprint : fingerprints) ++starts[block_of(fingerprint, b) + 1];
    for (std::size_t value = 0; value < k_values; ++value) starts[value + 1] += starts[value];
    positions.resize(fingerprints.size());
    auto next = starts;
    for (std::size_t i = 0; i < fingerprints.size(); ++i) {
      positions[next[block_of(fingerprints[i], b)]++] = static_cast<std::uint32_t>(i);
    }
  }
}

void NearPictures::earlier(std::size_t of, const std::function<void(std::size_t position, int distance)>& found) const {
  const int block_distance = most_distance_ / static_cast<int>(k_blocks);
  const auto mine = fingerprints_[of];
  int comparisons = 0;
  for (std::size_t b = 0; b < k_blocks; ++b) {
    for (const auto change : changes_) {
      const auto value = block_of(mine, b) ^ change;
      for (auto i = blocks_[b].starts[value]; i < blocks_[b].starts[value + 1]; ++i) {
        const std::size_t position = blocks_[b].positions[i];
        if (position >= of) break;
        if (++comparisons > k_most_comparisons) return;
        const auto other = fingerprints_[position];
        const auto distance = picture::distance(mine, other);
        if (distance > most_distance_) continue;
        bool seen = false;  // in an earlier block
        for (std::size_t before = 0; before < b && !seen; ++before) {
          seen = std::popcount(block_of(mine, before) ^ block_of(other, before)) <= block_distance;
        }
        if (!seen) found(position, distance);
      }
    }
  }
}

}  // namespace guidang
