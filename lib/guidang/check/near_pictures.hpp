// SPDX-License-Identifier: Apache-2.0
/// \file
/// Search among many fingerprints for those that differ in a few bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace guidang {

/// An index over fingerprints: of two that differ in at most d of 64 bits, at least one of their four 16-bit blocks
/// differs in at most d / 4, so only what shares such a block is compared. Threads: lookups may run concurrently.
class NearPictures {
 public:
  /// `fingerprints` must outlive the index; `most_distance` is below 16. Cost: linear, 16 bytes a fingerprint and 1
  /// MiB.
  NearPictures(std::span<const std::uint64_t> fingerprints, int most_distance);

  /// Calls `found(position, distance)` for each fingerprint before position `of` that differs from it in at most
  /// `most_distance` bits; each once, in an order that depends on the fingerprints alone. Ends after 20,000
  /// comparisons.
  void earlier(std::size_t of, const std::function<void(std::size_t position, int distance)>& found) const;

 private:
  static constexpr std::size_t k_blocks = 4;
  static constexpr std::size_t k_values = std::size_t{1} << 16U;

  /// Positions by the value of one block: those of value v stand from starts[v] up to starts[v + 1], ascending.
  struct Block {
    std::vector<std::uint32_t> starts;
    std::vector<std::uint32_t> positions;
  };

  std::span<const std::uint64_t> fingerprints_;
  int most_distance_;
  std::vector<std::uint32_t> changes_;  ///< To a block, so that it differs in as many bits as may be.
  std::array<Block, k_blocks> blocks_;
};

}  // namespace guidang
