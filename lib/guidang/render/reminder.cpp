// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/reminder.hpp"

#include <algorithm>
#include <cstdint>

#include "guidang/base/text.hpp"
#include "guidang/report/people.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_most_items = 8;  // with greeting and end about what a telephone's screen shows
constexpr std::size_t k_most_actions = 3;

class Reminder {
 public:
  Reminder(const Report& report, const Catalogue& catalogue) : report_(report), catalogue_(catalogue) {}

  std::string run() {
    const auto everybody = open_by_person(report_);
    if (everybody.empty()) return say("reminder/nothing") + "\n";
    std::string text;
    for (const auto& open : everybody) {
      if (!text.empty()) text += "\n----------------\n\n";
      text += message(open);
    }
    return text;
  }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  [[nodiscard]] std::string message(const OpenItems& open) const {
    const auto& subject = report_.subject;
    const auto count = static_cast<std::int64_t>(open.mends.size());
    std::vector<Argument> arguments{
        {"unit", subject.unit}, {"edition", subject.edition}, {"index", subject.index_title}, {"count", count}};
    if (!open.person.empty()) arguments.push_back({"name", open.person});
    std::string text = say(open.person.empty() ? "reminder/nobody" : "reminder/greeting", std::move(arguments)) + "\n";
    const auto shown = std::min(open.mends.size(), k_most_items);
    for (std::size_t i = 0; i < shown; ++i) text += std::to_string(i + 1) + ". " + item(*open.mends[i]) + "\n";
    if (shown < open.mends.size()) {
      text += say("reminder/more", {{"count", static_cast<std::int64_t>(open.mends.size() - shown)}}) + "\n";
    }
    return text + say(open.person.empty() ? "reminder/end-nobody" : "reminder/end") + "\n";
  }

  [[nodiscard]] std::string item(const Mend& mend) const {
    std::string actions;
    const auto separator = say("reminder/separator");
    for (std::size_t i = 0; i < std::min(mend.actions.size(), k_most_actions); ++i) {
      actions += (i == 0 ? "" : separator) + catalogue_.text(mend.actions[i]);
    }
    if (mend.actions.size() > k_most_actions) {
      actions += say("reminder/and-more", {{"count", static_cast<std::int64_t>(mend.actions.size())}});
    }
    std::vector<Argument> arguments{
        {"code", mend.code}, {"title", mend.title}, {"actions", actions}, {"date", to_string(mend.due)}};
    const int left = report_.subject.as_of ? days_between(*report_.subject.as_of, mend.due) : 0;
    const bool overdue = left < 0;
    if (overdue) arguments.push_back({"days", std::int64_t{-left}});
    if (actions.empty())
      return say(overdue ? "reminder/bare-item-overdue" : "reminder/bare-item", std::move(arguments));
    return say(overdue ? "reminder/item-overdue" : "reminder/item", std::move(arguments));
  }

  const Report& report_;
  const Catalogue& catalogue_;
};

}  // namespace

std::string render_reminder(const Report& report, const Catalogue& catalogue) {
  return Reminder(report, catalogue).run();
}

}  // namespace guidang
