// SPDX-License-Identifier: Apache-2.0
/// \file
/// Search among many fingerprints for those that differ in a few bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace guidang {

/// An index over fingerprints. Their 64 bits are cut into so many blocks that of two fingerprints which are near enough
/// at least one block differs in one bit at most: only what shares such a block is compared (multi-index hashing).
/// Threads: lookups may run concurrently.
class NearPictures {
 public:
  /// `fingerprints` must outlive the index; `most_distance` is 0 to 20. Cost: linear; 16 bytes a fingerprint and block.
  NearPictures(std::span<const std::uint64_t> fingerprints, int most_distance);

  /// Calls `found(position, distance)` for each fingerprint before position `of` that differs from it in at most
  /// `most_distance` bits; each once, in an order that depends on the fingerprints alone. Ends after 20,000
  /// comparisons.
  void earlier(std::size_t of, const std::function<void(std::size_t position, int distance)>& found) const;

 private:
  struct Entry {
    std::uint64_t fingerprint = 0;
    std::size_t position = 0;
  };

  /// Some bits of all fingerprints: entries of value v stand from starts[v] up to starts[v + 1], by position.
  struct Block {
    int first_bit = 0;
    int bits = 0;
    std::vector<std::uint32_t> starts;
    std::vector<Entry> entries;

    [[nodiscard]] std::uint64_t value(std::uint64_t fingerprint) const {
      return (fingerprint >> static_cast<unsigned>(first_bit)) &
             ((std::uint64_t{1} << static_cast<unsigned>(bits)) - 1);
    }
  };

  [[nodiscard]] Block made(int first_bit, int end_bit) const;

  /// Whether an entry that shares a block with `fingerprint` shares one before the block `before`, too.
  [[nodiscard]] bool shared_before(std::size_t before, std::uint64_t fingerprint, const Entry& entry) const;

  std::span<const std::uint64_t> fingerprints_;
  int most_distance_;
  int block_distance_;
  std::vector<Block> blocks_;
};

}  // namespace guidang
