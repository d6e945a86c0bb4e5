// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence_bands.hpp"

#include <algorithm>

#include "guidang/index/sentence_names.hpp"

namespace guidang {
namespace {

bool is_lower(const Band& band) {
  return band.compare == Compare::at_least || band.compare == Compare::above;
}

bool is_upper(const Band& band) {
  return band.compare == Compare::at_most || band.compare == Compare::below;
}

/// Returns whether a figure can be in `low` ("80%以上") and in `high` ("80%以下").
bool overlap(const Band& low, const Band& high) {
  if (low.from == high.from) return low.compare == Compare::at_least && high.compare == Compare::at_most;
  return low.from < high.from;
}

std::optional<Expected> fault_of_ranges(const Band& a, const Band& b) {
  if (a.from < b.to && b.from < a.to) return Expected::apart;
  // "1至3、4至6" means whole numbers with both ends; 3 itself would fall in neither.
  const bool gap = a.to + 1 == b.from || b.to + 1 == a.from;
  return gap && !a.percent ? std::optional(Expected::no_gap) : std::nullopt;
}

std::optional<Expected> fault_of_pair(const Band& a, const Band& b) {
  const bool rest = a.compare == Compare::otherwise;
  if (rest || b.compare == Compare::otherwise) {
    return a.compare == b.compare ? std::optional(Expected::apart) : std::nullopt;
  }
  const auto& plain = a.percent ? b : a;
  const bool bare_zero = plain.from == Exact() && plain.compare != Compare::between;
  if (a.percent != b.percent && !bare_zero) return Expected::same_percent;
  if (a.compare == Compare::between && b.compare == Compare::between) return fault_of_ranges(a, b);
  if (a.compare == b.compare && a.from == b.from) return Expected::apart;
  if (is_lower(a) && is_upper(b) && overlap(a, b)) return Expected::apart;
  if (is_upper(a) && is_lower(b) && overlap(b, a)) return Expected::apart;
  // "60%至80%、60%以下": 60% would be in both.
  const auto& range = a.compare == Compare::between ? a : b;
  const auto& other = a.compare == Compare::between ? b : a;
  const bool touches = range.compare == Compare::between && other.compare == Compare::at_most;
  return touches && range.from == other.from ? std::optional(Expected::apart) : std::nullopt;
}

}  // namespace

std::optional<Expected> fault_of_last(const std::vector<Band>& bands) {
  for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
    if (const auto fault = fault_of_pair(bands[i], bands.back())) return fault;
  }
  return std::nullopt;
}

std::optional<Expected> fault_of_any(const std::vector<Band>& bands) {
  std::vector<Band> before;
  for (const auto& band : bands) {
    before.push_back(band);
    if (const auto fault = fault_of_last(before)) return fault;
  }
  return std::nullopt;
}

bool settle_edges(std::vector<Band>& bands, const std::vector<bool>& bare) {
  bool changed = false;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    auto& upper = bands[i];
    if (!bare[i] || upper.compare != Compare::at_most) continue;
    const auto begins_there = [&upper](const Band& band) {
      const bool begins = band.compare == Compare::at_least || band.compare == Compare::between;
      return begins && band.from == upper.from && band.percent == upper.percent;
    };
    if (std::ranges::none_of(bands, begins_there)) continue;
    upper.compare = Compare::below;
    changed = true;
  }
  return changed;
}

bool has_figure_bands(SentenceKind kind) {
  return kind == SentenceKind::figure_rating || kind == SentenceKind::figure_points ||
         kind == SentenceKind::figure_deduction;
}

bool counts_each(SentenceKind kind) {
  return kind == SentenceKind::per_figure || kind == SentenceKind::points_per_figure;
}

void take_named(std::string_view written, Sentence& sentence) {
  constexpr std::string_view k_below_one = "<1";
  constexpr std::string_view k_above_none = ">0";
  if (written.ends_with(k_below_one)) {
    written.remove_suffix(k_below_one.size());
    sentence.compare = Compare::below;
    sentence.target = 1;
  } else if (written.ends_with(k_above_none)) {
    written.remove_suffix(k_above_none.size());
    sentence.compare = Compare::above;
  }
  sentence.figure = written;
}

Compare opposite(Compare compare) {
  switch (compare) {
    case Compare::at_least: return Compare::below;
    case Compare::above: return Compare::at_most;
    case Compare::at_most: return Compare::above;
    case Compare::below: return Compare::at_least;
    case Compare::equal:
    case Compare::between:
    case Compare::otherwise: break;
  }
  return compare;
}

bool belong(const Sentence& sentence) {
  const bool deducts = sentence.kind == SentenceKind::figure_deduction;
  if ((!deducts && sentence.kind != SentenceKind::figure_points) || sentence.bands.size() != 1) return true;
  const auto& band = sentence.bands.front();
  if (band.compare == Compare::equal) return band.percent || unit_of(sentence.figure) == "名";
  if (!is_lower(band) && !is_upper(band)) return true;
  return !deducts && band.points != Exact();
}

}  // namespace guidang
