// SPDX-License-Identifier: Apache-2.0
#include "guidang/recording/recording.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "guidang/fs/view_source.hpp"
#include "guidang/media/format.hpp"
#include "guidang/recording/boxes.hpp"
#include "guidang/recording/end.hpp"
#include "guidang/recording/frames.hpp"
#include "guidang/recording/riff.hpp"
#include "support/samples.hpp"
#include "support/scratch.hpp"

using namespace guidang;
using samples::big;
using samples::little;

namespace {

std::string file(const std::string& name) {
  return test::read_bytes(std::string(GUIDANG_SOURCE_DIR) + "/tests/unit/recording/files/" + name);
}

std::unique_ptr<fs::Source> source_of(fs::MemoryTree& tree, const std::string& bytes) {
  const auto path = RelPath::parse("x").value();
  tree.put(path, bytes);
  return tree.open(path).value();
}

/// "mp4 whole none 2000 ms 32x24 sound": what is found in a file of this name with these bytes.
std::string found_in(const std::string& name, const std::string& bytes) {
  fs::MemoryTree tree;
  const auto source = source_of(tree, bytes);
  media::Examination found;
  found.format = &media::named_format(*media::identify(*source).value(), media::extension_of(name));
  REQUIRE(recording::examine(*source, found));
  std::string text = std::string(found.format->name) + " " + std::string(to_string(found.condition)) + " " +
                     std::string(to_string(found.fault));
  if (found.recording) {
    const auto& r = *found.recording;
    text += " " + std::to_string(r.duration_ms) + " ms " + std::to_string(r.width) + "x" + std::to_string(r.height) +
            (r.has_sound ? " sound" : "");
  }
  if (found.captured) {
    text += " at " + std::to_string(found.captured->clock_seconds) + " ahead " +
            std::to_string(found.captured->offset_minutes.value_or(-1));
  }
  return text;
}

std::string found_in(const std::string& name) {
  return found_in(name, file(name));
}

/// A box of ISO/IEC 14496-12.
std::string box(const std::string& type, const std::string& content) {
  return big(content.size() + 8, 4) + type + content;
}

std::string head() {
  return box("ftyp", "isom" + big(0, 4) + "isom");
}

std::string film_head(std::uint64_t created) {
  return box("mvhd", big(0, 4) + big(created, 4) + std::string(92, '\0'));
}

/// A table of places, where it lies in a film.
std::string places(const std::string& type, const std::string& content) {
  return box("trak", box("mdia", box("minf", box("stbl", box(type, content)))));
}

/// Bytes with zeros behind them, up to a size that no memory need hold; counts what is read.
class LongSource final : public fs::Source {
 public:
  LongSource(std::string_view bytes, std::uint64_t size) : begin_(bytes), known_(bytes.size()), size_(size) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return size_; }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), size_ - std::min(size_, offset)));
    std::ranges::fill(buffer, std::byte{0});
    if (offset < known_) (void)begin_.read_at(offset, buffer.first(count));
    bytes_read += count;
    return count;
  }

  [[nodiscard]] Result<void> check_unchanged() override { return {}; }

  std::uint64_t bytes_read = 0;

 private:
  fs::ViewSource begin_;
  std::uint64_t known_;
  std::uint64_t size_;
};

std::string words_of(const recording::Verdict& verdict) {
  return verdict ? std::string(to_string(*verdict)) : "unsaid";
}

std::string walked(const std::string& bytes) {
  fs::MemoryTree tree;
  const auto boxes = recording::walk_boxes(*source_of(tree, bytes)).value();
  return words_of(boxes.fault) + (boxes.created ? " " + std::to_string(boxes.created->clock_seconds) : "");
}

std::string riff(const std::string& bytes) {
  fs::MemoryTree tree;
  return words_of(recording::riff_fault(*source_of(tree, bytes)).value());
}

}  // namespace

