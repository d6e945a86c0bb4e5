// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/leaf_lines.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/figure.hpp"

namespace guidang {
namespace {

/// A line that says nothing yet.
bool is_empty(const ResultLine& line) {
  return !line.points && line.rating.empty() && !line.defects && !line.good && !line.under_review;
}

std::optional<int> defects_in(const ResultLine& line, bool defects_count) {
  if (line.defects || !defects_count || !is_bare_verdict(line)) return line.defects;
  return *line.good ? 0 : 1;
}

int summed_defects(const std::vector<const ResultLine*>& lines, bool defects_count) {
  std::map<std::pair<std::string, std::optional<Date>>, int> places;
  for (const auto* line : lines) {
    if (const auto defects = defects_in(*line, defects_count)) places[{folded(line->object), line->date}] = *defects;
  }
  int sum = 0;
  for (const auto& [place, defects] : places) sum += defects;
  return sum;
}

}  // namespace

bool in_edition(const Index& index, std::optional<Date> day) {
  return !day || *day >= index.period.from;
}

bool in_edition(const Index& index, const FactLine& line) {
  return !line.level.empty() || in_edition(index, line.date);
}

LeafLines lines_by_leaf(const Index& index, const Tables& tables) {
  LeafLines lines;
  for (const auto& line : tables.results) {
    if (in_edition(index, line.date)) lines[folded(line.code)].results.push_back(&line);
  }
  for (const auto& line : tables.facts) {
    if (!line.code.empty() && in_edition(index, line)) lines[folded(line.code)].facts.push_back(&line);
  }
  for (const auto& line : tables.remarks) {
    if (!line.code.empty() && in_edition(index, line.date)) lines[folded(line.code)].remarks.push_back(&line);
  }
  for (const auto& line : tables.assignments) lines[folded(line.code)].assignment = &line;
  return lines;
}

bool counts_defects(const Item& leaf) {
  const auto is_count = [](const std::string& name) {
    const auto* figure = find_built_in(name);
    return figure != nullptr && figure->figure == BuiltIn::defects;
  };
  const auto counts = [&](const Sentence& sentence) {
    return sentence.kind == SentenceKind::per_defect || sentence.kind == SentenceKind::rating_by_defects ||
           is_count(sentence.figure);
  };
  return std::ranges::any_of(leaf.scoring, counts) || std::ranges::any_of(leaf.measures, [&](const Measure& measure) {
           return is_count(measure.numerator) || is_count(measure.denominator);
         });
}

bool is_bare_verdict(const ResultLine& line) {
  return line.good && !line.under_review && !line.defects && !line.points && line.rating.empty();
}

bool is_not_applicable_fact(const FactLine& line) {
  const auto name = folded(line.name);
  return name == "不适用" || name == "not applicable";
}

std::optional<ResultLine> summary(const std::vector<const ResultLine*>& lines, bool defects_count) {
  const ResultLine* whole = nullptr;
  const ResultLine* points = nullptr;
  const ResultLine* rating = nullptr;
  bool defects = false;
  for (const auto* line : lines) {
    if (is_empty(*line)) continue;
    const bool of_whole = line->object.empty();
    if (of_whole) whole = line;
    const auto better = [of_whole](const ResultLine* had) {
      return had == nullptr || of_whole || !had->object.empty();
    };
    if (line->points && better(points)) points = line;
    if (!line->rating.empty() && better(rating)) rating = line;
    defects = defects || defects_in(*line, defects_count);
  }
  if (whole == nullptr && points == nullptr && rating == nullptr && !defects) return std::nullopt;
  ResultLine result = whole != nullptr ? *whole : *lines.back();
  result.object.clear();
  result.points = points != nullptr ? points->points : std::nullopt;
  result.rating = rating != nullptr ? rating->rating : "";
  result.defects = defects ? std::optional(summed_defects(lines, defects_count)) : std::nullopt;
  return result;
}

std::optional<std::string> not_applicable(const LinesOfLeaf& lines) {
  if (lines.assignment != nullptr && !lines.assignment->not_ours.empty()) return lines.assignment->not_ours;
  for (const auto* fact : lines.facts) {
    if (!is_not_applicable_fact(*fact) || fact->value.number != Exact(1)) continue;
    return fact->remark.empty() ? fact->name : fact->remark;
  }
  return std::nullopt;
}

}  // namespace guidang
