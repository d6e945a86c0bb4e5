// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/picture_rules.hpp"

#include <doctest/doctest.h>

#include "guidang/picture/picture.hpp"
#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

constexpr std::uint64_t k_scene = 0x0f1e2d3c4b5a6978ULL;
constexpr std::uint64_t k_other_scene = 0xf0e1d2c3b4a59687ULL;
constexpr std::int64_t k_nine = 1791795600;  // 2026-10-12 09:00 by the camera's clock

/// A fingerprint that differs in so many bits.
std::uint64_t changed(std::uint64_t fingerprint, int bits) {
  for (int bit = 0; bit < bits; ++bit) fingerprint ^= std::uint64_t{1} << (bit * 9 % 64);
  return fingerprint;
}

media::Picture shot(std::uint64_t fingerprint) {
  media::Picture picture;
  picture.width = 4000;
  picture.height = 3000;
  picture.fingerprint = fingerprint;
  return picture;
}

EvidenceFile& add_photo(Archive& archive, const std::string& name, std::uint64_t fingerprint) {
  archive.add(name);
  auto& file = archive.inventory.files.back();
  file.examination.condition = media::Condition::whole;
  file.examination.picture = shot(fingerprint);
  file.examination.captured = media::Moment{k_nine, std::nullopt};
  return file;
}

void take(EvidenceFile& file, std::int64_t seconds, std::string camera, std::string serial = "") {
  file.examination.captured = media::Moment{k_nine + seconds, std::nullopt};
  file.examination.picture->camera = std::move(camera);
  file.examination.picture->serial = std::move(serial);
}

void add_report(Archive& archive, const std::string& name, std::uint64_t fingerprint, std::uint32_t pixels = 800) {
  archive.add(name);
  auto& file = archive.inventory.files.back();
  file.format = format_named("docx");
  file.examination.document = media::Document{};
  auto picture = shot(fingerprint);
  picture.width = picture.height = pixels;
  file.examination.document->pictures.push_back({"word/media/image1.jpeg", "embedded " + name, picture, std::nullopt});
}

Archive photos(bool pairs = false) {
  auto one = slot("照片", 1, EvidenceKind::photo);
  one.pairs = pairs;
  return Archive({with_slots(leaf("Ⅲ-1"), {one})});
}

Archive events() {
  return Archive(
      {with_events(leaf("Ⅲ-2"), 2, {slot("签到", 1, EvidenceKind::document), slot("照片", 1, EvidenceKind::photo)})});
}

const std::string k_first = "Ⅲ-2 会议/20261012 第一次会议/";
const std::string k_second = "Ⅲ-2 会议/20261013 第二次会议/";

