// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/occasions.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "guidang/check/judged.hpp"
#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

EventState event(std::string_view folder, std::string_view date, bool complete = true) {
  static const Slot k_notice = slot("通知");
  static const Slot k_photo = slot("照片");
  EventState made;
  made.folder = path(std::string("资料/Ⅲ-1/") + std::string(folder));
  if (!date.empty()) made.date = day(date);
  Proof proof;
  made.parts = {{&k_notice, {proof}, true}, {&k_photo, {}, true}};
  if (complete) made.parts[1].proofs.push_back(proof);
  return made;
}

/// The folders that serve the occasions, "-" for none.
std::vector<std::string> served(const std::vector<Occasion>& occasions, const std::vector<EventState>& events) {
  EventRule rule;
  rule.occasions = occasions;
  std::vector<std::string> list;
  for (const auto& state : match_occasions(rule, events, day("2026-11-20"))) {
    list.emplace_back(state.event ? std::string(events[*state.event].folder.name()) : "-");
  }
  return list;
}

using List = std::vector<std::string>;

const Occasion k_october = occasion("10月", "2026-10-01", "2026-10-31");
const Occasion k_november = occasion("11月", "2026-11-01", "2026-11-30");
const Occasion k_autumn = occasion("中秋", "2026-09-10", "2026-10-02");

}  // namespace

TEST_CASE("an event serves the occasion on whose days it was held") {
  CHECK(served({k_october, k_november}, {event("会议一", "2026-10-31"), event("会议二", "2026-11-01")}) ==
        List{"会议一", "会议二"});
  CHECK(served({k_october, k_november}, {event("会议", "2026-12-01")}) == List{"-", "-"});
  CHECK(served({k_october, k_november}, {event("会议", "")}) == List{"-", "-"});
}

TEST_CASE("an event serves one occasion only, and as many occasions as can be are served") {
  CHECK(served({k_autumn, k_october}, {event("联欢", "2026-10-01")}) == List{"联欢", "-"});
  // 1 October lies in both; the second event only in the first of them.
  CHECK(served({k_autumn, k_october}, {event("甲", "2026-10-01"), event("乙", "2026-09-20")}) == List{"乙", "甲"});
  CHECK(served({k_autumn, k_october}, {event("甲", "2026-10-01"), event("乙", "2026-10-20")}) == List{"甲", "乙"});
}

TEST_CASE("of several events of an occasion the most complete serves it") {
  CHECK(served({k_october}, {event("甲", "2026-10-03", false), event("乙", "2026-10-20")}) == List{"乙"});
}

TEST_CASE("a folder that names an occasion serves it on any day") {
  CHECK(served({k_october, k_november}, {event("20261102 10月例会", "2026-11-02"), event("例会", "2026-11-05")}) ==
        List{"20261102 10月例会", "例会"});
  CHECK(served({k_autumn}, {event("中秋联欢", "")}) == List{"中秋联欢"});
  SUBCASE("but a number is not the end of a longer one") {
    CHECK(served({occasion("1月", "2026-01-01", "2026-01-31")}, {event("11月例会", "2026-11-02")}) == List{"-"});
  }
  SUBCASE("and the longest name wins") {
    CHECK(served({occasion("国庆", "2026-10-01", "2026-10-07"), occasion("国庆中秋", "2026-09-20", "2026-10-07")},
                 {event("国庆中秋联欢", "")}) == List{"-", "国庆中秋联欢"});
  }
}

TEST_CASE("an event outside the window, or without a piece that is proven, serves nothing") {
  auto outside = event("会议", "2026-10-12");
  outside.in_window = false;
  auto empty = event("会议", "2026-10-12");
  for (auto& part : empty.parts) part.proofs.clear();
  CHECK(served({k_october}, {outside}) == List{"-"});
  CHECK(served({k_october}, {empty}) == List{"-"});
}

TEST_CASE("an occasion has begun on its first day and is due until the end of its last") {
  EventRule rule;
  rule.occasions = {k_november};
  const auto on = [&](std::string_view text) { return match_occasions(rule, {}, day(text)).front(); };
  CHECK_FALSE(on("2026-10-31").begun);
  CHECK(on("2026-11-01").begun);
  CHECK_FALSE(on("2026-11-30").due_passed);
  CHECK(on("2026-12-01").due_passed);
}

