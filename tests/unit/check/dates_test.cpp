// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/dates.hpp"

#include <chrono>

#include <doctest/doctest.h>

#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

/// Noon of a day by the camera's clock.
media::Moment noon(std::string_view text) {
  const auto days = std::chrono::sys_days(day(text)).time_since_epoch().count();
  return {std::int64_t{days} * 86400 + 43200, std::nullopt};
}

Slot windowed(Slot made) {
  made.window = DateRange{day("2026-10-01"), day("2026-12-31")};
  return made;
}

Archive papers() {
  return Archive({with_slots(leaf("Ⅲ-1"), {windowed(slot("制度"))})});
}

/// A leaf with events that asks for a sign-in sheet and photos.
Archive meetings() {
  return Archive({with_events(
      leaf("Ⅲ-2"),
      1,
      {windowed(slot("签到", 1, EvidenceKind::document)), windowed(slot("照片", 1, EvidenceKind::photo))})});
}

void add_captured(Archive& archive, const std::string& name, std::string_view captured) {
  archive.add(name);
  archive.inventory.files.back().examination.captured = noon(captured);
}

void add_line(Archive& archive, const std::string& name, std::string_view date) {
  RegisterLine line;
  line.name = name;
  line.date = day(date);
  line.where = {"台账.csv", 2, 1};
  archive.tables.register_lines.push_back(std::move(line));
  archive.tables.has_register = true;
}

/// "date source / other other_source" of each contradiction told.
std::vector<std::string> contradictions(const CheckResult& result) {
  std::vector<std::string> list;
  for (const auto& finding : result.findings) {
    if (finding.rule != "authenticity/dates-disagree") continue;
    std::string text;
    for (const auto& argument : finding.arguments) {
      if (const auto* term = std::get_if<Term>(&argument.value)) text += " " + term->id.substr(12);
      if (const auto* words = std::get_if<std::string>(&argument.value)) text += " " + *words;
    }
    list.push_back(text.substr(1));
  }
  return list;
}

using Told = std::vector<std::string>;

Standing standing(const CheckResult& result) {
  return result.leaves[0].slots[0].proofs[0].standing;
}

}  // namespace

TEST_CASE("the effective day is the register's, the event's, the name's, the camera's, in this order") {
  EvidenceFile file;
  file.path = path("资料/a.jpg");
  RegisterLine line;
  const auto event = day("2026-10-02");
  using Answer = std::pair<std::optional<Date>, std::optional<DateSource>>;
  CHECK(effective_date(file, &line, std::nullopt, 480) == Answer{});
  file.examination.captured = noon("2026-10-04");
  CHECK(effective_date(file, nullptr, std::nullopt, 480) == Answer(day("2026-10-04"), DateSource::capture_time));
  file.name_date = day("2026-10-03");
  CHECK(effective_date(file, nullptr, std::nullopt, 480) == Answer(day("2026-10-03"), DateSource::file_name));
  CHECK(effective_date(file, &line, event, 480) == Answer(event, DateSource::event_folder));
  line.date = day("2026-10-01");
  CHECK(effective_date(file, &line, event, 480) == Answer(day("2026-10-01"), DateSource::register_line));
}

TEST_CASE("moments become days in the index's zone") {
  EvidenceFile file;
  file.examination.captured = media::Moment{1790697600, 0};  // 2026-09-29 16:00 UTC: a film's
  CHECK(capture_day(file, 480) == day("2026-09-30"));
  CHECK(capture_day(file, 0) == day("2026-09-29"));
  file.name_saved = media::Moment{1790697600, 0};
  CHECK(saved_day(file, 480) == day("2026-09-30"));
  file.examination.captured->offset_minutes = std::nullopt;  // a camera that does not say its zone means ours
  CHECK(capture_day(file, 480) == day("2026-09-29"));
}

TEST_CASE("undated evidence that was saved before the window lies outside it") {
  auto archive = papers();
  SUBCASE("the day before") {
    archive.add("Ⅲ-1 制度/微信图片_20260930235959 制度.jpg");
    const auto result = archive.run();
    CHECK(standing(result) == Standing::outside_window);
    CHECK(result.leaves[0].slots[0].pending() == 0);
    const auto found = std::ranges::find(result.findings, "authenticity/outside-window", &Finding::rule);
    REQUIRE(found != result.findings.end());
    CHECK(found->arguments[0] == Argument{"date", "2026-09-30"});
    CHECK(found->arguments[1] == Argument{"source", Term{"date-source/saved_name"}});
    CHECK_FALSE(result.files[0].date.has_value());
    CHECK(result.files[0].saved == day("2026-09-30"));
  }
  SUBCASE("on its first day it may be of that day") {
    archive.add("Ⅲ-1 制度/微信图片_20261001000000 制度.jpg");
    CHECK(standing(archive.run()) == Standing::undated);
  }
  SUBCASE("after it, it may be of any day") {
    archive.add("Ⅲ-1 制度/微信图片_20270101000000 制度.jpg");
    CHECK(standing(archive.run()) == Standing::undated);
  }
  SUBCASE("a day that is stated comes first") {
    archive.add("Ⅲ-1 制度/20261002 制度 微信图片_20260930235959.jpg");
    CHECK(standing(archive.run()) == Standing::counts);
  }
}