/// "rule path:place other distance", what the rules about pictures told.
std::vector<std::string> told(const CheckResult& result) {
  std::vector<std::string> list;
  for (const auto& finding : result.findings) {
    const std::string_view rule = finding.rule;
    const bool ours = rule.find("picture") != std::string_view::npos || rule.ends_with("events-together") ||
                      rule.ends_with("no-capture-time");
    if (!ours) continue;
    std::string text(rule.substr(rule.find('/') + 1));
    text += " " + finding.path.substr(finding.path.rfind('/') + 1);
    if (!finding.place.empty()) text += ":" + finding.place;
    for (const auto& argument : finding.arguments) {
      if (const auto* words = std::get_if<std::string>(&argument.value)) {
        text += " " + words->substr(words->rfind("资料/") == 0 ? words->find_last_of('/', words->find(':')) + 1 : 0);
      }
      if (const auto* number = std::get_if<std::int64_t>(&argument.value)) text += " " + std::to_string(*number);
    }
    list.push_back(text);
  }
  return list;
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("the same picture in other bytes is told at the later file, with the nearest earlier one") {
  auto archive = photos();
  add_photo(archive, "Ⅲ-1 照片/a.jpg", k_scene);
  add_photo(archive, "Ⅲ-1 照片/b.jpg", k_other_scene);
  SUBCASE("up to the distance that counts as the same") {
    add_photo(archive, "Ⅲ-1 照片/c.jpg", changed(k_scene, picture::k_same_distance));
    CHECK(told(archive.run()) == Told{"similar-picture c.jpg a.jpg " + std::to_string(picture::k_same_distance)});
  }
  SUBCASE("and not beyond") {
    add_photo(archive, "Ⅲ-1 照片/c.jpg", changed(k_scene, picture::k_same_distance + 1));
    CHECK(told(archive.run()).empty());
  }
  SUBCASE("the nearest, not the first") {
    add_photo(archive, "Ⅲ-1 照片/c.jpg", changed(k_scene, 2));
    add_photo(archive, "Ⅲ-1 照片/d.jpg", changed(k_scene, 3));
    CHECK(told(archive.run()) == Told{"similar-picture c.jpg a.jpg 2", "similar-picture d.jpg c.jpg 1"});
  }
  SUBCASE("the same bytes are told as such") {
    add_photo(archive, "Ⅲ-1 照片/c.jpg", k_scene).sha256 = "Ⅲ-1 照片/a.jpg";  // what a.jpg holds
    const auto result = archive.run();
    CHECK(told(result).empty());
    CHECK(count_rule(result, "authenticity/reused-file") == 1);
  }
  SUBCASE("a picture without fingerprint is like none") {
    add_photo(archive, "Ⅲ-1 照片/c.jpg", k_scene).examination.picture->fingerprint = std::nullopt;
    CHECK(told(archive.run()).empty());
  }
}

TEST_CASE("one picture for two events is a warning, even where a nearer one lies in its own") {
  auto archive = events();
  add_photo(archive, k_first + "照片1.jpg", k_scene);
  add_photo(archive, k_second + "照片1.jpg", changed(k_scene, 4));
  add_photo(archive, k_second + "照片2.jpg", changed(k_scene, 3));
  const auto result = archive.run();
  CHECK(told(result) ==
        Told{"similar-picture-two-events 照片1.jpg 照片1.jpg 4", "similar-picture-two-events 照片2.jpg 照片1.jpg 3"});
  const auto found = std::ranges::find(result.findings, "authenticity/similar-picture-two-events", &Finding::rule);
  CHECK(found->severity == Severity::warning);
  CHECK(result.leaves[0].events[1].parts[1].counting() == 2);  // never a deduction
}

TEST_CASE("an event that is filed under two leaves is one event, unless its days differ") {
  Archive archive({with_events(leaf("Ⅲ-2"), 1, {slot("照片", 1, EvidenceKind::photo)}),
                   with_events(leaf("Ⅲ-10"), 1, {slot("照片", 1, EvidenceKind::photo)})});
  add_photo(archive, "Ⅲ-2 节日/20261018 重阳节/照片1.jpg", k_scene);
  take(add_photo(archive, "Ⅲ-2 节日/20261018 重阳节/照片2.jpg", k_other_scene), 60, "HUAWEI");
  SUBCASE("of one day") {
    add_photo(archive, "Ⅲ-10 敬老/20261018 重阳节/照片1.jpg", k_scene).sha256 = "Ⅲ-2 节日/20261018 重阳节/照片1.jpg";
    take(add_photo(archive, "Ⅲ-10 敬老/20261018 重阳节/照片2.jpg", changed(k_other_scene, 1)), 90, "HUAWEI");
    const auto result = archive.run();
    CHECK(told(result) == Told{"similar-picture 照片2.jpg 照片2.jpg 1"});
    CHECK(count_rule(result, "authenticity/same-file-two-events") == 0);
    const auto found = std::ranges::find(result.findings, "authenticity/reused-file", &Finding::rule);
    REQUIRE(found != result.findings.end());
    CHECK(found->item == "Ⅲ-10");  // of the file that it stands at
  }
  SUBCASE("of two days") {
    add_photo(archive, "Ⅲ-10 敬老/20261019 慰问老人/照片1.jpg", k_scene).sha256 = "Ⅲ-2 节日/20261018 重阳节/照片1.jpg";
    const auto result = archive.run();
    CHECK(count_rule(result, "authenticity/same-file-two-events") == 2);  // at either: it concerns both owners
  }
}

TEST_CASE("scans that prove a veto or an exemption are papers") {
  auto exempt = leaf("Ⅲ-1");
  exempt.exempt_if = {slot("免检证书", 1, EvidenceKind::document)};
  Archive archive({with_slots(exempt, {slot("台账", 1, EvidenceKind::document)})});
  Veto veto;
  veto.code = "V-1";
  veto.title = "无违纪";
  veto.proofs = {slot("证明", 1, EvidenceKind::document)};
  archive.index.vetoes.push_back(veto);
  add_photo(archive, "V-1 无违纪/证明.jpg", k_scene);
  add_photo(archive, "Ⅲ-1 台账/免检证书.jpg", changed(k_scene, 2));
  const auto result = archive.run();
  CHECK(result.vetoes.at(0).slots.at(0).counting() == 1);
  CHECK(result.leaves.at(0).exempt_if.at(0).counting() == 1);
  CHECK(told(result).empty());
}

TEST_CASE("scans of papers look alike and are not compared") {
  auto archive = events();
  add_photo(archive, k_first + "签到.jpg", k_scene);
  add_photo(archive, k_second + "签到.jpg", changed(k_scene, 1));
  CHECK(told(archive.run()).empty());
}

TEST_CASE("pictures inside documents are compared") {
  auto archive = events();
  SUBCASE("with the photos of another event") {
    add_photo(archive, k_first + "照片1.jpg", k_scene);
    add_report(archive, k_second + "签到总结.docx", changed(k_scene, 2));
    CHECK(told(archive.run()) == Told{"similar-picture-two-events 签到总结.docx:word/media/image1.jpeg 照片1.jpg 2"});
  }
  SUBCASE("but a report holds the photos of its own event") {
    add_photo(archive, k_first + "照片1.jpg", k_scene);
    add_report(archive, k_first + "签到总结.docx", k_scene);
    CHECK(told(archive.run()).empty());
  }
  SUBCASE("nor are they told of a report that lies beside them without an event") {
    auto loose = photos();
    add_photo(loose, "Ⅲ-1 照片/照片1.jpg", k_scene);
    add_report(loose, "Ⅲ-1 照片/总结.docx", changed(k_scene, 1));
    CHECK(told(loose.run()).empty());
  }
  SUBCASE("and one report filed twice is told as one file, not picture by picture") {
    add_report(archive, k_first + "签到总结.docx", k_scene);
    add_report(archive, k_second + "签到总结.docx", k_scene);
    archive.inventory.files[1].sha256 = archive.inventory.files[0].sha256;
    archive.inventory.files[1].examination.document = archive.inventory.files[0].examination.document;
    const auto result = archive.run();
    CHECK(told(result).empty());
    CHECK(count_rule(result, "authenticity/same-file-two-events") == 1);
  }
  SUBCASE("and a letterhead is no photo") {
    add_report(archive, k_first + "签到.docx", k_scene, 319);
    add_report(archive, k_second + "签到.docx", k_scene, 319);
    CHECK(told(archive.run()).empty());
  }
}

TEST_CASE("before and after that are one picture are told once") {
  auto archive = photos(true);
  add_photo(archive, "Ⅲ-1 照片/广场前.jpg", k_scene);
  SUBCASE("in other bytes") {
    add_photo(archive, "Ⅲ-1 照片/广场后.jpg", changed(k_scene, picture::k_same_distance / 2));
    CHECK(told(archive.run()) ==
          Told{"pair-same-picture 广场后.jpg 广场前.jpg " + std::to_string(picture::k_same_distance / 2)});
  }
  SUBCASE("in the same bytes") {
    add_photo(archive, "Ⅲ-1 照片/广场后.jpg", k_scene).sha256 = "Ⅲ-1 照片/广场前.jpg";  // what that holds
    CHECK(told(archive.run()) == Told{"pair-same-picture 广场后.jpg 广场前.jpg 0"});
  }
  SUBCASE("pictures of one place are alike and yet two") {
    add_photo(archive, "Ⅲ-1 照片/广场后.jpg", changed(k_scene, picture::k_same_distance / 2 + 1));
    CHECK(told(archive.run()).empty());
  }
}

TEST_CASE("events whose photos one camera took within ten minutes are told once a pair") {
  auto archive = events();
  take(add_photo(archive, k_first + "照片1.jpg", k_scene), 0, "Canon EOS 80D", "1");
  take(add_photo(archive, k_first + "照片2.jpg", changed(k_scene, 20)), 200, "Canon EOS 80D", "1");
  SUBCASE("with the minutes between them") {
    take(add_photo(archive, k_second + "照片1.jpg", k_other_scene), 500, "Canon EOS 80D", "1");
    take(add_photo(archive, k_second + "照片2.jpg", changed(k_other_scene, 20)), 700, "Canon EOS 80D", "1");
    CHECK(told(archive.run()) == Told{"events-together 20261013 第二次会议 20261012 第一次会议 5 Canon EOS 80D"});
  }
  SUBCASE("ten minutes are within") {
    take(add_photo(archive, k_second + "照片1.jpg", k_other_scene), 800, "Canon EOS 80D", "1");
    CHECK(told(archive.run()) == Told{"events-together 20261013 第二次会议 20261012 第一次会议 10 Canon EOS 80D"});
  }
  SUBCASE("a second more is not") {
    take(add_photo(archive, k_second + "照片1.jpg", k_other_scene), 801, "Canon EOS 80D", "1");
    CHECK(told(archive.run()).empty());
  }
  SUBCASE("another camera of the same model is another") {
    take(add_photo(archive, k_second + "照片1.jpg", k_other_scene), 300, "Canon EOS 80D", "2");
    CHECK(told(archive.run()).empty());
  }
  SUBCASE("sign-in sheets are all photographed when they are filed") {
    take(add_photo(archive, k_second + "签到.jpg", k_other_scene), 300, "Canon EOS 80D", "1");
    CHECK(told(archive.run()).empty());
  }
  SUBCASE("a clock in another zone shows another time") {
    auto& photo = add_photo(archive, k_second + "照片1.jpg", k_other_scene);
    take(photo, 300 + 3600, "Canon EOS 80D", "1");
    photo.examination.captured->offset_minutes = 540;
    CHECK(told(archive.run()) == Told{"events-together 20261013 第二次会议 20261012 第一次会议 2 Canon EOS 80D"});
  }
}

TEST_CASE("programs that change pictures are told, cameras and telephones are not") {
  for (const auto* software : {"Adobe Photoshop CS6 (Windows)",
                               "Adobe Lightroom 6.2",
                               "Snapseed 2.0",
                               "PicsArt",
                               "GIMP 2.10.34",
                               "MeituPic 9.8",
                               "美图秀秀",
                               "paint.net 4.3"}) {
    CAPTURE(software);
    CHECK(is_retouching(software));
  }
  for (const auto* software : {"",
                               "17.5.1",
                               "HDR+ 1.0.345618096zd",
                               "ANA-AL00 10.1.0.160(C00E160R8P2)",
                               "KNT-AL20C00B612",
                               "MediaTek Camera Application",
                               "Windows Photo Editor 10.0.10011.16384",
                               "Ver.1.00",
                               "\xff\xfe"}) {
    CAPTURE(software);
    CHECK_FALSE(is_retouching(software));
  }
  auto archive = photos();
  add_photo(archive, "Ⅲ-1 照片/a.jpg", k_scene).examination.picture->software = "Snapseed 2.0";
  CHECK(told(archive.run()) == Told{"edited-picture a.jpg Snapseed 2.0"});
}

TEST_CASE("photos without capture time are one note, with the first of them") {
  auto archive = photos();
  add_photo(archive, "Ⅲ-1 照片/a.jpg", k_scene);
  add_photo(archive, "Ⅲ-1 照片/b.jpg", k_other_scene).examination.captured = std::nullopt;
  add_photo(archive, "Ⅲ-1 照片/c.jpg", changed(k_other_scene, 20)).examination.captured = std::nullopt;
  SUBCASE("of formats that cameras write") {
    auto& screenshot = add_photo(archive, "Ⅲ-1 照片/d.png", changed(k_scene, 20));
    screenshot.examination.captured = std::nullopt;
    screenshot.format = format_named("png");
  }
  SUBCASE("that can be opened") {
    auto& damaged = add_photo(archive, "Ⅲ-1 照片/a0.jpg", changed(k_scene, 20));
    damaged.examination.captured = std::nullopt;
    damaged.examination.condition = media::Condition::truncated;
  }
  CHECK(told(archive.run()) == Told{"no-capture-time b.jpg 2"});
}
