// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/base/text.hpp"
#include "guidang/check/leaf.hpp"
#include "unit/check/builder.hpp"

using namespace guidang;
using namespace guidang::check_test;

namespace {

/// An archive with one leaf of one slot.
Archive asking(std::string name, EvidenceKind kind, FileDemands demands) {
  auto one = slot(std::move(name), 1, kind);
  one.demands = std::move(demands);
  return Archive({with_slots(leaf("Ⅲ-1"), {one})});
}

EvidenceFile& add(Archive& archive, const std::string& name, std::string_view format) {
  archive.add("Ⅲ-1 材料/" + name);
  auto& file = archive.inventory.files.back();
  file.format = format_named(format);
  file.examination.format = file.format;
  file.examination.condition = media::Condition::whole;
  return file;
}

media::Picture picture(std::uint32_t width, std::uint32_t height, std::optional<std::uint32_t> sharpness = {}) {
  media::Picture made;
  made.width = width;
  made.height = height;
  made.sharpness = sharpness;
  return made;
}

/// The findings about demands, a line each.
std::string findings_of(const CheckResult& result) {
  std::string list;
  for (const auto& finding : result.findings) {
    list += (list.empty() ? "" : "\n") + finding.path + ":" + finding.place + " " +
            to_string(Message{finding.rule, finding.arguments});
  }
  return list;
}

/// What is found about one file "材料" of one slot that takes any kind.
std::string found(FileDemands demands, std::string_view format, const std::function<void(EvidenceFile&)>& fill) {
  auto archive = asking("材料", EvidenceKind::any, std::move(demands));
  fill(add(archive, "材料.bin", format));
  auto text = findings_of(archive.run());
  // one file, one slot: what differs is the rule and what it says
  const std::string place = "资料/Ⅲ-1 材料/材料.bin:材料 ";
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place)) text.erase(at, place.size());
  return text;
}

media::EmbeddedPicture inside(std::string digest, std::uint32_t width = 2000, std::uint32_t height = 1500) {
  media::EmbeddedPicture made;
  made.name = "word/media/" + digest + ".jpeg";
  made.sha256 = std::move(digest);
  made.picture = picture(width, height);
  return made;
}

void add_document(Archive& archive, const std::string& name, std::vector<media::EmbeddedPicture> pictures) {
  add(archive, name, "docx").examination.document = media::Document{std::nullopt, false, std::move(pictures)};
}

}  // namespace

TEST_CASE("a kind of evidence takes every format of its sort, and papers also pictures of them") {
  const auto takes = [](EvidenceKind kind, std::string_view formats) {
    std::string refused;
    for (const auto& name : split(formats, " ")) {
      if (!format_allowed(slot("x", 1, kind), *format_named(name))) refused += name + " ";
    }
    return refused;
  };
  CHECK(takes(EvidenceKind::photo, "jpeg png heic gif webp tiff bmp pdf") == "pdf ");
  CHECK(takes(EvidenceKind::video, "mp4 mov 3gp mkv mpeg flv avi wmv mp3") == "mp3 ");
  CHECK(takes(EvidenceKind::audio, "mp3 wav m4a amr wma aac flac ogg mp4") == "mp4 ");
  CHECK(takes(EvidenceKind::table, "xlsx xls et ods csv docx odt pdf jpeg heic pptx mp4") == "pptx mp4 ");
  CHECK(takes(EvidenceKind::document, "pdf ofd docx wps odt odp xlsx ods jpeg heic json encrypted mp4 exe") ==
        "json encrypted mp4 exe ");
}

TEST_CASE("a file is as large as the slot asks for") {
  FileDemands demands;
  demands.least_bytes = 2048;
  CHECK(found(demands, "jpeg", [](EvidenceFile& file) { file.size_bytes = 2047; }) ==
        "usability/too-small(size=2 KB, least=2 KB, slot=材料)");
  CHECK(found(demands, "jpeg", [](EvidenceFile& file) { file.size_bytes = 2048; }).empty());
  CHECK(found(demands, "jpeg", [](EvidenceFile& file) { file.size_bytes = 0; }).find("too-small") == std::string::npos);
}

TEST_CASE("a picture has as many pixels as the slot asks for, whichever way it is turned") {
  FileDemands demands;
  demands.least_pixels = PixelSize{1600, 1200};
  const auto with = [&](std::uint32_t width, std::uint32_t height) {
    return found(demands, "jpeg", [&](EvidenceFile& file) { file.examination.picture = picture(width, height); });
  };
  CHECK(with(1600, 1200).empty());
  CHECK(with(1200, 1600).empty());
  CHECK(with(1199, 1600) == "usability/too-few-pixels(pixels=1600×1199, least=1600×1200, slot=材料)");
  CHECK(with(4000, 1000) == "usability/too-few-pixels(pixels=4000×1000, least=1600×1200, slot=材料)");
  CHECK(with(0, 0).empty());  // unknown
  CHECK(found(demands, "jpeg", [](EvidenceFile&) {}).empty());

  SUBCASE("in all") {
    demands.least_pixels.reset();
    demands.least_area = 3'000'000;
    CHECK(with(2000, 1500).empty());
    CHECK(with(1500, 1999) == "usability/too-few-pixels(pixels=1999×1500, least=3000000, slot=材料)");
    CHECK(with(4'000'000'000U, 4'000'000'000U).empty());
  }
  SUBCASE("of a film") {
    CHECK(found(demands, "mp4", [](EvidenceFile& file) {
            file.examination.recording = media::Recording{1, 640, 480};
          }) == "usability/too-few-pixels(pixels=640×480, least=1600×1200, slot=材料)");
    CHECK(found(demands, "mp3", [](EvidenceFile& file) {
            file.examination.recording = media::Recording{1, 0, 0};
          }).empty());
  }
}

