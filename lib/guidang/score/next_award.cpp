// SPDX-License-Identifier: Apache-2.0
// The fewest gaps to the next award, taken greedily.
#include <algorithm>
#include <map>
#include <utility>

#include "guidang/score/total.hpp"

namespace guidang {
namespace {

/// A mend, and what it adds where.
struct Candidate {
  const Mend* mend;
  const ProjectScore* project;  ///< Null: it belongs to the bonus block.
  Exact to_total;
  bool taken = false;
};

class Search {
 public:
  Search(const Surroundings& around, const Scorecard& card, const Award& award) : card_(card), award_(award) {
    collect();
    bonus_left_ =
        around.index.bonus ? std::max(Exact(), around.index.bonus->most - card.adjustments.bonus.confirmed) : Exact();
    sum_ = card.adjustments.projects.confirmed + card.adjustments.bonus.confirmed + card.adjustments.account.confirmed;
  }

  NextAward run() {
    found_.name = award_.name;
    found_.from = award_.from;
    for (const auto& project : card_.projects) lift(project);
    for (auto& candidate : candidates_) {
      if (sum_ >= award_.from) break;
      take(candidate);
    }
    found_.total = std::max(Exact(), sum_);
    if (const auto most = limit()) found_.total = std::min(found_.total, *most);
    found_.within_reach = found_.within_reach && found_.total >= award_.from;
    return std::move(found_);
  }

 private:
  void collect() {
    std::map<std::string, const ProjectScore*> projects;
    for (const auto& project : card_.projects) projects[project.code] = &project;
    std::map<std::string, const LeafScore*> leaves;
    for (const auto& leaf : card_.leaves) leaves[leaf.code] = &leaf;
    for (const auto& mend : card_.mends) {
      const auto* leaf = leaves.at(mend.code);
      const auto project = projects.find(leaf->project);
      const bool in_project = !leaf->bonus && project != projects.end();
      candidates_.push_back({&mend, in_project ? project->second : nullptr, mend.gain, false});
      if (in_project) candidates_.back().to_total = mend.gain * project->second->worth;
    }
    std::ranges::stable_sort(candidates_, [](const Candidate& a, const Candidate& b) {
      if (a.mend->past != b.mend->past) return b.mend->past;
      return a.to_total > b.to_total;
    });
    for (std::size_t i = 0; i < candidates_.size(); ++i) of_project_[candidates_[i].project].push_back(i);
  }

  /// Takes of the project's gaps until it has the share that the award asks for.
  void lift(const ProjectScore& project) {
    if (!award_.each_project || !project.applies) return;
    const Exact wanted = *award_.each_project * project.full;
    Exact points = project.points.confirmed;
    for (const std::size_t place : of_project_[&project]) {
      if (points >= wanted) return;
      points += candidates_[place].mend->gain * project.spread;
      take(candidates_[place]);
    }
    if (points < wanted) found_.within_reach = false;
  }

  void take(Candidate& candidate) {
    if (candidate.taken) return;
    Exact gain = candidate.to_total;
    if (candidate.project == nullptr) {
      gain = std::min(gain, bonus_left_);
      bonus_left_ -= gain;
    }
    if (gain <= Exact()) return;
    candidate.taken = true;
    sum_ += gain;
    const auto& mend = *candidate.mend;
    found_.gaps.push_back({mend.code, mend.title, gain, mend.owner, mend.due});
  }

  [[nodiscard]] std::optional<Exact> limit() const { return card_.adjustments.at_most; }

  const Scorecard& card_;
  const Award& award_;
  std::vector<Candidate> candidates_;
  std::map<const ProjectScore*, std::vector<std::size_t>> of_project_;  // places in candidates_
  Exact bonus_left_;
  Exact sum_;
  NextAward found_;
};

}  // namespace

std::optional<NextAward> next_award_of(const Surroundings& around, const Scorecard& card) {
  const auto& awards = around.index.awards;
  if (!card.scorable || card.adjustments.ineligible) return std::nullopt;
  const auto reached = std::ranges::find_if(awards, [&](const Award& one) { return one.name == card.award.confirmed; });
  if (awards.empty() || reached == awards.begin()) return std::nullopt;
  return Search(around, card, *std::prev(reached)).run();
}

}  // namespace guidang
