// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/total.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guidang {
namespace {

constexpr std::array k_readings{&Points::confirmed, &Points::best, &Points::worst};

/// Sums points of many places, reading by reading.
class PointsSum {
 public:
  void add(const Points& points) {
    for (std::size_t i = 0; i < k_readings.size(); ++i) parts_[i].push_back(points.*k_readings[i]);
  }

  [[nodiscard]] Points sum() const {
    Points points;
    for (std::size_t i = 0; i < k_readings.size(); ++i) points.*k_readings[i] = sum_of(parts_[i]);
    return points;
  }

 private:
  std::array<std::vector<Exact>, k_readings.size()> parts_;
};

Points scaled(Points points, const Exact& factor) {
  if (factor == Exact(1)) return points;
  for (const auto reading : k_readings) points.*reading = points.*reading * factor;
  return points;
}

/// Works out the projects from the leaves, which stand in the index's order.
class Summation {
 public:
  Summation(const Surroundings& around, const std::vector<LeafState>& states, Scorecard& card)
      : index_(around.index),
        states_(states),
        card_(card) {}

  void run() {
    for (const auto& item : index_.items) add_project(item);
    spread_what_is_left_out();
    PointsSum sum;
    for (std::size_t i = 0; i < card_.projects.size(); ++i) {
      auto& project = card_.projects[i];
      sum.add(scaled(project.points, to_total_[i]));
      project.worth = project.applies ? project.spread * to_total_[i] : Exact();
    }
    card_.adjustments.projects = sum.sum();
    add_bonus();
  }

 private:
  /// 折算: what applies makes up for what does not.
  void add_project(const Item& item) {
    ProjectScore project;
    project.code = item.code;
    project.title = item.title;
    project.weight = item.weight;
    PointsSum points;
    std::vector<Exact> fulls;
    std::vector<Exact> applicable;
    bool any_applies = false;
    for (; next_ < states_.size() && states_[next_].project == &item; ++next_) {
      const auto& leaf = card_.leaves[next_];
      fulls.push_back(leaf.full);
      if (leaf.left_out) continue;
      any_applies = true;
      applicable.push_back(leaf.full);
      points.add(leaf.points);
    }
    project.full = sum_of(fulls);
    const Exact base = sum_of(applicable);
    project.applies = any_applies && !(base == Exact() && project.full > Exact());
    if (project.applies && base != project.full) project.spread = project.full / base;
    if (project.applies) project.points = scaled(points.sum(), project.spread);
    card_.projects.push_back(std::move(project));
  }

  /// Projects that do not apply are made up for by the others; weighed projects count by their weights.
  void spread_what_is_left_out() {
    std::vector<Exact> fulls;
    std::vector<Exact> shares;
    for (const auto& project : card_.projects) {
      fulls.push_back(project.full);
      if (project.applies) shares.push_back(project.weight.value_or(project.full));
    }
    const bool weighed =
        std::ranges::any_of(card_.projects, [](const auto& project) { return project.weight.has_value(); });
    card_.full = weighed ? index_.total : sum_of(fulls);  // weights share out the total, whatever the points below
    const Exact applicable = sum_of(shares);
    card_.scorable = applicable > Exact() && card_.full > Exact();
    for (const auto& project : card_.projects) {
      Exact factor;
      if (card_.scorable && project.applies && project.full > Exact()) {
        const Exact share = project.weight.value_or(project.full) / applicable;
        factor = share * card_.full / project.full;
      }
      to_total_.push_back(factor);
    }
  }

  void add_bonus() {
    PointsSum sum;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (card_.leaves[i].bonus && !card_.leaves[i].left_out) sum.add(card_.leaves[i].points);
    }
    auto& bonus = card_.adjustments.bonus;
    bonus = sum.sum();
    if (!index_.bonus) return;
    for (const auto reading : k_readings) bonus.*reading = std::min(bonus.*reading, index_.bonus->most);
  }

  const Index& index_;
  const std::vector<LeafState>& states_;
  Scorecard& card_;
  std::size_t next_ = 0;
  std::vector<Exact> to_total_;
};

Exact after_veto(const Exact& total, const Barred& barred) {
  if (barred.total_zero || total.is_negative()) return {};
  return barred.at_most ? std::min(total, *barred.at_most) : total;
}

void add_up(const Vetoes& vetoes, Scorecard& card) {
  if (!card.scorable) return;
  const auto& parts = card.adjustments;
  for (const auto reading : k_readings) {
    const Exact sum = parts.projects.*reading + parts.bonus.*reading + parts.account.*reading;
    card.total.*reading = after_veto(sum, reading == &Points::worst ? vetoes.worst : vetoes.confirmed);
  }
}

/// The highest award that the total and every project that applies reach in one of the three readings.
std::optional<std::string> awarded(const Index& index, const Scorecard& card, Exact Points::*reading) {
  const auto earned = [&](const Award& award) {
    const auto reaches = [&](const ProjectScore& project) {
      return !award.each_project || !project.applies || project.points.*reading >= *award.each_project * project.full;
    };
    return card.total.*reading >= award.from && std::ranges::all_of(card.projects, reaches);
  };
  const auto found = std::ranges::find_if(index.awards, earned);
  if (found == index.awards.end()) return std::nullopt;
  return found->name;
}

}  // namespace

void sum_up(const Surroundings& around, const std::vector<LeafState>& states, Scorecard& card) {
  auto vetoes = vetoes_of(around);
  apply_to_leaves(vetoes, states, card.leaves);
  Summation(around, states, card).run();
  add_account(around, card.adjustments);
  add_up(vetoes, card);
  card.adjustments.ineligible = vetoes.confirmed.ineligible;
  card.adjustments.at_most = vetoes.confirmed.total_zero ? Exact() : vetoes.confirmed.at_most;
  card.adjustments.vetoes = std::move(vetoes.told);
  if (!card.scorable) return;
  const auto& index = around.index;
  if (!vetoes.confirmed.ineligible) {
    card.award.confirmed = awarded(index, card, &Points::confirmed);
    card.award.best = awarded(index, card, &Points::best);
  }
  if (!vetoes.worst.ineligible) card.award.worst = awarded(index, card, &Points::worst);
}

}  // namespace guidang
