// SPDX-License-Identifier: Apache-2.0
#include "guidang/report/people.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

Mend mend(const std::string& code, int gain, int day, const std::string& owner) {
  Mend made;
  made.code = code;
  made.gain = Exact(gain);
  made.due = make_date(2026, 11, day).value();
  made.owner = owner;
  return made;
}

/// "王芳: Ⅲ-1 Ⅲ-2 (+3, 1 overdue)", a line a person.
std::string told(const Report& report) {
  std::string text;
  for (const auto& open : open_by_person(report)) {
    text += open.person + ":";
    for (const auto* one : open.mends) text += " " + one->code;
    text += " (+" + open.gain.text() + ", " + std::to_string(open.overdue) + " overdue)\n";
  }
  return text;
}

Report report() {
  Report made;
  made.subject.as_of = make_date(2026, 11, 20);
  made.score.emplace();
  made.score->mends = {mend("Ⅲ-1", 3, 30, "王芳"),
                       mend("Ⅲ-2", 2, 10, ""),
                       mend("Ⅲ-3", 2, 20, "李敏、王芳"),
                       mend("Ⅲ-4", 1, 19, "李敏"),
                       mend("Ⅲ-5", 5, 20, "王芳")};
  return made;
}

}  // namespace

TEST_CASE("people_named splits where people write several into one cell") {
  CHECK(people_named("王芳、李敏;Li Min") == std::vector<std::string>{"王芳", "李敏", "Li Min"});
  CHECK(people_named(" ").empty());
}

TEST_CASE("open_by_person puts who is overdue first and what nobody has last") {
  CHECK(told(report()) ==
        "李敏: Ⅲ-4 Ⅲ-3 (+3, 1 overdue)\n"
        "王芳: Ⅲ-5 Ⅲ-3 Ⅲ-1 (+10, 0 overdue)\n"
        ": Ⅲ-2 (+2, 1 overdue)\n");
}

TEST_CASE("open_by_person of a narrowed report leaves out those who share an item") {
  auto narrowed = report();
  narrowed.filter.owners = {"王芳"};
  CHECK(told(narrowed) == "王芳: Ⅲ-5 Ⅲ-3 Ⅲ-1 (+10, 0 overdue)\n");
}
