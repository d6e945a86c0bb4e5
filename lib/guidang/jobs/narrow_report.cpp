// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/narrow_report.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/report/people.hpp"

namespace guidang {
namespace {

using Names = std::vector<std::string>;

/// The one of `known` that `name` means. Errors: usage.
Result<std::string> known_as(const std::string& name, const Names& known, const std::string& id) {
  const auto wanted = folded(name);
  const auto found = std::ranges::find_if(known, [&wanted](const std::string& one) { return folded(one) == wanted; });
  if (found != known.end()) return *found;
  const auto likely = nearest(name, known);
  if (likely) return fail(ErrorCode::usage, {id + "-likely", {{"word", name}, {"likely", *likely}}});
  constexpr std::size_t k_most_listed = 60;
  if (known.empty() || known.size() > k_most_listed) return fail(ErrorCode::usage, {id + "-none", {{"word", name}}});
  return fail(ErrorCode::usage, {id, {{"word", name}, {"known", known}}});
}

Result<Names> all_known_as(const Names& names, const Names& known, const std::string& id) {
  Names list;
  for (const auto& name : names) {
    auto one = known_as(name, known, id);
    if (!one) return fail(std::move(one).error());
    if (std::ranges::find(list, *one) == list.end()) list.push_back(*std::move(one));
  }
  return list;
}

/// Everybody who is named, in the order of the items.
Names people_of(const Report& report) {
  Names people;
  for (const auto& item : report.items) {
    for (auto& person : people_named(item.owner)) {
      if (std::ranges::find(people, person) == people.end()) people.push_back(std::move(person));
    }
  }
  return people;
}

void add_codes(Names& codes, const std::vector<Item>& items) {
  for (const auto& item : items) {
    codes.push_back(item.code);
    add_codes(codes, item.children);
  }
}

Names codes_of(const Index& index) {
  Names codes;
  add_codes(codes, index.items);
  if (index.bonus) add_codes(codes, index.bonus->items);
  for (const auto& veto : index.vetoes) codes.push_back(veto.code);
  return codes;
}

const Item* find_below(const std::vector<Item>& items, const std::string& code) {
  for (const auto& item : items) {
    if (item.code == code) return &item;
    if (const auto* found = find_below(item.children, code)) return found;
  }
  return nullptr;
}

/// The codes of the items themselves and of all below them.
std::set<std::string> below(const Index& index, const Names& items) {
  std::set<std::string> codes;
  for (const auto& code : items) {
    const auto* item = find_below(index.items, code);
    if (item == nullptr && index.bonus) item = find_below(index.bonus->items, code);
    Names all{code};
    if (item != nullptr) add_codes(all, item->children);
    codes.insert(all.begin(), all.end());
  }
  return codes;
}

std::set<std::string> kept_codes(const Report& report, const ReportFilter& filter, const Index& index) {
  const auto items = below(index, filter.items);
  std::set<std::string> kept;
  for (const auto& item : report.items) {
    if (!filter.items.empty() && !items.contains(item.code)) continue;
    const auto people = people_named(item.owner);
    const bool theirs = std::ranges::any_of(people, [&filter](const std::string& person) {
      return std::ranges::find(filter.owners, person) != filter.owners.end();
    });
    if (filter.owners.empty() || theirs) kept.insert(item.code);
  }
  return kept;
}

/// Takes out all that belongs to other people and items.
void narrow_items(Report& report, const Index& index) {
  const auto kept = kept_codes(report, report.filter, index);
  const auto other = [&kept](const auto& one) { return !kept.contains(one.code); };
  std::erase_if(report.items, other);
  std::erase_if(report.evidence, [&kept](const ReportEvidence& file) {
    return std::ranges::none_of(file.codes, [&kept](const std::string& code) { return kept.contains(code); });
  });
  std::erase_if(report.findings, [&kept](const Finding& finding) { return !kept.contains(finding.item); });
  std::erase_if(report.exceptions, [&kept](const ExceptionState& state) {
    return std::ranges::none_of(kept,
                                [&state](const std::string& code) { return folded(code) == folded(state.line.code); });
  });
  if (report.score) {
    std::erase_if(report.score->leaves, other);
    std::erase_if(report.score->mends, other);
  }
}

/// Takes out the findings and exceptions of other rules.
void narrow_rules(Report& report) {
  const auto& filter = report.filter;
  const auto other = [&filter](const std::string& id) {
    const auto* rule = find_rule(id);
    const auto named = [](const Names& names, std::string_view name) {
      return std::ranges::find(names, name) != names.end();
    };
    return rule == nullptr || (!named(filter.groups, to_string(rule->group)) && !named(filter.rules, id));
  };
  std::erase_if(report.findings, [&other](const Finding& finding) { return other(finding.rule); });
  std::erase_if(report.exceptions, [&other](const ExceptionState& state) { return other(state.line.rule); });
}

/// The groups that words name, in English. Errors: usage, with all there are.
Result<Names> groups_of(const Names& words) {
  Terms known;
  for (const auto& rule : rules()) {
    const Term group{"group/" + std::string(to_string(rule.group))};
    if (std::ranges::find(known, group.id, &Term::id) == known.end()) known.push_back(group);
  }
  Names english;
  for (const auto& word : words) {
    const auto group = parse_group(folded(word));
    if (!group) return fail(ErrorCode::usage, {"report/unknown-group", {{"word", word}, {"known", known}}});
    const std::string name(to_string(*group));
    if (std::ranges::find(english, name) == english.end()) english.push_back(name);
  }
  return english;
}

Result<Names> rules_of(const Names& words) {
  Names known;
  for (const auto& rule : rules()) known.emplace_back(rule.id);
  return all_known_as(words, known, "report/unknown-rule");
}

}  // namespace

Result<Report> narrow_report(Report report, const ReportFilter& wanted, const Index& index) {
  auto owners = all_known_as(wanted.owners, people_of(report), "report/unknown-owner");
  if (!owners) return fail(std::move(owners).error());
  auto items = all_known_as(wanted.items, codes_of(index), "report/unknown-item");
  if (!items) return fail(std::move(items).error());
  auto groups = groups_of(wanted.groups);
  if (!groups) return fail(std::move(groups).error());
  auto rules = rules_of(wanted.rules);
  if (!rules) return fail(std::move(rules).error());
  report.filter = {*std::move(owners), *std::move(items), *std::move(groups), *std::move(rules)};
  if (!report.filter.all_items()) narrow_items(report, index);
  if (!report.filter.all_rules()) narrow_rules(report);
  return report;
}

Result<Baseline> open_baseline(const std::string& path) {
  constexpr std::uint64_t k_most_bytes = 64U << 20U;
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  if ((*source)->size_bytes() > k_most_bytes) {
    return fail(ErrorCode::limit,
                {"fs/too-large", {{"path", path}, {"limit_bytes", static_cast<std::int64_t>(k_most_bytes)}}});
  }
  std::string text;
  GUIDANG_TRY(fs::stream(**source, [&text](std::span<const std::byte> piece) -> Result<void> {
    // reinterpret_cast: bytes to chars, which may alias anything.
    text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  }));
  return read_baseline(text, path);
}

}  // namespace guidang
