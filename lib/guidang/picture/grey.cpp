// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/grey.hpp"

#include <algorithm>

namespace guidang::picture {
namespace {

constexpr std::uint32_t parts_of(std::uint32_t size, std::uint32_t part) {
  return (size + part - 1) / part;
}

/// Which of the cells of a line a pixel lies in, and with how much of it. Lengths are counted in parts of a pixel, `to`
/// of them, so that all are whole: the line is from × to parts long, each cell `from`, each pixel `to`.
struct Share {
  std::size_t cell;
  std::size_t pixel;
  std::uint64_t parts;
};

std::vector<Share> shares_of(std::uint64_t from, std::uint64_t to) {
  std::vector<Share> shares;
  for (std::uint64_t cell = 0; cell < to; ++cell) {
    const std::uint64_t begin = cell * from;
    const std::uint64_t end = begin + from;
    for (std::uint64_t pixel = begin / to; pixel * to < end; ++pixel) {
      shares.push_back({cell, pixel, std::min((pixel + 1) * to, end) - std::max(pixel * to, begin)});
    }
  }
  return shares;
}

}  // namespace

Shrinker::Shrinker(std::uint32_t width, std::uint32_t height)
    : width_(width),
      height_(height),
      factor_(parts_of(std::max(width, height), k_longest_side)),
      columns_(parts_of(width, factor_)),
      rows_(parts_of(height, factor_)),
      sums_(std::size_t{columns_} * rows_) {}

void Shrinker::add(std::uint32_t y, std::span<const std::uint8_t> pixels, std::uint32_t first, std::uint32_t step) {
  if (y >= height_) return;
  std::uint32_t* const row = &sums_[std::size_t{y / factor_} * columns_];
  std::uint32_t x = first;
  std::uint32_t cell = first / factor_;
  std::uint32_t within = first % factor_;  // counted along: dividing once a pixel takes longer than all the rest
  for (const auto pixel : pixels) {
    if (x >= width_) return;
    row[cell] += pixel;
    x += step;
    for (within += step; within >= factor_; within -= factor_) ++cell;
  }
}

Grey Shrinker::finish() const {
  Grey grey{.width = columns_, .height = rows_, .pixels = std::vector<std::uint8_t>(sums_.size())};
  if (factor_ == 1) {
    std::ranges::transform(
        sums_, grey.pixels.begin(), [](std::uint32_t sum) { return static_cast<std::uint8_t>(sum); });
    return grey;
  }
  for (std::uint32_t y = 0; y < rows_; ++y) {
    const std::uint64_t tall = std::min(factor_, height_ - y * factor_);
    for (std::uint32_t x = 0; x < columns_; ++x) {
      const std::uint64_t area = tall * std::min(factor_, width_ - x * factor_);
      const std::size_t at = std::size_t{y} * columns_ + x;
      grey.pixels[at] = static_cast<std::uint8_t>(std::min<std::uint64_t>((sums_[at] + area / 2) / area, 255));
    }
  }
  return grey;
}

Grey resized(const Grey& grey, std::uint32_t width, std::uint32_t height) {
  const auto across = shares_of(grey.width, width);
  std::vector<std::uint64_t> line(width);
  std::vector<std::uint64_t> sums(std::size_t{width} * height);
  std::size_t drawn = grey.height;  // the row that `line` holds; none yet
  for (const auto& down : shares_of(grey.height, height)) {
    if (drawn != down.pixel) {
      const auto* const row = &grey.pixels[down.pixel * grey.width];
      std::ranges::fill(line, 0);
      for (const auto& share : across) line[share.cell] += row[share.pixel] * share.parts;
      drawn = down.pixel;
    }
    auto* const out = &sums[down.cell * width];
    for (std::size_t x = 0; x < width; ++x) out[x] += line[x] * down.parts;
  }
  Grey out{.width = width, .height = height, .pixels = std::vector<std::uint8_t>(sums.size())};
  const auto area = std::max<std::uint64_t>(1, std::uint64_t{grey.width} * grey.height);
  std::ranges::transform(sums, out.pixels.begin(), [area](std::uint64_t sum) {
    return static_cast<std::uint8_t>((sum + area / 2) / area);
  });
  return out;
}

Grey turned(const Grey& grey, int orientation) {
  if (orientation <= 1 || orientation > 8) return grey;
  const bool swapped = orientation >= 5;
  Grey out{.width = swapped ? grey.height : grey.width,
           .height = swapped ? grey.width : grey.height,
           .pixels = std::vector<std::uint8_t>(grey.pixels.size())};
  // TIFF 6.0, Orientation: where the stored row 0 and column 0 belong.
  const bool from_right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  for (std::uint32_t y = 0; y < out.height; ++y) {
    for (std::uint32_t x = 0; x < out.width; ++x) {
      const auto across = from_right ? out.width - 1 - x : x;
      const auto down = from_bottom ? out.height - 1 - y : y;
      const auto column = swapped ? down : across;
      const auto row = swapped ? across : down;
      out.pixels[std::size_t{y} * out.width + x] = grey.pixels[std::size_t{row} * grey.width + column];
    }
  }
  return out;
}

}  // namespace guidang::picture
