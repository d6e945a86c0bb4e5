// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/near_pictures.hpp"

#include <algorithm>
#include <bit>

#include "guidang/picture/picture.hpp"

namespace guidang {
namespace {

constexpr int k_bits = 64;
constexpr int k_least_blocks = 4;  // wider ones would need larger tables than most searches are worth
constexpr int k_most_comparisons = 20'000;

}  // namespace

NearPictures::NearPictures(std::span<const std::uint64_t> fingerprints, int most_distance)
    : fingerprints_(fingerprints),
      most_distance_(most_distance) {
  // Of d differing bits spread over more than d / 2 blocks, some block has one at most.
  const int blocks = std::max(k_least_blocks, most_distance / 2 + 1);
  block_distance_ = most_distance / blocks;
  for (int b = 0; b < blocks; ++b) blocks_.push_back(made(b * k_bits / blocks, (b + 1) * k_bits / blocks));
}

NearPictures::Block NearPictures::made(int first_bit, int end_bit) const {
  Block block{.first_bit = first_bit, .bits = end_bit - first_bit, .starts = {}, .entries = {}};
  const auto values = std::size_t{1} << static_cast<unsigned>(block.bits);
  block.starts.assign(values + 1, 0);
  for (const auto fingerprint : fingerprints_) ++block.starts[block.value(fingerprint) + 1];
  for (std::size_t value = 0; value < values; ++value) block.starts[value + 1] += block.starts[value];
  block.entries.resize(fingerprints_.size());
  auto next = block.starts;
  for (std::size_t i = 0; i < fingerprints_.size(); ++i) {
    block.entries[next[block.value(fingerprints_[i])]++] = {fingerprints_[i], i};
  }
  return block;
}

bool NearPictures::shared_before(std::size_t before, std::uint64_t fingerprint, const Entry& entry) const {
  return std::any_of(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(before), [&](const Block& block) {
    return std::popcount(block.value(fingerprint) ^ block.value(entry.fingerprint)) <= block_distance_;
  });
}

void NearPictures::earlier(std::size_t of, const std::function<void(std::size_t position, int distance)>& found) const {
  const auto mine = fingerprints_[of];
  int comparisons = 0;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    const auto& block = blocks_[b];
    // The block as it is, then with each of its bits changed.
    const int changes = block_distance_ == 0 ? 0 : block.bits;
    for (int change = 0; change <= changes; ++change) {
      const auto value = block.value(mine) ^ (change == 0 ? 0 : std::uint64_t{1} << static_cast<unsigned>(change - 1));
      for (auto i = block.starts[value]; i < block.starts[value + 1]; ++i) {
        const auto& entry = block.entries[i];
        if (entry.position >= of) break;
        if (++comparisons > k_most_comparisons) return;
        const auto distance = picture::distance(mine, entry.fingerprint);
        if (distance > most_distance_ || shared_before(b, mine, entry)) continue;
        found(entry.position, distance);
      }
    }
  }
}

}  // namespace guidang
