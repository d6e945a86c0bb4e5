// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/number.hpp"

#include <array>
#include <cstdint>
#include <string>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_han_bytes = 3;  // every numeral is three bytes of UTF-8
constexpr std::size_t k_longest = 60;   // bytes: 九千九百九十九万九千九百九十九 with decimals

struct HanDigit {
  std::string_view character;
  int value;
};

constexpr auto k_digits = std::to_array<HanDigit>({{"零", 0},
                                                   {"〇", 0},
                                                   {"一", 1},
                                                   {"二", 2},
                                                   {"两", 2},
                                                   {"三", 3},
                                                   {"四", 4},
                                                   {"五", 5},
                                                   {"六", 6},
                                                   {"七", 7},
                                                   {"八", 8},
                                                   {"九", 9}});
constexpr auto k_places = std::to_array<HanDigit>({{"十", 10}, {"百", 100}, {"千", 1000}});

template <std::size_t N>
std::optional<int> value_of(const std::array<HanDigit, N>& all, std::string_view character) {
  for (const auto& one : all) {
    if (one.character == character) return one.value;
  }
  return std::nullopt;
}

bool is_numeral(std::string_view character) {
  return value_of(k_digits, character) || value_of(k_places, character);
}

/// Reads a whole number below 10,000: places fall, a gap between them is said with 零.
std::optional<std::int64_t> read_section(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::int64_t sum = 0;
  int last_place = 10000;
  constexpr int k_none = -1;  // gcc 12 takes an optional here for uninitialised
  int digit = k_none;         // not yet counted
  bool gap = false;           // 零 came before
  for (std::size_t at = 0; at < text.size(); at += k_han_bytes) {
    const auto character = text.substr(at, k_han_bytes);
    if (const auto place = value_of(k_places, character)) {
      if (*place >= last_place || digit == 0) return std::nullopt;
      if (digit == k_none && !(*place == 10 && (at == 0 || gap))) return std::nullopt;
      sum += std::int64_t{digit == k_none ? 1 : digit} * *place;
      last_place = *place;
      digit = k_none;
      gap = false;
      continue;
    }
    const auto value = value_of(k_digits, character);
    if (!value || digit > 0) return std::nullopt;
    gap = gap || *value == 0;
    if (*value == 0 && text.size() > k_han_bytes) continue;
    digit = *value;
  }
  if (digit == k_none) return gap ? std::nullopt : std::optional(sum);
  const bool apart = last_place == 10000 || last_place == 10 || gap;  // 一百二 is said for 120
  if (!apart || (last_place == 10000 && gap && digit != 0)) return std::nullopt;
  return sum + digit;
}

std::optional<Exact> read_whole(std::string_view text) {
  const auto wan = text.find("万");
  if (wan == std::string_view::npos) {
    const auto small = read_section(text);
    return small ? std::optional<Exact>(*small) : std::nullopt;
  }
  const auto high = read_section(text.substr(0, wan));
  auto rest = text.substr(wan + k_han_bytes);
  if (!high || *high == 0) return std::nullopt;
  if (rest.empty()) return Exact(*high * 10000);
  const bool gap = rest.starts_with("零") || rest.starts_with("〇");
  if (gap) rest.remove_prefix(k_han_bytes);
  const auto low = read_section(rest);
  if (!low || *low == 0 || gap != (*low < 1000)) return std::nullopt;
  return Exact(*high * 10000 + *low);
}

}  // namespace

std::optional<Exact> read_han_number(std::string_view text) {
  text = trimmed(text);
  if (text.size() > k_longest) return std::nullopt;
  if (text.starts_with("百分之")) {
    const auto share = read_number(text.substr(std::string_view("百分之").size()));
    return share ? std::optional(*share / Exact(100)) : std::nullopt;
  }
  if (text.size() % k_han_bytes != 0) return std::nullopt;
  const auto point = text.find("点");
  auto value = read_whole(text.substr(0, point));
  if (!value || point == std::string_view::npos) return value;
  const auto decimals = text.substr(point + k_han_bytes);
  if (decimals.empty()) return std::nullopt;
  Exact place = 1;
  for (std::size_t at = 0; at < decimals.size(); at += k_han_bytes) {
    const auto digit = value_of(k_digits, decimals.substr(at, k_han_bytes));
    if (!digit) return std::nullopt;
    place = place / Exact(10);
    *value += place * Exact(*digit);
  }
  return value;
}

std::optional<Exact> read_number(std::string_view text) {
  const auto plain = folded(text);
  if (plain.size() > k_longest) return std::nullopt;
  const auto number = Exact::parse(plain);
  if (number) return number->is_negative() ? std::nullopt : number;
  return read_han_number(plain);
}

std::optional<int> read_count(std::string_view text) {
  constexpr int k_most = 1'000'000;
  const auto number = read_number(text);
  if (!number || Exact(k_most) < *number || *number != number->rounded(0) || text.find('%') != std::string_view::npos) {
    return std::nullopt;
  }
  return std::stoi(number->text());
}

std::size_t han_digits_at_end(std::string_view text) {
  std::size_t bytes = 0;
  while (text.size() >= bytes + k_han_bytes &&
         is_numeral(text.substr(text.size() - bytes - k_han_bytes, k_han_bytes))) {
    bytes += k_han_bytes;
  }
  return bytes;
}

std::size_t han_digits_at_begin(std::string_view text) {
  std::size_t bytes = 0;
  while (text.size() >= bytes + k_han_bytes && is_numeral(text.substr(bytes, k_han_bytes))) bytes += k_han_bytes;
  return bytes;
}

}  // namespace guidang