TEST_CASE("a picture is blurred only where the slot asks for sharpness") {
  FileDemands demands;
  const auto with = [&](std::optional<std::uint32_t> sharpness) {
    return found(demands, "jpeg", [&](EvidenceFile& file) { file.examination.picture = picture(9, 9, sharpness); });
  };
  CHECK(with(0).empty());
  demands.least_sharpness = 30;
  CHECK(with(29) == "usability/blurred(sharpness=29, least=30, slot=材料)");
  CHECK(with(30).empty());
  CHECK(with(std::nullopt).empty());
}

TEST_CASE("a text is as long as the slot asks for and says what it must") {
  FileDemands demands;
  demands.characters = {500, 1500};
  demands.words = {"志愿者", "社区", "居民"};
  demands.figure = true;
  const auto with = [&](media::Text text) {
    return found(demands, "docx", [&](EvidenceFile& file) { file.examination.text = text; });
  };
  media::Text good;
  good.characters = 500;
  good.found_words = {"居民", "志愿者", "社区"};
  good.has_figure = true;
  CHECK(with(good).empty());
  auto other = good;
  other.characters = 499;
  CHECK(with(other) == "form/too-short(characters=499, least=500, slot=材料)");
  other.characters = 1501;
  CHECK(with(other) == "form/too-long(characters=1501, most=1500, slot=材料)");
  other = good;
  other.found_words = {"社区"};
  other.has_figure = false;
  CHECK(with(other) == "form/missing-figure(slot=材料)\nform/missing-words(words=[志愿者, 居民], slot=材料)");
}

TEST_CASE("a text that nothing here reads is told of once, and only where something is asked of it") {
  const auto nothing = [](EvidenceFile&) {};
  FileDemands demands;
  CHECK(found(demands, "pdf", nothing).empty());
  demands.figure = true;
  demands.words = {"社区"};
  demands.characters = {500, std::nullopt};
  CHECK(found(demands, "pdf", nothing) == "usability/text-not-read(slot=材料)");
  const auto locked = [](EvidenceFile& file) { file.examination.condition = media::Condition::locked; };
  CHECK(found(demands, "pdf", locked).find("text-not-read") == std::string::npos);
}

