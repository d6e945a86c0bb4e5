// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/check.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "guidang/check/archive_figures.hpp"
#include "guidang/check/binding.hpp"
#include "guidang/check/each_slot.hpp"
#include "guidang/check/exceptions.hpp"
#include "guidang/check/judged.hpp"
#include "guidang/check/leaf.hpp"
#include "guidang/check/picture_rules.hpp"
#include "guidang/check/register_rules.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

void append(std::vector<Finding>& to, std::vector<Finding> from) {
  std::ranges::move(from, std::back_inserter(to));
}

class Checker {
 public:
  explicit Checker(const CheckInput& input) : input_(input), codes_(input.index), leaves_(leaves(input.index)) {
    for (const Index* index : input.beside) codes_.also_likely(*index);
  }

  CheckResult run() {
    FileFinder finder(input_);
    bindings_ = bind_files(input_, codes_, finder);
    append(result_.findings, bindings_.findings);
    result_.lines = bindings_.lines;
    const Remarks remarks(input_, codes_, finder, result_.findings);
    build_leaves(remarks);
    if (input_.with_findings) {
      find(remarks, finder);
    } else {
      result_.findings.clear();
    }
    result_.figures = archive_figures(input_, bindings_, result_.leaves);
    return std::move(result_);
  }

 private:
  /// What the rules say, the days of files, and the count of what is due.
  void find(const Remarks& remarks, const FileFinder& finder) {
    append(result_.findings, file_findings(input_, bindings_));
    append(result_.findings, name_findings(input_, bindings_));
    append(result_.findings, examination_findings(input_, bindings_));
    build_vetoes(remarks);
    const FileUses uses(result_.leaves, result_.vetoes);
    append(result_.findings, content_findings(input_, uses));
    append(result_.findings, privacy_findings(input_, bindings_, result_.leaves));
    for (const auto& leaf : result_.leaves) append(result_.findings, leaf_findings(input_, leaf, remarks));
    append(result_.findings, date_findings(input_, bindings_, uses));
    append(result_.findings, picture_findings(input_, result_.leaves, uses));
    note_dates();
    append(result_.findings, table_findings(input_, codes_, result_.leaves));
    append(result_.findings, register_findings(input_));
    append(result_.findings, figure_findings(input_, codes_, finder, result_.leaves));
    apply_severities();
    result_.exceptions = apply_exceptions(input_, codes_, finder, result_.findings);
    sort_findings();
    count_due();
  }

  void build_leaves(const Remarks& remarks) {
    auto& files = files_of_;
    result_.files.resize(bindings_.files.size());
    for (std::size_t i = 0; i < bindings_.files.size(); ++i) {
      for (const auto& bound : bindings_.files[i].leaves) {
        files[bound.leaf].push_back({i, &bound, bindings_.files[i].line});
        result_.files[i].bound = true;
        if (codes_.is_veto(*bound.leaf)) continue;
        result_.files[i].codes.push_back(bound.leaf->code);
        if (bound.how != BoundBy::register_line) result_.files[i].folder_codes.push_back(bound.leaf->code);
      }
      result_.files[i].line = bindings_.files[i].line;
    }
    const auto lines = lines_by_leaf(input_.index, input_.tables);
    std::vector<std::size_t> unassigned(bindings_.files.size());
    for (const auto& leaf : leaves_) {
      auto built = build_leaf(input_, {lines, remarks}, leaf, files[leaf.leaf]);
      for (const std::size_t file : built.unassigned) ++unassigned[file];
      result_.leaves.push_back(std::move(built.state));
    }
    for (std::size_t i = 0; i < unassigned.size(); ++i) tell_unassigned(i, unassigned[i]);
  }

