// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/near_pictures.hpp"

#include <map>
#include <random>

#include <doctest/doctest.h>

#include "guidang/picture/picture.hpp"

using namespace guidang;

namespace {

using Found = std::map<std::size_t, int>;

Found earlier(const NearPictures& near, std::size_t of) {
  Found found;
  near.earlier(of, [&found](std::size_t position, int distance) {
    CHECK(found.emplace(position, distance).second);  // each once
  });
  return found;
}

}  // namespace

TEST_CASE("the search among fingerprints finds what comparing each with each finds") {
  std::mt19937_64 random(11);
  std::vector<std::uint64_t> fingerprints;
  for (int i = 0; i < 400; ++i) {
    // Families of near pictures, up to ten bits apart from their first.
    auto fingerprint = i % 8 == 0 ? random() : fingerprints[fingerprints.size() - static_cast<std::size_t>(i % 8)];
    for (auto bits = i % 8 == 0 ? 0U : random() % 11; bits > 0; --bits)
      fingerprint ^= std::uint64_t{1} << random() % 64;
    fingerprints.push_back(fingerprint);
  }
  for (const int most : {0, 3, 6, 8, 9, 12, 20}) {
    CAPTURE(most);
    const NearPictures near(fingerprints, most);
    int pairs = 0;
    for (std::size_t i = 0; i < fingerprints.size(); ++i) {
      Found expected;
      for (std::size_t j = 0; j < i; ++j) {
        const auto distance = picture::distance(fingerprints[i], fingerprints[j]);
        if (distance <= most) expected.emplace(j, distance);
      }
      pairs += static_cast<int>(expected.size());
      CHECK(earlier(near, i) == expected);
    }
    CHECK(pairs > 0);
  }
}

TEST_CASE("a hundred thousand pictures of one fingerprint do not take for ever") {
  const std::vector<std::uint64_t> same(100'000, 0x0123456789abcdefULL);
  const NearPictures near(same, 6);
  std::size_t calls = 0;
  near.earlier(same.size() - 1, [&calls](std::size_t /*position*/, int distance) {
    CHECK(distance == 0);
    ++calls;
  });
  CHECK(calls == 20'000);
}