TEST_CASE("a recording is as long as the slot asks for, parts of a second in its favour") {
  FileDemands demands;
  demands.seconds = {30, 300};
  const auto with = [&](std::uint64_t milliseconds) {
    return found(demands, "mp4", [&](EvidenceFile& file) {
      file.examination.recording = media::Recording{milliseconds, 0, 0, true};
    });
  };
  CHECK(with(29'001).empty());
  CHECK(with(29'000) == "usability/recording-too-short(seconds=29, least=30, slot=材料)");
  CHECK(with(300'999).empty());
  CHECK(with(301'000) == "usability/recording-too-long(seconds=301, most=300, slot=材料)");
  CHECK(with(0).empty());  // not said
  CHECK(with(UINT64_MAX) == "usability/recording-too-long(seconds=18446744073709551, most=300, slot=材料)");
}

TEST_CASE("a name that does not fit its pattern is told with an example that does") {
  FileDemands demands;
  demands.name_pattern = "{日期} {编号} {材料}{序号}";
  auto archive = asking("签到表", EvidenceKind::any, demands);
  add(archive, "20261012 Ⅲ-1 签到01.txt", "txt");
  add(archive, "20261013签到.TXT", "txt");
  add(archive, "签到表2.txt", "txt");
  CHECK(findings_of(archive.run()) ==
        "资料/Ⅲ-1 材料/20261013签到.TXT:签到表 form/name-pattern(pattern={日期} {编号} {材料}{序号}, "
        "example=20261013 Ⅲ-1 签到表01.TXT)\n"
        "资料/Ⅲ-1 材料/签到表2.txt:签到表 form/name-pattern(pattern={日期} {编号} {材料}{序号}, "
        "example=20261001 Ⅲ-1 签到表01.txt)");
}

TEST_CASE("a file is judged by each slot that it serves, once each") {
  auto minutes = slot("记录");
  minutes.demands.least_bytes = 10;
  auto notice = slot("通知");
  notice.demands.least_bytes = 20;
  Archive archive({with_slots(leaf("Ⅲ-1"), {minutes, notice})});
  add(archive, "通知+记录.txt", "txt");
  CHECK(findings_of(archive.run()) ==
        "资料/Ⅲ-1 材料/通知+记录.txt:记录 usability/too-small(size=1 B, least=10 B, slot=记录)\n"
        "资料/Ⅲ-1 材料/通知+记录.txt:通知 usability/too-small(size=1 B, least=20 B, slot=通知)");
}

TEST_CASE("what counts for nothing anyway is not judged") {
  FileDemands demands;
  demands.least_bytes = 10;
  auto archive = asking("照片", EvidenceKind::photo, demands);
  add(archive, "照片.txt", "txt");
  CHECK(rules_of(archive.run()) ==
        std::vector<std::string>{"error coverage/missing-slot", "error usability/format-not-allowed"});
}

TEST_CASE("the index says how grave it is") {
  FileDemands demands;
  demands.least_bytes = 10;
  auto archive = asking("材料", EvidenceKind::any, demands);
  archive.index.severities["usability/too-small"] = Severity::error;
  add(archive, "材料.txt", "txt");
  CHECK(rules_of(archive.run()) == std::vector<std::string>{"error usability/too-small"});
}

/// Gives the file that was added last a capture time.
void captured(Archive& archive) {
  archive.inventory.files.back().examination.captured = media::Moment{1791763200, {}};  // 2026-10-12
}

TEST_CASE("pictures inside a document count as pieces where the slot says so") {
  auto photos = slot("照片", 4, EvidenceKind::photo);
  photos.count.most = 5;
  photos.demands.embedded_pictures = true;
  Archive archive({with_slots(leaf("Ⅲ-1"), {photos})});
  archive.add("Ⅲ-1 材料/照片1.jpg");
  captured(archive);
  add_document(archive, "活动照片.docx", {inside("a"), inside("b"), inside("c")});
  auto result = archive.run();
  CHECK(result.leaves[0].slots[0].counting() == 4);
  CHECK(result.leaves[0].slots[0].missing() == 0);
  CHECK(result.due.have == 1);
  CHECK(findings_of(result).empty());

  SUBCASE("and may be too many") {
    add_document(archive, "照片2.docx", {inside("d"), inside("e")});
    CHECK(findings_of(archive.run()) == ":照片 coverage/too-many(slot=照片, most=5, have=6)");
  }
  SUBCASE("a document without pictures is none") {
    add_document(archive, "照片2.docx", {});
    CHECK(findings_of(archive.run()) ==
          "资料/Ⅲ-1 材料/照片2.docx:照片 usability/format-not-allowed(format=format/docx, allowed=accepted/photo, "
          "slot=照片)");
  }
  SUBCASE("each is judged like a photo of its own") {
    archive.index.items[0].children[0].slots[0].demands.least_pixels = PixelSize{1600, 1200};
    add_document(archive, "照片2.docx", {inside("d", 1600, 1200), inside("e", 800, 600)});
    CHECK(count_rule(archive.run(), "usability/too-few-pixels") == 1);
  }
  SUBCASE("elsewhere a document is no photo") {
    archive.index.items[0].children[0].slots[0].demands.embedded_pictures = false;
    result = archive.run();
    CHECK(result.leaves[0].slots[0].counting() == 1);
    CHECK(count_rule(result, "usability/format-not-allowed") == 1);
  }
  SUBCASE("undated ones are pending, all of them") {
    archive.index.items[0].children[0].slots[0].window = DateRange{day("2026-10-01"), day("2026-12-31")};
    for (auto& file : archive.inventory.files) file.examination.captured.reset();
    result = archive.run();
    CHECK(result.leaves[0].slots[0].counting() == 0);
    CHECK(result.leaves[0].slots[0].pending() == 4);
  }
}

TEST_CASE("of different pictures those inside documents count once, too") {
  auto photos = slot("照片", 1, EvidenceKind::photo);
  photos.demands.embedded_pictures = true;
  photos.distinct = true;
  Archive archive({with_slots(leaf("Ⅲ-1"), {photos})});
  archive.add("Ⅲ-1 材料/照片0.jpg", "a");
  captured(archive);
  add_document(archive, "照片1.docx", {inside("a"), inside("b"), inside("b"), inside("c")});
  add_document(archive, "照片2.docx", {inside("c"), inside("a")});
  const auto result = archive.run();
  const auto& proofs = result.leaves[0].slots[0].proofs;
  REQUIRE(proofs.size() == 3);
  CHECK(proofs[1].pieces == 2);
  CHECK(proofs[2].standing == Standing::repeated);
  CHECK(result.leaves[0].slots[0].counting() == 3);
  CHECK(findings_of(result) ==
        "资料/Ⅲ-1 材料/照片1.docx:word/media/a.jpeg authenticity/repeated-picture(slot=照片, "
        "first=资料/Ⅲ-1 材料/照片0.jpg)\n"
        "资料/Ⅲ-1 材料/照片2.docx:word/media/c.jpeg authenticity/repeated-picture(slot=照片, "
        "first=资料/Ⅲ-1 材料/照片1.docx)");
}