  /// The day of a file as the first slot sees it that it serves.
  void note_dates() {
    const auto note = [this](const SlotState& slot, const RelPath* /*event*/) {
      for (const auto& proof : slot.proofs) {
        auto& file = result_.files[proof.file];
        if (!file.date) std::tie(file.date, file.date_source) = std::pair(proof.date, proof.date_source);
      }
    };
    for (const auto& leaf : result_.leaves) {
      for_each_slot(leaf, note);
      for (const auto& slot : leaf.exempt_if) note(slot, nullptr);
    }
    for (const auto& veto : result_.vetoes) {
      for (const auto& slot : veto.slots) note(slot, nullptr);
    }
    const auto zone = input_.index.zone_minutes;
    for (std::size_t i = 0; i < result_.files.size(); ++i) {
      auto& file = result_.files[i];
      const auto& found = input_.inventory.files[i];
      if (!file.date) std::tie(file.date, file.date_source) = effective_date(found, file.line, std::nullopt, zone);
      file.saved = saved_day(found, zone);
    }
  }

  /// What proves that a veto does not apply is bound and asked for like the evidence of a leaf.
  void build_vetoes(const Remarks& remarks) {
    const auto lines = lines_by_leaf(input_.index, input_.tables);
    for (const auto& item : codes_.vetoes()) {
      auto built = build_leaf(input_, {lines, remarks}, {&item, nullptr, false}, files_of_[&item]);
      append(result_.findings, leaf_findings(input_, built.state, remarks));
      const auto veto = std::ranges::find(input_.index.vetoes, item.code, &Veto::code);
      auto& slots = built.state.slots;
      for (std::size_t i = 0; i < slots.size(); ++i) slots[i].slot = &veto->proofs[i];
      result_.vetoes.push_back({&*veto, std::move(slots)});
      for (const std::size_t file : built.unassigned) {
        if (result_.files[file].codes.empty()) {
          append(result_.findings,
                 {make_finding("form/unassigned-file", item.code, input_.inventory.files[file].path.text(), "", {})});
        }
      }
    }
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
    for (const auto& veto : codes_.vetoes()) order.emplace(veto.code, order.size() + 1);
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

  /// `day`: when the event that the slots are parts of was to be held, if that is before their own days.
  void count(const std::vector<SlotState>& slots, std::optional<Date> day = std::nullopt) {
    for (const auto& slot : slots) {
      const bool filled = slot.missing() == 0;
      const Date due = day && !slot.supply_by ? std::min(*day, slot.due()) : slot.due();
      if (due <= input_.today) {
        ++result_.due.due;
        result_.due.have += filled ? 1 : 0;
      }
      result_.due.still_open += filled ? 0 : 1;
    }
  }

  void count_due() {
    for (const auto& veto : result_.vetoes) count(veto.slots);
    for (const auto& leaf : result_.leaves) {
      if (!leaf.asked() || leaf.bonus) continue;
      count(leaf.slots);
      for (const auto& standard : leaf.standards) count(standard.slots);
      if (leaf.leaf->events) count_events(leaf, *leaf.leaf->events);
    }
  }

  void count_events(const LeafState& leaf, const EventRule& rule) {
    const auto judged = judged_events(leaf);
    // An event that is missing is missing with all its parts; one held is due when it was to be held.
    const auto parts = std::max(1, static_cast<int>(rule.parts.size()));
    std::map<std::size_t, Date> due_days;
    for (const auto& occasion : leaf.occasions) {
      if (occasion.event) due_days[*occasion.event] = occasion.occasion->due;
    }
    for (const std::size_t i : judged.events) {
      const auto day = due_days.emplace(i, rule.due).first->second;
      count(leaf.events[i].parts, day);
      if (leaf.events[i].parts.empty() && day <= input_.today) {
        ++result_.due.due;
        ++result_.due.have;
      }
    }
    const auto count_missing = [&](int events, Date due) {
      if (due <= input_.today) result_.due.due += events * parts;
      result_.due.still_open += events * parts;
    };
    for (const auto& occasion : leaf.occasions) {
      if (!occasion.event) count_missing(1, occasion.occasion->due);
    }
    count_missing(judged.missing, rule.due);
  }

  const CheckInput& input_;
  CodeBook codes_;
  std::vector<LeafRef> leaves_;
  Bindings bindings_;
  std::map<const Item*, std::vector<LeafFile>> files_of_;
  CheckResult result_;
};

}  // namespace

CheckResult check(const CheckInput& input) {
  return Checker(input).run();
}

}  // namespace guidang
