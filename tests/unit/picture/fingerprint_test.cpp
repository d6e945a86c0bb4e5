// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/fingerprint.hpp"

#include <bit>
#include <cstddef>
#include <span>
#include <vector>

#include <doctest/doctest.h>

#include "guidang/picture/grey.hpp"

using namespace guidang::picture;

namespace {

/// A picture whose pixels `shade` gives for (x, y).
template <typename Shade>
Grey drawn(std::uint32_t width, std::uint32_t height, Shade shade) {
  Grey grey{.width = width, .height = height, .pixels = {}};
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) grey.pixels.push_back(static_cast<std::uint8_t>(shade(x, y)));
  }
  return grey;
}

/// Something with structure in both directions and no symmetry.
Grey scene(std::uint32_t width, std::uint32_t height) {
  return drawn(width, height, [&](std::uint32_t x, std::uint32_t y) {
    const auto u = x * 97 / width;
    const auto v = y * 89 / height;
    return (u * v + u * u / 3 + v * 2) % 230;
  });
}

/// How a picture is stored that looks like `grey` once it is turned by `orientation`.
Grey stored(const Grey& grey, int orientation) {
  constexpr int k_inverse[] = {1, 1, 2, 3, 4, 5, 8, 7, 6};
  return turned(grey, k_inverse[orientation]);
}

}  // namespace

TEST_CASE("areas are averaged, fractions of pixels included") {
  const auto grey = drawn(3, 1, [](auto x, auto) { return x * 100; });  // 0 100 200
  CHECK(resized(grey, 1, 1).pixels == std::vector<std::uint8_t>{100});
  CHECK(resized(grey, 2, 1).pixels == std::vector<std::uint8_t>{33, 167});
  CHECK(resized(grey, 6, 1).pixels == std::vector<std::uint8_t>{0, 0, 100, 100, 200, 200});
  CHECK(resized(grey, 3, 1) == grey);
}

TEST_CASE("a large picture is made small while its rows come in, whatever their order") {
  Shrinker shrinker(4100, 3);  // three pixels a cell, the last cell two pixels wide
  const std::vector<std::uint8_t> even(2050, 30);
  const std::vector<std::uint8_t> odd(2050, 60);
  for (const std::uint32_t y : {2U, 0U, 1U}) {
    shrinker.add(y, odd, 1, 2);
    shrinker.add(y, even, 0, 2);
  }
  const auto grey = shrinker.finish();
  CHECK(grey.width == 1367);
  CHECK(grey.height == 1);
  CHECK(grey.pixels[0] == 40);
  CHECK(grey.pixels[1] == 50);
  CHECK(grey.pixels[1366] == 45);
}

TEST_CASE("a turned picture has the fingerprint of the picture as people look at it") {
  const auto grey = scene(120, 90);
  const auto upright = fingerprint(grey, 1);
  REQUIRE(upright);
  for (int orientation = 2; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    CHECK(turned(stored(grey, orientation), orientation) == grey);
    CHECK(fingerprint(stored(grey, orientation), orientation) == upright);
    CHECK(fingerprint(grey, orientation) != upright);
  }
}

TEST_CASE("a fingerprint survives another size and another brightness") {
  const auto bits = fingerprint(scene(640, 480), 1).value();
  CHECK(std::popcount(bits ^ fingerprint(scene(160, 120), 1).value()) <= 4);
  auto dark = scene(640, 480);
  for (auto& pixel : dark.pixels) pixel = static_cast<std::uint8_t>(pixel * 3 / 4);
  CHECK(std::popcount(bits ^ fingerprint(dark, 1).value()) <= 2);
}

TEST_CASE("a nearly blank picture has no fingerprint") {
  CHECK_FALSE(fingerprint(drawn(200, 100, [](auto, auto) { return 240; }), 1));
  CHECK_FALSE(fingerprint(drawn(200, 100, [](auto x, auto y) { return 236 + (x * 7 + y * 3) % 8; }), 1));
  CHECK(fingerprint(scene(200, 100), 1));
}

TEST_CASE("sharpness is nothing on a wall, small on slopes and large on edges") {
  CHECK(sharpness(drawn(60, 60, [](auto, auto) { return 128; })) == 0);
  CHECK(sharpness(drawn(60, 60, [](auto x, auto) { return x * 4; })) == 0);
  CHECK(sharpness(drawn(60, 60, [](auto x, auto) { return x / 4 % 2 * 200; })).value() > 10'000);
  CHECK_FALSE(sharpness(drawn(2, 60, [](auto, auto) { return 128; })));
}

TEST_CASE("sharpness is taken at one size, so that a large picture of the same blur says the same") {
  const auto soft = [](std::uint32_t width) {
    return drawn(width, width / 2, [width](auto x, auto) { return x * 16 / width % 2 == 0 ? 50 : 200; });
  };
  CHECK(sharpness(soft(2048)).value() == doctest::Approx(sharpness(soft(1024)).value()).epsilon(0.05));
}
