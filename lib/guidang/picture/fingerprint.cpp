// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/fingerprint.hpp"

#include <algorithm>

namespace guidang::picture {
namespace {

/// Variance of pixels below which a picture is nearly blank: what is left is the noise of its sensor and its
/// compression.
constexpr std::uint64_t k_blank_variance = 16;

/// Mean square distance of the pixels from their mean.
std::uint64_t variance_of(const Grey& grey) {
  std::uint64_t sum = 0;
  std::uint64_t squares = 0;
  for (const std::uint64_t pixel : grey.pixels) {
    sum += pixel;
    squares += pixel * pixel;
  }
  const std::uint64_t count = grey.pixels.size();
  return (squares * count - sum * sum) / (count * count);
}

}  // namespace

std::optional<std::uint64_t> fingerprint(const Grey& grey, int orientation) {
  constexpr std::uint32_t k_side = 72;  // eight times the cells: turning and averaging them loses nothing
  constexpr std::size_t k_cells = 9;
  const auto small = turned(resized(grey, k_side, k_side), orientation);
  if (variance_of(small) < k_blank_variance) return std::nullopt;
  const auto cells = resized(small, k_cells, k_cells);
  std::uint64_t bits = 0;
  for (std::size_t y = 0; y + 1 < k_cells; ++y) {
    for (std::size_t x = 0; x + 1 < k_cells; ++x) {
      const auto* const cell = &cells.pixels[y * k_cells + x];
      const auto neighbour = (x + y) % 2 == 0 ? cell[1] : cell[k_cells];
      bits = bits << 1U | static_cast<std::uint64_t>(neighbour > *cell);
    }
  }
  return bits;
}

std::optional<std::uint32_t> sharpness(const Grey& grey) {
  constexpr std::uint32_t k_side = 1024;
  const auto longest = std::max(grey.width, grey.height);
  if (longest == 0) return std::nullopt;
  const auto scaled = [longest](std::uint32_t side) { return std::max<std::uint32_t>(side * k_side / longest, 1); };
  const Grey& small = longest > k_side ? resized(grey, scaled(grey.width), scaled(grey.height)) : grey;
  if (small.width < 3 || small.height < 3) return std::nullopt;
  const std::size_t width = small.width;
  std::uint64_t squares = 0;
  for (std::size_t y = 1; y + 1 < small.height; ++y) {
    for (std::size_t x = 1; x + 1 < width; ++x) {
      const auto* const at = &small.pixels[y * width + x];
      const std::int64_t edge = 4 * at[0] - at[-1] - at[1] - *(at - width) - at[width];
      squares += static_cast<std::uint64_t>(edge * edge);
    }
  }
  return static_cast<std::uint32_t>(squares / ((width - 2) * (small.height - 2)));
}

}  // namespace guidang::picture
