// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/written_day.hpp"

#include <algorithm>

#include "guidang/base/ascii.hpp"
#include "guidang/base/date.hpp"

namespace guidang {

std::size_t written_day_size(std::string_view text) {
  constexpr std::size_t k_year_digits = 4;
  constexpr std::size_t k_all_digits = 8;
  const auto run = digits_at(text, 0);
  const auto number = [text](std::size_t from, std::size_t size) { return digits_value(text.substr(from, size)); };
  if (run == k_all_digits) return make_date(number(0, 4), number(4, 2), number(6, 2)) ? run : 0;
  if (run != k_year_digits) return 0;
  std::size_t at = run;
  const auto skip = [&](std::string_view sign) {
    const auto rest = text.substr(at);
    if (rest.starts_with(sign)) {
      at += sign.size();
    } else if (rest.starts_with("-") || rest.starts_with(".")) {
      ++at;
    } else {
      return false;
    }
    return true;
  };
  const auto take = [&] {
    const auto size = digits_at(text, at);
    const int value = size == 1 || size == 2 ? number(at, size) : 0;
    at += size;
    return value;
  };
  if (!skip("年")) return 0;
  const int month = take();
  if (month == 0 || !skip("月")) return 0;
  const int day = take();
  if (text.substr(std::min(at, text.size())).starts_with("日")) at += std::string_view("日").size();
  return make_date(number(0, run), month, day) ? at : 0;
}

}  // namespace guidang
