// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/render/paint.hpp"
#include "guidang/render/text.hpp"

namespace guidang {
namespace {

class TextReport {
 public:
  TextReport(const Report& report, const Catalogue& catalogue, const TextStyle& style)
      : report_(report),
        catalogue_(catalogue),
        paint_(style.colour),
        width_(std::max(40, style.width)) {}

  std::string run() {
    draw_head();
    if (report_.score) draw_score(*report_.score);
    // A score tells what to mend; its report shows only what keeps it from being whole.
    if (!report_.score) draw_findings();
    draw_sums();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  void line(const std::string& text) { text_ += text + "\n"; }

  void draw_head() {
    const auto& subject = report_.subject;
    std::string head;
    for (const auto& part : {subject.unit, subject.edition, subject.index_title}) {
      if (!part.empty()) head += (head.empty() ? "" : " · ") + escaped(part);
    }
    if (!head.empty()) line(paint_.strong(head));
    if (report_.due && subject.submission) {
      line(say("report/due",
               {{"due", std::int64_t{report_.due->due}},
                {"have", std::int64_t{report_.due->have}},
                {"open", std::int64_t{report_.due->still_open}},
                {"submission", to_string(*subject.submission)}}));
    }
    std::vector<Argument> extent{{"files", report_.extent.files}, {"size", size_text(report_.extent.bytes)}};
    if (subject.as_of) extent.push_back({"date", to_string(*subject.as_of)});
    line(paint_.faint(say(subject.as_of ? "report/extent-on" : "report/extent", std::move(extent))));
  }

  // ---- Score ----

  void draw_score(const Scorecard& card) {
    line("");
    line(paint_.strong(say("report/total",
                           {{"full", to_display(card.full)},
                            {"confirmed", points(card.total.confirmed)},
                            {"best", points(card.total.best)},
                            {"worst", points(card.total.worst)}})));
    const auto none = say("word/no-award");
    line(say("report/award",
             {{"confirmed", card.award.confirmed.value_or(none)}, {"best", card.award.best.value_or(none)}}));
    draw_projects(card);
    draw_mends(card);
    draw_leaves(card);
  }

  /// Two digits, or more where rounding would seem to reach a whole number, where gates stand.
  static std::string points(const Exact& value) {
    constexpr int k_most = 6;
    int places = 2;
    while (places < k_most && value.rounded(places) > value && is_whole(value.rounded(places))) ++places;
    return to_display(value, places);
  }

  static bool is_whole(const Exact& value) { return value.text().find_first_of("./") == std::string::npos; }

  void draw_projects(const Scorecard& card) {
    TextTable table;
    using enum TextTable::Align;
    table.align = {left, right, right, right, right};
    table.head = {say("word/project"), say("word/full"), say("word/confirmed"), say("word/best"), say("word/worst")};
    for (const auto& project : card.projects) {
      table.rows.push_back({escaped(project.code + " " + project.title),
                            to_display(project.full),
                            to_display(project.points.confirmed),
                            to_display(project.points.best),
                            to_display(project.points.worst)});
    }
    line("");
    text_ += render_table(table, width_, "  ");
  }

  void draw_mends(const Scorecard& card) {
    line("");
    if (card.mends.empty()) {
      line(paint_.good(say("report/nothing-to-mend")));
      return;
    }
    line(paint_.strong(say("report/mend-first")));
    int number = 0;
    for (const auto& mend : card.mends) {
      std::string who = mend.owner.empty() ? "" : " · " + escaped(mend.owner);
      line(fmt::format("  {:>2}. {}  {} {}{}",
                       ++number,
                       paint_.good(say("report/gain", {{"points", to_display(mend.gain)}})),
                       escaped(mend.code),
                       escaped(mend.title),
                       paint_.faint(" · " + say("report/until", {{"date", to_string(mend.due)}}) + who)));
      for (const auto& action : mend.actions) line("      " + catalogue_.text(action));
    }
  }

  void draw_leaves(const Scorecard& card) {
    line("");
    line(paint_.strong(say("report/each-leaf")));
    for (const auto& leaf : card.leaves) {
      const auto standing = say("standing/" + std::string(to_string(leaf.standing)));
      line(fmt::format("  {} {}  {}/{}  {}",
                       escaped(leaf.code),
                       escaped(leaf.title),
                       to_display(leaf.points.confirmed),
                       to_display(leaf.full),
                       painted(leaf.standing, standing)));
      for (const auto& reason : leaf.reasons) line("      " + catalogue_.text(reason.message));
    }
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

  // ---- Findings ----

  void draw_findings() {
    std::map<std::string, const ReportItem*> items;
    for (const auto& item : report_.items) items[item.code] = &item;
    const std::string* current = nullptr;
    for (const auto& finding : report_.findings) {
      if (current == nullptr || *current != finding.item) {
        line("");
        line(paint_.strong(heading(finding.item, items)));
        current = &finding.item;
      }
      draw_finding(finding);
    }
  }

  [[nodiscard]] std::string heading(const std::string& code,
                                    const std::map<std::string, const ReportItem*>& items) const {
    const auto place = items.find(code);
    if (place == items.end()) return code.empty() ? say("report/whole-archive") : escaped(code);
    const auto& item = *place->second;
    return escaped(item.code + " " + item.title + (item.owner.empty() ? "" : " · " + item.owner));
  }

  void draw_finding(const Finding& finding) {
    const auto severity = say("severity/" + std::string(to_string(finding.severity)));
    line(fmt::format("  {} {} {}",
                     paint_.by(finding.severity, severity),
                     catalogue_.text(found_message(finding)),
                     paint_.faint("[" + finding.rule + "]")));
    if (!finding.path.empty()) {
      const auto place = finding.place.empty() ? "" : ":" + escaped(finding.place);
      line("       " + escaped(finding.path) + place);
    }
    if (finding.severity != Severity::note) line("       → " + catalogue_.text(remedy_message(finding.rule)));
  }

  void draw_sums() {
    const auto counts = count_severities(report_.findings);
    line("");
    if (report_.extent.unreadable > 0) {
      line(paint_.error(say("report/unreadable", {{"count", report_.extent.unreadable}})));
    }
    const auto sums = say("report/sums",
                          {{"errors", std::int64_t{counts.errors}},
                           {"warnings", std::int64_t{counts.warnings}},
                           {"notes", std::int64_t{counts.notes}}});
    line(counts.errors > 0 ? paint_.error(sums) : paint_.good(sums));
  }

  const Report& report_;
  const Catalogue& catalogue_;
  Paint paint_;
  int width_;
  std::string text_;
};

}  // namespace

std::string render_text(const Report& report, const Catalogue& catalogue, const TextStyle& style) {
  return TextReport(report, catalogue, style).run();
}

}  // namespace guidang