TEST_CASE("recordings of the usual formats say how long and how large they are") {
  CHECK(found_in("a.mp4") == "mp4 whole none 2000 ms 32x24 sound at 1791768612 ahead 0");
  CHECK(found_in("a.mov") == "mov whole none 2000 ms 32x24 sound at 1791768612 ahead 0");
  CHECK(found_in("a.3gp") == "3gp whole none 2000 ms 128x96");
  CHECK(found_in("a.avi") == "avi whole none 2041 ms 32x24 sound");
  CHECK(found_in("a.wmv") == "wmv whole none 2046 ms 32x24 sound");
  CHECK(found_in("a.mkv") == "mkv whole none 2032 ms 32x24 sound");
  CHECK(found_in("a.flv") == "flv whole none 2142 ms 32x24 sound");
  CHECK(found_in("a.mpg") == "mpeg unexamined none 2011 ms 32x24 sound");
  CHECK(found_in("a.mp3") == "mp3 whole none 1152 ms 0x0 sound");
  CHECK(found_in("a.wav") == "wav whole none 1000 ms 0x0 sound");
  CHECK(found_in("a.m4a") == "m4a whole none 1000 ms 0x0 sound");
  CHECK(found_in("a.aac") == "aac unexamined none 1152 ms 0x0 sound");
  CHECK(found_in("a.amr") == "amr unexamined none 1000 ms 0x0 sound");
  CHECK(found_in("a.flac") == "flac unexamined none 1000 ms 0x0 sound");
  CHECK(found_in("a.ogg") == "ogg whole none 1000 ms 0x0 sound");
  CHECK(found_in("a.wma") == "wma whole none 1021 ms 0x0 sound");
  CHECK(found_in("pieces.mp4") == "mp4 whole none 2000 ms 32x24");
}

TEST_CASE("of a long recording only a small part is read") {
  constexpr std::uint64_t k_size = 700'000'000;
  for (const std::string name :
       {"a.mp4", "a.mov", "a.3gp", "a.mkv", "a.avi", "a.mpg", "a.wmv", "a.flv", "a.wav", "a.mp3"}) {
    CAPTURE(name);
    auto bytes = file(name);
    const bool boxes = name == "a.mp4" || name == "a.mov" || name == "a.3gp";
    if (boxes) bytes += big(k_size - bytes.size(), 4) + "free";
    LongSource source(bytes, k_size);
    media::Examination found;
    found.format = &media::named_format(*media::identify(source).value(), media::extension_of(name));
    REQUIRE(recording::examine(source, found));
    if (boxes) CHECK(to_string(found.condition) == "whole");
    // Where no table says what lies where, libmediainfo looks for a beginning here and there.
    CHECK(source.bytes_read < (boxes ? 1'000'000 : k_size / 10));
  }
}

TEST_CASE("a film that was cut off anywhere behind its beginning is truncated") {
  for (const auto* const name : {"a.mp4", "a.mov", "pieces.mp4"}) {
    const auto bytes = file(name);
    for (const auto kept : {bytes.size() - 1, bytes.size() - 9, bytes.size() / 2, std::size_t{200}}) {
      CAPTURE(name);
      CAPTURE(kept);
      CHECK(found_in(name, bytes.substr(0, kept)).find("truncated cut_off") != std::string::npos);
    }
  }
}

TEST_CASE("sound and film in RIFF chunks that was cut off is truncated") {
  for (const auto* const name : {"a.wav", "a.avi"}) {
    const auto bytes = file(name);
    CHECK(found_in(name, bytes.substr(0, bytes.size() - 2)).find("truncated cut_off") != std::string::npos);
    CHECK(found_in(name, bytes.substr(0, bytes.size() / 2)).find("truncated cut_off") != std::string::npos);
  }
}

TEST_CASE("a recording that states its end is truncated where it is cut off") {
  for (const std::string name : {"a.mp3", "a.ogg", "a.wma", "a.flv", "a.mkv"}) {
    const auto bytes = file(name);
    CHECK(found_in(name).find(" whole none") != std::string::npos);
    for (const auto kept : {bytes.size() - 30, bytes.size() / 2}) {
      CAPTURE(name);
      CAPTURE(kept);
      CHECK(found_in(name, bytes.substr(0, kept)).find("truncated cut_off") != std::string::npos);
    }
  }
}

TEST_CASE("a WMV without its index is neither whole nor cut off") {
  const auto bytes = file("a.wmv");
  CHECK(found_in("a.wmv", bytes.substr(0, bytes.size() - 30)).starts_with("wmv unexamined none"));
  CHECK(found_in("a.wmv", bytes.substr(0, bytes.size() / 2)).starts_with("wmv truncated cut_off"));
}

TEST_CASE("a recording that does not state its end is neither whole nor cut off") {
  for (const std::string name : {"a.flac", "a.aac", "a.amr", "a.mpg"}) {
    const auto bytes = file(name);
    CAPTURE(name);
    CHECK(found_in(name, bytes.substr(0, bytes.size() / 2)).find("unexamined none") != std::string::npos);
  }
}

TEST_CASE("what programs write behind sound is no fault") {
  const auto title = "TAG" + std::string(125, ' ');
  for (const std::string name : {"a.mp3", "a.ogg", "a.wma", "a.mkv"}) {
    CAPTURE(name);
    CHECK(found_in(name, file(name) + title).find(" whole none") != std::string::npos);
  }
  CHECK(found_in("a.flv", file("a.flv") + title).find("unexamined none") != std::string::npos);
  CHECK(found_in("a.aac", file("a.aac") + title).starts_with("aac unexamined none 1152 ms"));
}

