// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small grey pictures, made from large ones row by row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace guidang::picture {

/// A picture without colours.
struct Grey {
  std::uint32_t width = 0;  ///< 0: there is none.
  std::uint32_t height = 0;
  std::vector<std::uint8_t> pixels;  ///< Row by row, 0 black to 255 white.

  friend bool operator==(const Grey&, const Grey&) = default;
};

/// Longest side of the pictures that sharpness and fingerprints are taken from.
inline constexpr std::uint32_t k_longest_side = 2048;

/// Least side to which decoders that can leave out detail decode.
inline constexpr std::uint32_t k_decoded_side = 1000;

/// Averages areas of equal whole size while rows come in, in any order, each pixel once.
///
/// Limits: sides up to 1,000,000 pixels. Cost: memory for the small picture only.
class Shrinker {
 public:
  /// For a picture of this size; neither may be 0. The small one's sides are at most k_longest_side.
  Shrinker(std::uint32_t width, std::uint32_t height);

  /// Takes grey pixels of row `y`: the columns `first`, `first + step`, ….
  void add(std::uint32_t y, std::span<const std::uint8_t> pixels, std::uint32_t first = 0, std::uint32_t step = 1);

  [[nodiscard]] Grey finish() const;

 private:
  std::uint32_t width_;
  std::uint32_t height_;
  std::uint32_t factor_;
  std::uint32_t columns_;
  std::uint32_t rows_;
  std::vector<std::uint32_t> sums_;
};

/// Returns the grey of a colour, by the weights of ITU-R BT.601, as JPEG has it.
[[nodiscard]] inline std::uint8_t grey_of(std::uint32_t red, std::uint32_t green, std::uint32_t blue) {
  return static_cast<std::uint8_t>((red * 19595U + green * 38470U + blue * 7471U + 32768U) >> 16U);
}

/// Returns the picture drawn to exactly this size, each pixel the average of the area it covers, fractions of pixels
/// included.
[[nodiscard]] Grey resized(const Grey& grey, std::uint32_t width, std::uint32_t height);

/// Returns the picture as people look at it, given its EXIF orientation (1 to 8).
[[nodiscard]] Grey turned(const Grey& grey, int orientation);

}  // namespace guidang::picture
