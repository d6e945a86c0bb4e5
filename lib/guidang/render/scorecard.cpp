// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/scorecard.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"
#include "guidang/render/text.hpp"

namespace guidang {
namespace {

std::string signed_points(const Exact& value) {
  return (value > Exact() ? "+" : "") + points_text(value);
}

class ScoreText {
 public:
  ScoreText(const Scorecard& card, const Catalogue& catalogue, const Paint& paint, int width)
      : card_(card),
        catalogue_(catalogue),
        paint_(paint),
        width_(width) {}

  std::string run() {
    draw_total();
    draw_vetoes();
    draw_projects();
    draw_account();
    draw_mends();
    draw_leaves();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  void line(const std::string& text) { text_ += text + "\n"; }

  void draw_total() {
    line("");
    if (!card_.scorable) line(paint_.error(say("report/nothing-scorable")));
    line(paint_.strong(say("report/total",
                           {{"full", to_display(card_.full)},
                            {"confirmed", points_text(card_.total.confirmed)},
                            {"best", points_text(card_.total.best)},
                            {"worst", points_text(card_.total.worst)}})));
    const auto& parts = card_.adjustments;
    const bool adds = std::ranges::any_of(card_.leaves, &LeafScore::bonus) || !parts.entries.empty();
    if (adds) {
      line("  " + say("report/parts",
                      {{"projects", points_text(parts.projects.confirmed)},
                       {"bonus", signed_points(parts.bonus.confirmed)},
                       {"account", signed_points(parts.account.confirmed)}}));
    }
    const auto none = say("word/no-award");
    line(say("report/award",
             {{"confirmed", card_.award.confirmed.value_or(none)}, {"best", card_.award.best.value_or(none)}}));
  }

  void draw_vetoes() {
    if (card_.adjustments.vetoes.empty()) return;
    line("");
    line(paint_.strong(say("report/vetoes")));
    for (const auto& veto : card_.adjustments.vetoes) {
      const auto state = say(veto.under_review ? "report/veto-under-review" : "report/veto-applies");
      line(fmt::format("  {} {}  {}",
                       escaped(veto.code),
                       escaped(veto.title),
                       veto.under_review ? paint_.warning(state) : paint_.error(state)));
      line("      " + catalogue_.text(veto.message) + place(veto.where));
    }
  }

  [[nodiscard]] std::string place(const Location& where) const {
    if (where.file.empty()) return "";
    return paint_.faint("  " + escaped(where.file) + (where.line > 0 ? ":" + std::to_string(where.line) : ""));
  }

  void draw_projects() {
    TextTable table;
    using enum TextTable::Align;
    table.align = {left, right, right, right, right};
    table.head = {say("word/project"), say("word/full"), say("word/confirmed"), say("word/best"), say("word/worst")};
    const auto not_applicable = say("word/not-applicable");
    for (const auto& project : card_.projects) {
      const auto cell = [&](const Exact& value) { return project.applies ? points_text(value) : not_applicable; };
      auto name = escaped(project.code + " " + project.title);
      if (project.weight) name += " " + to_display(*project.weight * Exact(100)) + "%";
      table.rows.push_back({name,
                            to_display(project.full),
                            cell(project.points.confirmed),
                            cell(project.points.best),
                            cell(project.points.worst)});
    }
    line("");
    text_ += render_table(table, width_, "  ");
  }

  void draw_account() {
    if (card_.adjustments.entries.empty()) return;
    line("");
    line(paint_.strong(say("report/account")));
    for (const auto& entry : card_.adjustments.entries)
      line("  " + catalogue_.text(entry.message) + place(entry.where));
  }

  /// One line; what each of the gaps lacks stands in the list of what to mend.
  void draw_next_award() {
    const auto& next = *card_.next_award;
    std::vector<Argument> arguments{
        {"name", next.name}, {"from", points_text(next.from)}, {"total", points_text(next.total)}};
    const auto& at_most = card_.adjustments.at_most;
    if (at_most && *at_most < next.from) {
      arguments.push_back({"most", points_text(*at_most)});
      line(say("report/next-award-capped", std::move(arguments)));
      return;
    }
    if (!next.within_reach) {
      line(say("report/next-award-out-of-reach", std::move(arguments)));
      return;
    }
    constexpr std::size_t k_most = 5;
    std::vector<std::string> codes;
    for (const auto& gap : next.gaps) {
      if (codes.size() < k_most) codes.push_back(gap.code);
    }
    if (next.gaps.size() > k_most) codes.back() += "…";
    arguments.push_back({"count", std::int64_t{std::ssize(next.gaps)}});
    arguments.push_back({"codes", std::move(codes)});
    line(say("report/next-award", std::move(arguments)));
  }

  [[nodiscard]] std::string gain(const Exact& value) const {
    return paint_.good(say("report/gain", {{"points", points_text(value)}}));
  }

  void draw_mends() {
    line("");
    if (card_.next_award) draw_next_award();
    if (card_.mends.empty()) {
      line(paint_.good(say("report/nothing-to-mend")));
      return;
    }
    line(paint_.strong(say("report/mend-first")));
    int number = 0;
    for (const auto& mend : card_.mends) {
      std::string who = mend.owner.empty() ? "" : " · " + escaped(mend.owner);
      line(fmt::format("  {:>2}. {}  {} {}{}",
                       ++number,
                       gain(mend.gain),
                       escaped(mend.code),
                       escaped(mend.title),
                       paint_.faint(" · " + say("report/until", {{"date", to_string(mend.due)}}) + who)));
      for (const auto& action : mend.actions) line("      " + catalogue_.text(action));
    }
  }

  void draw_leaves() {
    line("");
    line(paint_.strong(say("report/each-leaf")));
    for (const auto& leaf : card_.leaves) {
      if (!leaf.bonus) draw_leaf(leaf);
    }
    if (!std::ranges::any_of(card_.leaves, &LeafScore::bonus)) return;
    line("");
    line(paint_.strong(say("report/bonus")));
    for (const auto& leaf : card_.leaves) {
      if (leaf.bonus) draw_leaf(leaf);
    }
  }

  void draw_leaf(const LeafScore& leaf) {
    const auto standing = say("standing/" + std::string(to_string(leaf.standing)));
    line(fmt::format("  {} {}  {}/{}  {}",
                     escaped(leaf.code),
                     escaped(leaf.title),
                     points_text(leaf.points.confirmed),
                     to_display(leaf.full),
                     painted(leaf.standing, standing)));
    for (const auto& reason : leaf.reasons) line("      " + catalogue_.text(reason.message));
    if (!leaf.assessed || *leaf.assessed == leaf.points.confirmed) return;
    const Exact difference = *leaf.assessed - leaf.points.confirmed;
    line("      " +
         paint_.note(say("report/assessed",
                         {{"points", points_text(*leaf.assessed)}, {"difference", signed_points(difference)}})));
  }

  [[nodiscard]] std::string painted(LeafStanding standing, const std::string& word) const {
    switch (standing) {
      case LeafStanding::met:
      case LeafStanding::exempt: return paint_.good(word);
      case LeafStanding::partly: return paint_.warning(word);
      case LeafStanding::not_met: return paint_.error(word);
      default: return paint_.note(word);
    }
  }

  const Scorecard& card_;
  const Catalogue& catalogue_;
  const Paint& paint_;
  int width_;
  std::string text_;
};

}  // namespace

std::string render_scorecard(const Scorecard& card, const Catalogue& catalogue, const Paint& paint, int width) {
  return ScoreText(card, catalogue, paint, width).run();
}

}  // namespace guidang
