// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/register_rules.hpp"

#include <charconv>
#include <map>
#include <string>

#include "guidang/base/text.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

/// The numbers of a gap, each by itself where they are few.
std::vector<std::string> missing_numbers(const SerialGap& gap) {
  constexpr std::int64_t k_few = 5;
  if (gap.last - gap.first >= k_few) return {std::to_string(gap.first) + "–" + std::to_string(gap.last)};
  std::vector<std::string> numbers;
  for (auto number = gap.first; number <= gap.last; ++number) numbers.push_back(std::to_string(number));
  return numbers;
}

}  // namespace

std::optional<std::int64_t> whole_serial(std::string_view serial) {
  const auto text = folded(serial);
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, problem] = std::from_chars(text.data(), end, number);
  if (problem != std::errc{} || rest != end) return std::nullopt;
  return number;
}

std::vector<SerialGap> serial_gaps(const std::vector<RegisterLine>& lines) {
  std::map<std::int64_t, const RegisterLine*> numbers;
  for (const auto& line : lines) {
    if (const auto number = whole_serial(line.serial)) numbers.emplace(*number, &line);
  }
  std::vector<SerialGap> gaps;
  std::optional<std::int64_t> before;
  for (const auto& [number, line] : numbers) {
    if (before && number - 1 > *before) gaps.push_back({*before + 1, number - 1, line});
    before = number;
  }
  return gaps;
}

std::vector<Finding> register_findings(const CheckInput& input) {
  std::vector<Finding> findings;
  for (const auto& gap : serial_gaps(input.tables.register_lines)) {
    findings.push_back(line_finding("form/serial-gap", gap.behind->where, {{"missing", missing_numbers(gap)}}));
  }
  return findings;
}

}  // namespace guidang
