// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/serial_names.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/check/folder_name.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_most_digits = 3;

/// One name of a series.
struct Serial {
  std::string before;  // of a number at the end: what stands before it; empty: the number stands at the beginning
  std::string after;   // a bracket that closes behind it
  int number = 0;
  std::size_t digits = 0;
};

/// A number in brackets, as Windows and browsers count copies: 照片 (2).
std::optional<Serial> number_in_brackets(std::string_view stem) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>("(", ")"), {"（", "）"}}) {
    if (!stem.ends_with(close)) continue;
    auto rest = stem.substr(0, stem.size() - close.size());
    std::size_t digits = 0;
    while (digits < rest.size() && is_digit(rest[rest.size() - 1 - digits])) ++digits;
    const auto before = rest.substr(0, rest.size() - digits);
    if (digits == 0 || digits > k_most_digits || !before.ends_with(open) || before == open) return std::nullopt;
    return Serial{std::string(before), std::string(close), digits_value(rest.substr(before.size())), digits};
  }
  return std::nullopt;
}

std::optional<Serial> number_at_end(std::string_view stem) {
  auto begin = stem.size();
  while (begin > 0 && is_digit(stem[begin - 1])) --begin;
  const auto digits = stem.size() - begin;
  if (digits == 0 || digits > k_most_digits) return std::nullopt;
  const auto before = stem.substr(0, begin);
  // "12.5", "2026-3", "3-1": the number is part of a larger one.
  const bool joined = before.size() >= 2 && is_digit(before[before.size() - 2]) &&
                      std::string_view(".-_:/").find(before.back()) != std::string_view::npos;
  if (joined) return std::nullopt;
  return Serial{std::string(before), "", digits_value(stem.substr(begin)), digits};
}

std::optional<Serial> number_at_beginning(std::string_view stem) {
  std::size_t digits = 0;
  while (digits < stem.size() && is_digit(stem[digits])) ++digits;
  if (digits == 0 || digits > k_most_digits || digits == stem.size()) return std::nullopt;
  const auto rest = stem.substr(digits);
  constexpr std::string_view k_signs[] = {" ", ".", "-", "_", ")", "、", "．", "）", "—"};
  const auto sign = std::ranges::find_if(k_signs, [rest](std::string_view one) { return rest.starts_with(one); });
  if (sign == std::end(k_signs)) return std::nullopt;
  const auto after = rest.substr(sign->size());
  if (after.empty() || is_digit(after.front())) return std::nullopt;  // 12.5, 3-1
  return Serial{"", "", digits_value(stem.substr(0, digits)), digits};
}

/// All numbers of one series.
struct Series {
  std::set<int> numbers;
  std::size_t digits = k_most_digits;  // the fewest: 01 has two
};

std::vector<std::string> gaps(const std::string& before, const std::string& after, const Series& series) {
  constexpr std::size_t k_least = 3;
  std::vector<std::string> missing;
  if (series.numbers.size() < k_least || *series.numbers.begin() > 1) return missing;
  const auto last = *series.numbers.rbegin();
  const auto lacking = static_cast<std::size_t>(last - *series.numbers.begin() + 1) - series.numbers.size();
  if (lacking == 0 || lacking * 2 > series.numbers.size()) return missing;
  for (int number = *series.numbers.begin(); number <= last; ++number) {
    if (series.numbers.contains(number)) continue;
    auto digits = std::to_string(number);
    if (digits.size() < series.digits) digits.insert(0, series.digits - digits.size(), '0');
    auto& name = missing.emplace_back(before);
    name += digits;
    name += after;
  }
  return missing;
}

}  // namespace

std::vector<std::vector<std::string>> missing_serials(std::span<const std::string_view> names) {
  std::map<std::pair<std::string, std::string>, Series> all;
  for (const auto name : names) {
    const auto stem = stem_of(name);
    auto serial = number_at_beginning(stem);
    if (!serial) serial = number_in_brackets(stem);
    if (!serial) serial = number_at_end(stem);
    if (!serial) continue;
    auto& series = all[{serial->before, serial->after}];
    series.numbers.insert(serial->number);
    series.digits = std::min(series.digits, serial->digits);
  }
  std::vector<std::vector<std::string>> missing;
  for (const auto& [around, series] : all) {
    if (auto found = gaps(around.first, around.second, series); !found.empty()) missing.push_back(std::move(found));
  }
  return missing;
}

}  // namespace guidang
