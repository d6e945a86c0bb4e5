// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/points.hpp"

namespace guidang {
namespace {

constexpr int k_usual = 2;
constexpr int k_most = 6;

bool is_whole(const Exact& number) {
  return number.rounded(0) == number;
}

}  // namespace

int point_places(const Exact& points) {
  int places = 0;
  while (places < k_usual && points.rounded(places) != points) ++places;
  const auto reaches = [&points](int digits) {
    const auto shown = points.rounded(digits);
    return shown > points && is_whole(shown);
  };
  while (places < k_most && reaches(places)) ++places;
  return places;
}

std::string points_text(const Exact& points) {
  return to_display(points, point_places(points));
}

std::string figure_text(const Exact& figure) {
  int places = k_usual;
  while (places < k_most && figure.rounded(places) != figure && is_whole(figure.rounded(places))) ++places;
  return to_display(figure, places);
}

}  // namespace guidang