TEST_CASE("occasions without an event are told of: what is overdue in one finding, what is to come in one note") {
  const auto december = occasion("12月", "2026-12-01", "2026-12-31");
  auto later = december;
  later.name = "年底";
  Archive archive({with_events(leaf("Ⅲ-1"), 4, {slot("通知")}, {k_october, k_november, december, later})});
  archive.add("Ⅲ-1 会议/20261112 会议/通知.txt");
  const auto result = archive.run();
  CHECK(rules_of(result) == List{"error coverage/missing-occasion", "note coverage/missing-occasion"});
  CHECK(std::get<std::vector<std::string>>(result.findings[1].arguments[1].value) == List{"12月", "年底"});
  CHECK(result.due == DueCount{2, 1, 3});  // 通知 of November is due since October already
}

TEST_CASE("many occasions without an event are one finding that names the first and spans all") {
  std::vector<Occasion> days;
  for (const auto* date : {"2026-10-01",
                           "2026-10-02",
                           "2026-10-03",
                           "2026-10-04",
                           "2026-10-05",
                           "2026-10-06",
                           "2026-10-07",
                           "2026-10-08",
                           "2026-10-09"}) {
    days.push_back(occasion(date, date, date));
  }
  Archive archive({with_events(leaf("Ⅲ-1"), 9, {slot("通知")}, days)});
  archive.add("Ⅲ-1 会议/20261112 会议/通知.txt");
  const auto result = archive.run();
  REQUIRE(rules_of(result) == List{"error coverage/missing-occasion"});
  const auto& arguments = result.findings[0].arguments;
  CHECK(std::get<std::int64_t>(arguments[0].value) == 9);
  CHECK(std::get<List>(arguments[1].value).back() == "2026-10-08…");
  CHECK(std::get<std::string>(arguments[3].value) == "2026-10-09");
}

TEST_CASE("an event that was held is due with its occasion, whatever the day of its papers") {
  auto paper = slot("通知");
  paper.due = day("2027-01-05");
  Archive archive({with_events(leaf("Ⅲ-1"), 2, {paper}, {k_october, k_november})});
  archive.add("Ⅲ-1 会议/20261012 会议/通知.txt");
  CHECK(archive.run().due == DueCount{1, 1, 1});
}

TEST_CASE("a folder without a day that names one occasion is held on its last day, so that its papers count") {
  auto photo = slot("照片");
  photo.window = DateRange{day("2026-10-01"), day("2026-12-31")};
  const auto occasions = std::vector{occasion("中秋", "2026-10-01", "2026-10-10"),
                                     occasion("重阳", "2026-10-15", "2026-10-20"),
                                     occasion("重阳", "2026-11-15", "2026-11-20")};
  Archive archive({with_events(leaf("Ⅲ-1"), 3, {photo}, occasions)});
  archive.add("Ⅲ-1/中秋联欢/照片.jpg");
  archive.add("Ⅲ-1/重阳敬老/照片.jpg");
  const auto result = archive.run();
  const auto& events = result.leaves.front().events;
  REQUIRE(events.size() == 2);
  CHECK(events[0].date == day("2026-10-10"));
  CHECK(events[0].parts.front().counting() == 1);
  CHECK_FALSE(events[1].date.has_value());
  CHECK(count_rule(result, "authenticity/event-undated") == 1);
}

TEST_CASE("events that count are judged before those that only may") {
  auto dated = slot("照片");
  dated.window = DateRange{day("2026-10-01"), day("2026-12-31")};
  Archive archive({with_events(leaf("Ⅲ-1"), 1, {dated, slot("签到")})});
  archive.add("Ⅲ-1/20261012 会议/照片.jpg");
  archive.add("Ⅲ-1/又一次会议/照片.jpg");
  archive.add("Ⅲ-1/又一次会议/签到.txt");
  const auto result = archive.run();
  const auto judged = judged_events(result.leaves.front());
  REQUIRE(judged.events.size() == 1);
  CHECK(counts(result.leaves.front().events[judged.events.front()]));
  CHECK(count_rule(result, "coverage/missing-part") == 1);
}

TEST_CASE("many events for many occasions are matched soon") {
  std::vector<Occasion> occasions(1000, k_october);
  std::vector<EventState> events(1600, event("活动", "2026-10-12"));
  for (std::size_t i = 0; i < 500; ++i) occasions[i] = k_november;
  const auto list = served(occasions, events);
  CHECK(std::count(list.begin(), list.end(), "-") == 500);
}
