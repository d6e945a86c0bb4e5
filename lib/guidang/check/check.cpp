// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/check.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "guidang/check/binding.hpp"
#include "guidang/check/leaf.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

void append(std::vector<Finding>& to, std::vector<Finding> from) {
  std::ranges::move(from, std::back_inserter(to));
}

class Checker {
 public:
  explicit Checker(const CheckInput& input) : input_(input), codes_(input.index), leaves_(leaves(input.index)) {}

  CheckResult run() {
    bindings_ = bind_files(input_, codes_);
    append(result_.findings, bindings_.findings);
    build_leaves();
    append(result_.findings, file_findings(input_, bindings_));
    append(result_.findings, content_findings(input_, result_.leaves));
    for (const auto& leaf : result_.leaves) append(result_.findings, leaf_findings(input_, leaf));
    tell_table_lines();
    apply_severities();
    sort_findings();
    count_due();
    return std::move(result_);
  }

 private:
  void build_leaves() {
    std::map<const Item*, std::vector<LeafFile>> files;
    result_.files.resize(bindings_.files.size());
    for (std::size_t i = 0; i < bindings_.files.size(); ++i) {
      for (const auto& bound : bindings_.files[i].leaves) {
        files[bound.leaf].push_back({i, &bound, bindings_.files[i].line});
        result_.files[i].codes.push_back(bound.leaf->code);
      }
      result_.files[i].line = bindings_.files[i].line;
    }
    const auto lines = lines_by_leaf(input_.tables);
    std::vector<std::size_t> unassigned(bindings_.files.size());
    for (const auto& leaf : leaves_) {
      auto built = build_leaf(input_, lines, leaf, files[leaf.leaf]);
      for (const std::size_t file : built.unassigned) ++unassigned[file];
      result_.leaves.push_back(std::move(built.state));
    }
    for (std::size_t i = 0; i < unassigned.size(); ++i) tell_unassigned(i, unassigned[i]);
  }

  /// A file that serves no slot of any of its leaves is told of; serving one is enough.
  void tell_unassigned(std::size_t file, std::size_t times) {
    auto& binding = result_.files[file];
    binding.assigned = times < binding.codes.size();
    if (binding.assigned || binding.codes.empty()) return;
    const auto& found = input_.inventory.files[file];
    const bool other_finding = found.error || found.format == nullptr || found.format->sort == media::Sort::program ||
                               found.format->sort == media::Sort::shortcut;
    if (other_finding) return;
    result_.findings.push_back(make_finding("form/unassigned-file", binding.codes.front(), found.path.text(), "", {}));
  }

  void tell_table_lines() {
    std::map<const Item*, int> results;
    for (const auto& line : input_.tables.results) {
      const Item* leaf = leaf_of(line.code, line.where);
      if (leaf == nullptr) continue;
      tell_repeated(results, leaf, line.where);
      if (line.points && *line.points > leaf->points) {
        tell("form/points-over-full",
             line.where,
             {{"code", leaf->code}, {"points", line.points->text()}, {"full", leaf->points.text()}});
      }
    }
    std::map<const Item*, int> assignments;
    for (const auto& line : input_.tables.assignments) {
      if (const Item* leaf = leaf_of(line.code, line.where)) tell_repeated(assignments, leaf, line.where);
    }
  }

  /// The leaf that a line of a table speaks of; told of where there is none.
  const Item* leaf_of(const std::string& code, const Location& where) {
    const Item* item = codes_.find(code);
    if (item != nullptr && item->is_leaf()) return item;
    if (item != nullptr) {
      tell("form/not-a-leaf", where, {{"code", item->code}, {"title", item->title}});
    } else {
      tell("form/unknown-code", where, {{"code", code}, {"likely", codes_.nearest_code(code)}});
    }
    return nullptr;
  }

  void tell_repeated(std::map<const Item*, int>& first_lines, const Item* leaf, const Location& where) {
    const auto [first, fresh] = first_lines.emplace(leaf, where.line);
    if (!fresh) tell("form/repeated-line", where, {{"code", leaf->code}, {"first", std::int64_t{first->second}}});
  }

  void tell(const char* rule, const Location& where, std::vector<Argument> arguments) {
    result_.findings.push_back(make_finding(rule, "", where.file, std::to_string(where.line), std::move(arguments)));
  }

  /// What was softened because it is not due keeps its note.
  void apply_severities() {
    for (auto& finding : result_.findings) {
      const auto change = input_.index.severities.find(finding.rule);
      if (change == input_.index.severities.end()) continue;
      if (finding.severity == find_rule(finding.rule)->severity) finding.severity = change->second;
    }
  }

  void sort_findings() {
    std::map<std::string, std::size_t> order;
    for (std::size_t i = 0; i < leaves_.size(); ++i) order[leaves_[i].leaf->code] = i + 1;
    using Key = std::tuple<std::size_t, const std::string&, const std::string&, std::size_t, const std::string&>;
    // Places that are line numbers count as numbers: 2 before 10.
    const auto width = [](const Finding& finding) {
      return finding.place.find_first_not_of("0123456789") == std::string::npos ? finding.place.size() : 0;
    };
    const auto key = [&order, &width](const Finding& finding) {
      return Key(
          finding.item.empty() ? 0 : order[finding.item], finding.path, finding.rule, width(finding), finding.place);
    };
    std::ranges::stable_sort(result_.findings, [&key](const Finding& a, const Finding& b) { return key(a) < key(b); });
  }

  void count(const std::vector<SlotState>& slots) {
    for (const auto& slot : slots) {
      const bool filled = slot.missing() == 0;
      if (slot.slot->due <= input_.today) {
        ++result_.due.due;
        result_.due.have += filled ? 1 : 0;
      }
      result_.due.still_open += filled ? 0 : 1;
    }
  }

  void count_due() {
    for (const auto& leaf : result_.leaves) {
      count(leaf.slots);
      for (const auto& standard : leaf.standards) count(standard.slots);
      if (leaf.leaf->events) count_events(leaf, *leaf.leaf->events);
    }
  }

  void count_events(const LeafState& leaf, const EventRule& rule) {
    int held = 0;
    for (const auto& event : leaf.events) {
      if (!event.in_window) continue;
      ++held;
      count(event.parts);
    }
    for (; held < rule.least; ++held) {  // an event that is missing is missing with all its parts
      const auto parts = std::max(1, static_cast<int>(rule.parts.size()));
      if (rule.due <= input_.today) result_.due.due += parts;
      result_.due.still_open += parts;
    }
  }

  const CheckInput& input_;
  CodeBook codes_;
  std::vector<LeafRef> leaves_;
  Bindings bindings_;
  CheckResult result_;
};

}  // namespace

CheckResult check(const CheckInput& input) {
  return Checker(input).run();
}

}  // namespace guidang
