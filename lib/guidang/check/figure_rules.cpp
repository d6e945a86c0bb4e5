// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/archive_figures.hpp"
#include "guidang/check/leaf_lines.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

constexpr std::string_view k_submitted = "报送时间";
constexpr std::string_view k_others = "其他社区得分";

bool names_index(const Sentence& sentence) {
  return sentence.kind == SentenceKind::index_points;
}

/// A line that says something which can be reckoned with.
bool has_value(const FactLine& line) {
  return line.value.number || line.value.minutes || !line.value.list.empty();
}

class FigureRules {
 public:
  FigureRules(const CheckInput& input,
              const CodeBook& codes,
              const FileFinder& files,
              const std::vector<LeafState>& leaves)
      : input_(input),
        codes_(codes),
        files_(files),
        leaves_(leaves) {}

  std::vector<Finding> run() {
    for (const auto& line : input_.tables.facts) {
      if (!line.code.empty() || !has_value(line) || !in_edition(input_.index, line)) continue;
      of_unit_.insert(folded(is_submission_time(line.name) ? k_submitted : std::string_view(line.name)));
    }
    for (const auto& leaf : leaves_) look_at(leaf);
    for (const auto& line : input_.tables.facts) look_at(line);
    return std::move(findings_);
  }

 private:
  /// What the sentences of one leaf look up, as written by its folded name.
  using Names = std::map<std::string, std::string>;

  /// The operands of a measure; many have no denominator.
  static std::vector<std::string> written_in(const Measure& measure) {
    if (measure.denominator.empty()) return {measure.numerator};
    return {measure.numerator, measure.denominator};
  }

  /// The figures that sentences name, those of measures replaced by what they are computed from.
  static Names operands(const Item& leaf) {
    Names names;
    std::map<std::string, const Measure*> measures;
    for (const auto& measure : leaf.measures) measures[folded(measure.name)] = &measure;
    for (const auto& sentence : leaf.scoring) {
      if (sentence.figure.empty() || names_index(sentence)) continue;
      const auto measure = measures.find(folded(sentence.figure));
      if (measure == measures.end()) {
        names[folded(sentence.figure)] = sentence.figure;
      } else {
        for (const auto& name : written_in(*measure->second)) names[folded(name)] = name;
      }
    }
    return names;
  }

  void look_at(const LeafState& leaf) {
    auto& known = used_[folded(leaf.leaf->code)];
    known.honours = std::ranges::count(leaf.leaf->scoring, SentenceKind::honours, &Sentence::kind) > 0;
    for (const auto& measure : leaf.leaf->measures) {
      known.names.insert(folded(measure.name));
      for (const auto& name : written_in(measure)) known.names.insert(folded(name));
    }
    std::set<std::string> own;
    for (const auto& fact : leaf.facts) {
      if (has_value(fact)) own.insert(folded(fact.name));
    }
    for (const auto& [name, written] : operands(*leaf.leaf)) {
      known.names.insert(name);
      used_by_any_.insert(name);
      if (!own.contains(name) && !is_slot(*leaf.leaf, name)) look_up(leaf, name, written);
    }
    for (const auto& measure : leaf.leaf->measures) {
      for (const auto& name : written_in(measure)) used_by_any_.insert(folded(name));
    }
    const bool mean = leaf.leaf->not_applicable.value_or(input_.index.not_applicable) == NotApplicable::mean;
    if (mean && leaf.not_applicable && !own.contains(folded(k_others))) tell_missing(leaf, std::string(k_others));
  }

  /// A figure that the leaf itself does not have: guidang counts it, or the whole unit has it.
  void look_up(const LeafState& leaf, const std::string& name, const std::string& written) {
    const auto* figure = find_built_in(name);
    if (figure != nullptr && figure->figure != BuiltIn::days_late) return;
    const auto wanted = figure == nullptr ? name : folded(k_submitted);
    if (!of_unit_.contains(wanted) && leaf.asked()) {
      tell_missing(leaf, figure == nullptr ? written : std::string(k_submitted));
    }
  }

  static bool is_slot(const Item& leaf, const std::string& name) {
    const auto among = [&name](const std::vector<Slot>& slots) {
      return std::ranges::any_of(slots, [&](const Slot& slot) {
        const auto names = slot_names(slot);
        return std::ranges::find(names, name) != names.end();
      });
    };
    return among(leaf.slots) || (leaf.events && among(leaf.events->parts)) ||
           std::ranges::any_of(leaf.standards, among, &Standard::slots);
  }

  void tell_missing(const LeafState& leaf, const std::string& name) {
    auto finding =
        make_finding("coverage/missing-fact",
                     leaf.leaf->code,
                     "",
                     name,
                     {{"name", name}, {"code", leaf.leaf->code}, {"due", to_string(input_.index.submission)}});
    if (input_.today <= input_.index.submission || leaf.bonus) finding.severity = Severity::note;
    findings_.push_back(std::move(finding));
  }

  void look_at(const FactLine& line) {
    if (!line.proof.empty() && files_.find(line.proof, nullptr).empty()) {
      findings_.push_back(line_finding("form/unknown-file", line.where, {{"name", line.proof}}));
    }
    if (!in_edition(input_.index, line)) return;
    if (!has_value(line) && !line.value.text.empty() && names_figure(line)) {
      findings_.push_back(
          line_finding("form/not-a-number", line.where, {{"name", line.name}, {"found", line.value.text}}));
    }
    if (!is_used(line)) findings_.push_back(line_finding("form/unknown-figure", line.where, {{"name", line.name}}));
  }

  /// Whether sentences reckon with the line's figure.
  [[nodiscard]] bool names_figure(const FactLine& line) const {
    const auto name = folded(line.name);
    if (line.code.empty()) return used_by_any_.contains(name) || is_submission_time(name);
    const Item* leaf = codes_.find(line.code);
    const auto known = leaf == nullptr ? used_.end() : used_.find(folded(leaf->code));
    return known != used_.end() && known->second.names.contains(name);
  }

  [[nodiscard]] bool is_used(const FactLine& line) const {
    const auto name = folded(line.name);
    if (line.code.empty()) return used_by_any_.contains(name) || is_submission_time(name);
    const Item* leaf = codes_.find(line.code);
    if (leaf == nullptr || !leaf->is_leaf()) return true;                                // told of as a code
    if (!has_value(line) && line.value.text.empty() && line.level.empty()) return true;  // not filled in yet
    if (is_not_applicable_fact(line) || name == folded(k_others)) return true;
    const auto known = used_.find(folded(leaf->code));
    if (known == used_.end()) return false;
    return known->second.names.contains(name) || (known->second.honours && !line.level.empty());
  }

  struct Used {
    std::set<std::string> names;  // folded
    bool honours = false;
  };

  const CheckInput& input_;
  const CodeBook& codes_;
  const FileFinder& files_;
  const std::vector<LeafState>& leaves_;
  std::set<std::string> of_unit_;      // names of figures of the whole unit, folded
  std::map<std::string, Used> used_;   // by the leaf's folded code
  std::set<std::string> used_by_any_;  // folded
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> figure_findings(const CheckInput& input,
                                     const CodeBook& codes,
                                     const FileFinder& files,
                                     const std::vector<LeafState>& leaves) {
  return FigureRules(input, codes, files, leaves).run();
}

}  // namespace guidang