TEST_CASE("register and file name contradict each other where they are more than a day apart") {
  auto archive = papers();
  archive.add("Ⅲ-1 制度/20261012 制度.txt");
  SUBCASE("a day apart they agree") {
    add_line(archive, "20261012 制度.txt", "2026-10-13");
    CHECK(contradictions(archive.run()).empty());
  }
  SUBCASE("two days apart they do not") {
    add_line(archive, "20261012 制度.txt", "2026-10-14");
    CHECK(contradictions(archive.run()) == Told{"2026-10-14 register_line 2026-10-12 file_name"});
  }
}

TEST_CASE("a photo is held against the folder of its event, a paper is not") {
  auto archive = meetings();
  const std::string folder = "Ⅲ-2 会议/20261012 第一次会议/";
  SUBCASE("a day apart") {
    add_captured(archive, folder + "照片1.jpg", "2026-10-13");
    CHECK(contradictions(archive.run()).empty());
  }
  SUBCASE("taken before") {
    add_captured(archive, folder + "照片1.jpg", "2025-10-12");
    CHECK(contradictions(archive.run()) == Told{"2026-10-12 event_folder 2025-10-12 capture_time"});
  }
  SUBCASE("taken after") {
    add_captured(archive, folder + "照片1.jpg", "2026-10-14");
    CHECK(contradictions(archive.run()) == Told{"2026-10-12 event_folder 2026-10-14 capture_time"});
  }
  SUBCASE("on any day of an event of several") {
    for (const auto* several : {"Ⅲ-2 会议/20261012-15 培训/", "Ⅲ-2 会议/2026年10月12日至15日 培训/"}) {
      auto course = meetings();
      add_captured(course, std::string(several) + "照片1.jpg", "2026-10-15");
      CHECK(contradictions(course.run()).empty());
      add_captured(course, std::string(several) + "照片2.jpg", "2026-10-17");
      CHECK(contradictions(course.run()) == Told{"2026-10-12 event_folder 2026-10-17 capture_time"});
    }
  }
  SUBCASE("a sign-in sheet is photographed when it is filed, or its form beforehand") {
    add_captured(archive, folder + "签到1.jpg", "2026-10-20");
    add_captured(archive, folder + "签到2.jpg", "2026-10-09");
    CHECK(contradictions(archive.run()).empty());
  }
  SUBCASE("a notice is older than its meeting") {
    archive.add(folder + "20261008 签到通知.txt");
    CHECK(contradictions(archive.run()).empty());
  }
  SUBCASE("a photo that was saved before its event") {
    archive.add(folder + "照片 微信图片_20261011120000.jpg");
    CHECK(contradictions(archive.run()) == Told{"2026-10-12 event_folder 2026-10-11 saved_name"});
  }
  SUBCASE("a film gets the day on which it was cut") {
    add_captured(archive, folder + "照片1.jpg", "2026-10-20");
    archive.inventory.files.back().format = format_named("mp4");
    CHECK(contradictions(archive.run()).empty());
  }
}

TEST_CASE("a paper is not photographed before the day that its name states") {
  auto archive = papers();
  SUBCASE("later is normal") {
    add_captured(archive, "Ⅲ-1 制度/20261012 制度.jpg", "2026-11-12");
    CHECK(contradictions(archive.run()).empty());
  }
  SUBCASE("an old photo under a new name") {
    add_captured(archive, "Ⅲ-1 制度/20261012 制度.jpg", "2024-10-12");
    CHECK(contradictions(archive.run()) == Told{"2026-10-12 file_name 2024-10-12 capture_time"});
  }
}

TEST_CASE("nothing is younger than the day on which it was saved") {
  auto archive = papers();
  SUBCASE("not by a day") {
    archive.add("Ⅲ-1 制度/20261013 制度 微信图片_20261012120000.jpg");
    CHECK(contradictions(archive.run()) == Told{"2026-10-13 file_name 2026-10-12 saved_name"});
  }
  SUBCASE("of the same day it may be") {
    archive.add("Ⅲ-1 制度/20261012 制度 微信图片_20261012120000.jpg");
    CHECK(contradictions(archive.run()).empty());
  }
  SUBCASE("the camera's day counts as well") {
    add_captured(archive, "Ⅲ-1 制度/制度 mmexport1790697600000.jpg", "2026-10-12");
    CHECK(contradictions(archive.run()) == Told{"2026-10-12 capture_time 2026-09-30 saved_name"});
  }
}

TEST_CASE("the day of a file in the report is the one that its first slot sees") {
  auto archive = meetings();
  archive.add("Ⅲ-2 会议/20261012 第一次会议/20261008 签到.txt");
  archive.add("Ⅲ-2 会议/20261012 第一次会议/20261009 别的.txt");
  const auto result = archive.run();
  CHECK(result.files[0].date == day("2026-10-12"));
  CHECK(result.files[0].date_source == DateSource::event_folder);
  CHECK(result.files[1].date == day("2026-10-09"));
  CHECK(result.files[1].date_source == DateSource::file_name);
}