TEST_CASE("an MP3 that ends with a frame, or says nothing of its bytes, is not cut off") {
  const auto bytes = file("a.mp3");
  const auto info = bytes.find("Info");
  const auto stated = samples::big(0x10000, 4);
  auto more = bytes;
  more.replace(info + 12, 4, stated);
  CHECK(found_in("a.mp3", more).starts_with("mp3 unexamined none"));
  CHECK(found_in("a.mp3", more + std::string(128, 'x')).starts_with("mp3 unexamined none"));
  CHECK(found_in("a.mp3", more.substr(0, more.size() - 10)).starts_with("mp3 truncated cut_off"));
  auto silent = bytes;
  silent.replace(info, 4, "LAME");
  CHECK(found_in("a.mp3", silent.substr(0, silent.size() - 10)).starts_with("mp3 unexamined none"));
}

TEST_CASE("recordings of broadcasts, whose ends nobody wrote, are not cut off") {
  auto ogg = file("a.ogg");
  ogg[ogg.rfind("OggS") + 5] = 0;
  CHECK(found_in("a.ogg", ogg).starts_with("ogg unexamined none"));
  auto wma = file("a.wma");
  const auto properties = wma.find("\xa1\xdc\xab\x8c");
  wma[properties + 88] = 3;
  CHECK(found_in("a.wma", wma.substr(0, wma.size() - 30)).starts_with("wma unexamined none"));
  auto mkv = file("a.mkv");
  mkv.replace(mkv.find("\x18\x53\x80\x67") + 4, 8, "\x01" + std::string(7, '\xff'));
  CHECK(found_in("a.mkv", mkv).starts_with("mkv unexamined none"));
}

TEST_CASE("AAC is as long as its frames, or nothing is known") {
  const auto bytes = file("a.aac");
  CHECK(found_in("a.aac", bytes + bytes).find(" 2304 ms") != std::string::npos);
  CHECK(found_in("a.aac", bytes + std::string(300, 'x')).find(" 0 ms") != std::string::npos);
  const auto tag = "ID3\x04" + std::string(5, '\0') + "\x0a" + std::string(10, '\0');
  fs::ViewSource source(bytes);
  CHECK(recording::aac_duration_ms(source) == 1152U);
  const auto tagged = tag + bytes.substr(0, bytes.size() - 5);  // its last frame is not all there
  fs::ViewSource second(tagged);
  CHECK(recording::aac_duration_ms(second) == 1024U);
}

TEST_CASE("any truncation and any flipped byte of a recording is survived") {
  using Look = Result<recording::Verdict> (*)(fs::Source&);
  const auto looks = std::vector<Look>{
      recording::mp3_end, recording::ogg_end, recording::asf_end, recording::flv_end, recording::matroska_end};
  for (const std::string name : {"a.mp3", "a.ogg", "a.wma", "a.flv", "a.mkv", "a.aac"}) {
    auto bytes = file(name);
    bytes.resize(std::min<std::size_t>(bytes.size(), 1500));
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
      auto flipped = bytes;
      flipped[at] = static_cast<char>(~flipped[at]);
      for (const auto& content : {flipped, bytes.substr(0, at)}) {
        fs::ViewSource source(content);
        for (const auto look : looks) CHECK(look(source));
        CHECK(recording::aac_duration_ms(source));
      }
    }
  }
}

TEST_CASE("a recording without pictures, sound and duration has no content") {
  CHECK(found_in("a.mp4", head() + box("moov", film_head(0))) == "mp4 damaged no_content");
}

TEST_CASE("boxes that do not reach the end, or reach further, are told") {
  CHECK(walked(head() + box("mdat", "x") + box("moov", "")) == "none");
  CHECK(walked(head() + box("moov", "") + std::string(100, '\0')) == "none");             // filled up
  CHECK(walked(head() + box("moov", "") + big(0, 4) + "mdat" + "to the end") == "none");  // a size of 0
  CHECK(walked(head() + box("moov", "") + big(1, 4) + "mdat" + big(17, 8) + "x") == "none");
  CHECK(walked(head() + box("moov", "") + "abc") == "none");  // less than a box
  CHECK(walked(head() + box("mdat", "x")) == "cut_off");
  CHECK(walked(head()) == "bad_structure");
  CHECK(walked(head() + box("moov", "") + big(1000, 4) + "mdat") == "cut_off");
  CHECK(walked(head() + box("moov", "") + big(1, 4) + "mdat" + big(~0ULL, 8)) == "cut_off");
  CHECK(walked(head() + box("moov", "") + big(1, 4) + "mdat" + big(15, 8)) == "bad_structure");
  CHECK(walked(head() + box("moov", "") + big(7, 4) + "mdat") == "bad_structure");
  CHECK(walked(head() + box("moov", big(1000, 4) + "trak") + box("free", "")) == "bad_structure");
}

