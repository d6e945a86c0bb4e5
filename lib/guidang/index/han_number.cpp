// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/han_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guidang {
namespace {

std::optional<int> han_digit(char32_t c) {
  if (c == U'两') return 2;
  if (c == U'〇') return 0;
  const auto place = std::u32string_view(U"零一二三四五六七八九").find(c);
  if (place == std::u32string_view::npos) return std::nullopt;
  return static_cast<int>(place);
}

int han_scale(char32_t c) {
  constexpr std::array<std::pair<char32_t, int>, 3> k_scales = {{{U'十', 10}, {U'百', 100}, {U'千', 1000}}};
  const auto* const found = std::ranges::find(k_scales, c, &std::pair<char32_t, int>::first);
  return found == k_scales.end() ? 0 : found->second;
}

char32_t at_of(std::u32string_view text, std::size_t at) {
  return at < text.size() ? text[at] : U'\0';
}

/// 二, 十二, 一百零五, 一千二百; not 一百二 (120 or 102) nor 二〇.
std::optional<HanNumber> han_whole(std::u32string_view text, std::size_t at) {
  const auto begin = at;
  int total = 0;
  int last_scale = 10'000;
  bool after_zero = true;
  for (;;) {
    const auto digit = han_digit(at_of(text, at));
    const int scale = han_scale(at_of(text, at + (digit ? 1 : 0)));
    const bool bare_ten = !digit && scale == 10 && at == begin;
    if (!digit && !bare_ten) break;
    if (digit == 0 && at != begin) {
      if (after_zero) return std::nullopt;
      after_zero = true;
      ++at;
      continue;
    }
    if (scale == 0) {
      if (at != begin && last_scale != 10 && !after_zero) return std::nullopt;
      if (han_digit(at_of(text, at + 1))) return std::nullopt;
      return HanNumber{total + *digit, true, at + 1};
    }
    if (scale >= last_scale) return std::nullopt;
    total += digit.value_or(1) * scale;
    last_scale = scale;
    after_zero = false;
    at += digit ? 2U : 1U;
  }
  if (at == begin || (after_zero && at != begin)) return std::nullopt;
  return HanNumber{total, true, at};
}

}  // namespace

std::optional<HanNumber> han_number(std::u32string_view text, std::size_t at) {
  auto number = han_whole(text, at);
  if (!number || at_of(text, number->end) != U'点') return number;
  std::int64_t scale = 1;
  std::int64_t part = 0;
  std::size_t end = number->end + 1;
  for (; scale < 1'000'000; ++end) {
    const auto digit = han_digit(at_of(text, end));
    if (!digit) break;
    part = part * 10 + *digit;
    scale *= 10;
  }
  if (scale == 1) return number;
  return HanNumber{number->value + Exact::ratio(part, scale), false, end};
}

}  // namespace guidang
