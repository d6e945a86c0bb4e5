// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/figures.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "guidang/importer/header.hpp"
#include "guidang/index/figure.hpp"

namespace guidang {
namespace {

bool names_figure(const ScorePart& part) {
  return part.sentence && !part.sentence->figure.empty() && part.sentence->kind != SentenceKind::index_points &&
         find_built_in(part.sentence->figure) == nullptr;
}

/// The longest of `names` that ends with `name`; `name` itself where two different ones do.
std::string longest_name(const std::string& name, const std::set<std::string>& names) {
  std::string best = name;
  for (const auto& other : names) {
    if (!other.ends_with(name)) continue;
    if (!other.ends_with(best) && !best.ends_with(other)) return name;
    if (other.size() > best.size()) best = other;
  }
  return best;
}

/// Whether a text charges what somebody finds on site.
bool tells_defects(std::string_view text, bool on_site, bool other_methods) {
  const auto words = squeezed(text);
  const bool found = words.find("发现") != std::string::npos;
  if (found) return on_site || !other_methods;
  if (!on_site) return false;
  for (const std::string_view word : {"每有", "有", "每出现", "出现", "每存在", "存在", "每处", "每一处", "每1处"}) {
    if (words.starts_with(word)) return true;
  }
  return false;
}

}  // namespace

void unify_figures(std::vector<ScorePart>& parts) {
  std::set<std::string> names;
  for (const auto& part : parts) {
    if (names_figure(part)) names.insert(part.sentence->figure);
  }
  for (auto& part : parts) {
    if (!names_figure(part)) continue;
    auto name = longest_name(part.sentence->figure, names);
    if (name == part.sentence->figure) continue;
    part.sentence->figure = std::move(name);
    part.inferred = true;
  }
}

std::vector<std::string> read_defects(std::vector<ScorePart>& parts, const std::vector<std::string>& methods) {
  using enum SentenceKind;
  const bool on_site = std::ranges::find(methods, "实地考察") != methods.end();
  const bool other_methods = !methods.empty() && !on_site;
  std::vector<std::string> names;
  std::vector<ScorePart*> found;
  for (auto& part : parts) {
    if (!part.sentence) continue;
    // the results have one number of defects
    if (part.sentence->kind == per_defect || part.sentence->kind == rating_by_defects) return {};
    if (part.sentence->kind != per_figure || !names_figure(part)) continue;
    if (!tells_defects(part.text, on_site, other_methods)) continue;
    found.push_back(&part);
    if (std::ranges::find(names, part.sentence->figure) == names.end()) names.push_back(part.sentence->figure);
  }
  if (found.size() > 1) return names;
  for (auto* part : found) {
    part->sentence->kind = per_defect;
    part->sentence->figure.clear();
    part->inferred = true;
  }
  return {};
}

}  // namespace guidang