TEST_CASE("what a camera puts behind a film that is all there is no fault") {
  const auto film = head() + box("moov", "") + box("mdat", "x");
  CHECK(walked(film + std::string(32, '\xff')) == "none");
  CHECK(walked(film + std::string(28, '\x01') + "8db42d694ccc418790edff439fe026bf") == "none");
  CHECK(walked(film + "8db42d694ccc418790edff439fe026bf") == "none");
  CHECK(walked(film + big(3, 4) + "note") == "none");
  CHECK(walked(film + box("note", "x") + "8db42d694ccc418790edff439fe026bf") == "none");
  CHECK(walked(film + big(100, 4) + "moof") == "cut_off");
  CHECK(walked(film + big(100, 4) + "mdat") == "cut_off");
  CHECK(walked(film + big(7, 4) + "free") == "bad_structure");
  CHECK(walked(head() + box("moov", "") + std::string(32, '\xff')) == "cut_off");
  CHECK(walked(head() + box("mdat", "x") + std::string(32, '\xff')) == "cut_off");
  CHECK(found_in("a.mp4", file("a.mp4") + std::string(32, '\xff')).starts_with("mp4 whole none"));
}

TEST_CASE("a film's places must lie within it") {
  const auto table = [](std::uint64_t place) { return big(0, 4) + big(1, 4) + big(place, 4); };
  CHECK(walked(head() + box("moov", places("stco", table(20)))) == "none");
  CHECK(walked(head() + box("moov", places("stco", table(5000)))) == "cut_off");
  CHECK(walked(head() + box("moov", places("co64", big(0, 4) + big(1, 4) + big(1ULL << 40U, 8)))) == "cut_off");
  CHECK(walked(head() + box("moov", places("stco", big(0, 4) + big(9, 4) + big(20, 4)))) == "bad_structure");
  CHECK(walked(head() + box("moov", places("stco", "abc"))) == "bad_structure");
}

TEST_CASE("a film says when it was made, unless its clock was never asked") {
  const auto film = [](std::uint64_t created) { return head() + box("moov", film_head(created)); };
  CHECK(walked(film(3874613412)) == "none 1791768612");
  CHECK(walked(film(0)) == "none");
  CHECK(walked(film(1)) == "none");
  CHECK(walked(film(2082844800)) == "none");  // 1970-01-01
  CHECK(walked(head() + box("moov", box("mvhd", "\x01" + big(0, 3) + big(3874613412, 8) + std::string(96, '\0')))) ==
        "none 1791768612");
  CHECK(walked(head() + box("moov", box("mvhd", "\x01" + big(0, 3) + big(~0ULL, 8) + std::string(96, '\0')))) ==
        "none");
}

TEST_CASE("a film that nests or repeats without end is left after its limits") {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep = box("trak", deep.size() < 60'000 ? deep : "");
  CHECK(walked(head() + box("moov", deep)) == "none");
  std::string many = head() + box("moov", "");
  for (int i = 0; i < 120'000; ++i) many += box("free", "");
  CHECK(walked(many) == "unsaid");
}

TEST_CASE("a RIFF chunk must end within its file") {
  const auto wave = [](std::uint64_t riff_bytes, std::uint64_t data_bytes, const std::string& data) {
    return "RIFF" + little(riff_bytes, 4) + "WAVEfmt " + little(16, 4) + std::string(16, '\0') + "data" +
           little(data_bytes, 4) + data;
  };
  CHECK(riff(wave(40, 4, "abcd")) == "none");
  CHECK(riff(wave(41, 5, "abcd")) == "none");  // the byte that makes it even was forgotten
  CHECK(riff(wave(400, 4, "abcd")) == "cut_off");
  CHECK(riff(wave(40, 400, "abcd")) == "cut_off");
  CHECK(riff(wave(0, 0, "abcd")) == "unsaid");
  CHECK(riff(wave(0xFFFFFFFF, 0xFFFFFFFF, "abcd")) == "unsaid");
  CHECK(riff("RIFF" + little(4, 4) + "AVI " + "RIFF" + little(4, 4) + "AVIX") == "none");
  CHECK(riff("RIFF" + little(4, 4) + "AVI " + "RIFF" + little(400, 4) + "AVIX") == "cut_off");
  CHECK(riff("RF64" + little(0xFFFFFFFF, 4) + "WAVE") == "unsaid");
}
