// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/period.hpp"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/importer/header.hpp"

namespace guidang {
namespace {

/// The year 19xx or 20xx that a text names first.
std::optional<int> year_in(std::string_view text) {
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    const auto digits = text.substr(i, 4);
    const bool before = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
    const bool behind = i + 4 < text.size() && text[i + 4] >= '0' && text[i + 4] <= '9';
    if (before || behind || digits.find_first_not_of("0123456789") != std::string_view::npos) continue;
    if (digits.starts_with("19") || digits.starts_with("20")) return std::stoi(std::string(digits));
  }
  return std::nullopt;
}

std::optional<int> quarter_in(std::string_view text) {
  constexpr auto k_numbers = std::to_array<std::string_view>({"一", "二", "三", "四", "1", "2", "3", "4"});
  for (std::size_t i = 0; i < k_numbers.size(); ++i) {
    const auto number = k_numbers[i];
    const bool han = text.find(fmt::format("{}季度", number)) != std::string_view::npos;
    if (han || text.find(fmt::format("Q{}", number)) != std::string_view::npos) return static_cast<int>(i % 4) + 1;
  }
  return std::nullopt;
}

DateRange months(int year, int first, int last) {
  using namespace std::chrono;
  const auto from = std::chrono::year(year) / first / 1;
  const auto to = std::chrono::year(year) / last / std::chrono::last;
  return {Date(from), Date(year_month_day(to))};
}

}  // namespace

TitlePeriod read_period(std::string_view title, const Date& today) {
  const auto text = squeezed(title);
  const auto named = year_in(text);
  const int year = named.value_or(static_cast<int>(today.year()));
  const bool stated = named.has_value();
  if (const auto quarter = quarter_in(text)) {
    return {fmt::format("{}Q{}", year, *quarter), months(year, *quarter * 3 - 2, *quarter * 3), stated};
  }
  if (text.find("上半年") != std::string::npos) return {fmt::format("{}H1", year), months(year, 1, 6), stated};
  if (text.find("下半年") != std::string::npos) return {fmt::format("{}H2", year), months(year, 7, 12), stated};
  return {fmt::format("{}", year), months(year, 1, 12), stated};
}

std::string read_tier(std::string_view title) {
  const auto has = [&](std::string_view word) { return title.find(word) != std::string_view::npos; };
  if (has("全国") || has("国家")) return "国家";
  if (has("省")) return "省";
  if (has("区") && !has("社区")) return "区";
  if (has("市")) return "市";
  return has("村") ? "社区" : "区";
}

}  // namespace guidang
