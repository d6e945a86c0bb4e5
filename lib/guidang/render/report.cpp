// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"
#include "guidang/render/file_table.hpp"
#include "guidang/render/paint.hpp"
#include "guidang/render/scorecard.hpp"
#include "guidang/render/text.hpp"
#include "guidang/report/people.hpp"

namespace guidang {
namespace {

class TextReport {
 public:
  TextReport(const Report& report, const Catalogue& catalogue, const TextStyle& style)
      : report_(report),
        catalogue_(catalogue),
        paint_(style.colour),
        files_(style.files),
        width_(std::max(40, style.width)) {}

  std::string run() {
    draw_head();
    if (report_.score) text_ += render_scorecard(*report_.score, catalogue_, paint_, width_);
    if (report_.score) draw_people();
    // A score tells what to mend; its report shows only what keeps it from being whole.
    if (!report_.score) draw_findings();
    draw_exceptions();
    if (files_) draw_files();
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
    draw_filter();
  }

  void draw_filter() {
    const auto& filter = report_.filter;
    if (filter.empty()) return;
    auto words = filter.owners;
    words.insert(words.end(), filter.items.begin(), filter.items.end());
    if (!words.empty()) {
      line(paint_.warning(
          say("report/narrowed", {{"words", words}, {"items", static_cast<std::int64_t>(report_.items.size())}})));
    }
    std::vector<std::string> rules;
    for (const auto& group : filter.groups) rules.push_back(say("group/" + group));
    rules.insert(rules.end(), filter.rules.begin(), filter.rules.end());
    if (!rules.empty()) line(paint_.warning(say("report/narrowed-rules", {{"words", rules}})));
  }

  /// A line a person; left out where there are not two, for whom the list above says it all.
  void draw_people() {
    const auto everybody = open_by_person(report_);
    if (everybody.size() < 2 || everybody[1].person.empty()) return;
    line("");
    line(paint_.strong(say("report/by-person")));
    for (const auto& open : everybody) {
      const auto name = open.person.empty() ? say("report/nobody-named") : escaped(open.person);
      line("  " + say(open.overdue > 0 ? "report/person-overdue" : "report/person",
                      {{"name", name},
                       {"count", static_cast<std::int64_t>(open.mends.size())},
                       {"points", points_text(open.gain)},
                       {"date", to_string(open.mends.front()->due)},
                       {"overdue", std::int64_t{open.overdue}}}));
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
    if (finding.excused) line("       " + say("report/excused", {{"reason", *finding.excused}}));
    if (finding.severity != Severity::note) line("       → " + catalogue_.text(remedy_message(finding.rule)));
  }

  /// How many days an exception is still in force after the day of the report.
  [[nodiscard]] int days_left(const ExceptionLine& exception) const {
    const auto today = report_.subject.as_of;
    return exception.until && today ? days_between(*today, *exception.until) : 0;
  }

  void draw_exceptions() {
    if (report_.exceptions.empty()) return;
    line("");
    line(paint_.strong(say("report/exceptions")));
    for (const auto& state : report_.exceptions) {
      const auto& exception = state.line;
      std::string where;
      for (const auto& part :
           {exception.code, exception.path, exception.approver, exception.until ? to_string(*exception.until) : ""}) {
        if (!part.empty()) where += (where.empty() ? "" : " · ") + part;
      }
      line("  " + say(state.status == ExceptionStatus::expiring ? "report/exception-expiring" : "report/exception",
                      {{"days", std::int64_t{days_left(exception)}},
                       {"status", Term{"exception/" + std::string(to_string(state.status))}},
                       {"rule", exception.rule},
                       {"where", where},
                       {"reason", exception.reason},
                       {"count", std::int64_t{state.excused}}}));
    }
  }

  void draw_files() {
    if (report_.evidence.empty()) return;
    line("");
    line(paint_.strong(say("report/files")));
    text_ += render_files(report_.evidence, catalogue_, paint_, width_);
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
  bool files_;
  int width_;
  std::string text_;
};

}  // namespace

std::string render_text(const Report& report, const Catalogue& catalogue, const TextStyle& style) {
  return TextReport(report, catalogue, style).run();
}

}  // namespace guidang
