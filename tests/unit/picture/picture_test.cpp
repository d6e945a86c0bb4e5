// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/picture.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <zlib.h>

#include "guidang/media/format.hpp"
#include "support/samples.hpp"
#include "support/scratch.hpp"

using namespace guidang;
using media::Condition;
using media::Examination;

namespace {

std::string sample(const std::string& name) {
  auto bytes = test::read_bytes(GUIDANG_SOURCE_DIR "/tests/unit/picture/data/" + name);
  REQUIRE_FALSE(bytes.empty());
  return bytes;
}

Examination examined(std::string_view format, std::string_view bytes) {
  Examination found;
  found.format = media::find_format(format);
  REQUIRE(found.format != nullptr);
  REQUIRE(picture::examine_bytes(bytes, found));
  REQUIRE(found.picture);
  return found;
}

Examination examined_sample(const std::string& name) {
  const auto ending = name.substr(name.find('.') + 1);
  return examined(ending == "jpg" ? "jpeg" : ending, sample(name));
}

/// "whole 96x64", "truncated cut_off 96x64", …
std::string outline(const Examination& found) {
  std::string text(media::to_string(found.condition));
  if (found.fault != media::Fault::none) text += " " + std::string(media::to_string(found.fault));
  return text + " " + std::to_string(found.picture->width) + "x" + std::to_string(found.picture->height);
}

}  // namespace

TEST_CASE("pictures of each format are whole, or unexamined where only their structure is known") {
  std::string text;
  for (const auto* const name : {"baseline.jpg",
                                 "progressive.jpg",
                                 "cmyk.jpg",
                                 "blank.jpg",
                                 "plain.png",
                                 "palette.png",
                                 "interlaced.png",
                                 "small.heic",
                                 "still.tiff",
                                 "still.bmp",
                                 "still.gif",
                                 "still.webp"}) {
    text += std::string(name) + " " + outline(examined_sample(name)) + "\n";
  }
  CHECK(text ==
        "baseline.jpg whole 96x64\nprogressive.jpg whole 96x64\ncmyk.jpg whole 96x64\nblank.jpg whole 64x48\n"
        "plain.png whole 24x16\npalette.png whole 96x64\ninterlaced.png whole 24x16\nsmall.heic whole 96x64\n"
        "still.tiff unexamined 24x16\nstill.bmp unexamined 24x16\nstill.gif unexamined 24x16\nstill.webp unexamined "
        "24x16\n");
  CHECK(outline(examined("jpeg", samples::jpeg())) == "whole 1x1");
  CHECK(outline(examined("png", samples::png())) == "whole 1x1");
}

TEST_CASE("a picture cut off anywhere is never whole") {
  for (const auto* const name : {"baseline.jpg", "progressive.jpg", "plain.png", "interlaced.png", "small.heic"}) {
    const auto bytes = sample(name);
    const auto ending = std::string_view(name).substr(std::string_view(name).find('.') + 1);
    for (std::size_t size = 3; size < bytes.size(); size += size < 200 ? 7 : 41) {
      CAPTURE(name);
      CAPTURE(size);
      const auto found = examined(ending == "jpg" ? "jpeg" : ending, std::string_view(bytes).substr(0, size));
      CHECK_FALSE(media::is_sound(found.condition));
      CHECK_FALSE(found.picture->fingerprint);
    }
  }
}

TEST_CASE("where a picture is cut off in its pixels, it says so") {
  for (const auto* const name : {"baseline.jpg",
                                 "progressive.jpg",
                                 "plain.png",
                                 "small.heic",
                                 "still.tiff",
                                 "still.bmp",
                                 "still.gif",
                                 "still.webp"}) {
    const auto bytes = sample(name);
    const auto ending = std::string_view(name).substr(std::string_view(name).find('.') + 1);
    const bool far_end = ending == "tiff";  // its directory stands behind its pixels
    const auto found = examined(ending == "jpg" ? "jpeg" : ending,
                                std::string_view(bytes).substr(0, bytes.size() - (far_end ? 300 : 20)));
    CAPTURE(name);
    CHECK(found.condition == Condition::truncated);
    CHECK(found.fault == media::Fault::cut_off);
  }
}

TEST_CASE("a JPEG without its end mark, or with one too early, is cut off") {
  auto bytes = sample("baseline.jpg");
  bytes.resize(bytes.size() - 2);
  CHECK(outline(examined("jpeg", bytes)) == "truncated cut_off 96x64");
  bytes.resize(bytes.size() - 300);
  CHECK(outline(examined("jpeg", bytes + "\xff\xd9")) == "truncated cut_off 96x64");
}

TEST_CASE("what phones put behind a JPEG's end changes nothing") {
  const auto plain = examined_sample("baseline.jpg");
  CHECK(examined("jpeg", sample("baseline.jpg") + std::string(5000, '\xff') + samples::iso_media("mp42")) == plain);
  CHECK(examined("jpeg", sample("baseline.jpg") + sample("camera.jpg")) == plain);
}

TEST_CASE("padding within a JPEG is no fault, much that is no picture data is one") {
  const auto bytes = sample("baseline.jpg");
  const auto padded = [&](std::size_t at, std::size_t count) {
    return outline(examined("jpeg", bytes.substr(0, at) + std::string(count, 'A') + bytes.substr(at)));
  };
  const auto end = bytes.size() - 2;
  CHECK(padded(end, 4000) == "whole 96x64");
  CHECK(padded(end, 5000) == "damaged bad_image 96x64");
  CHECK(padded(bytes.find("\xff\xdb"), 5000) == "whole 96x64");  // before the first pixels
}

TEST_CASE("a HEIC that is all there but spoilt is damaged, not cut off") {
  auto bytes = sample("small.heic");
  const auto data = bytes.find("mdat") + 4;
  bytes.replace(data, bytes.size() - data, bytes.size() - data, '\0');
  CHECK(outline(examined("heic", bytes)) == "damaged bad_image 96x64");
  bytes.replace(bytes.find("meta"), 4, "mete");
  CHECK(outline(examined("heic", bytes)) == "damaged bad_structure 0x0");
}

TEST_CASE("spoilt picture data is told from a spoilt checksum") {
  auto bytes = sample("plain.png");
  bytes[bytes.find("IEND") - 5] ^= 1;  // of the checksum before it
  CHECK(outline(examined("png", bytes)) == "damaged bad_checksum 24x16");
  bytes = sample("baseline.jpg");
  bytes.replace(bytes.size() - 400, 4, "\xff\xc4\x01\x02");
  CHECK(outline(examined("jpeg", bytes)) == "damaged bad_image 96x64");
}

TEST_CASE("a picture that claims more pixels than any camera makes is given up") {
  auto bytes = sample("baseline.jpg");
  const auto frame = bytes.find("\xff\xc0");
  bytes.replace(frame + 5, 4, "\xff\xdc\xff\xdc");
  CHECK(outline(examined("jpeg", bytes)) == "abandoned too_large 65500x65500");
}

TEST_CASE("a sound PNG with a side longer than is looked at is given up") {
  auto bytes = samples::png();
  bytes.replace(16, 4, samples::big(1'000'001, 4));
  bytes.replace(29, 4, samples::big(::crc32(0, reinterpret_cast<const Bytef*>(&bytes[12]), 17), 4));
  CHECK(outline(examined("png", bytes)) == "abandoned too_large 1000001x1");
}

TEST_CASE("a progressive JPEG whose pixels would need too much memory is given up") {
  auto bytes = sample("progressive.jpg");
  const auto frame = bytes.find("\xff\xc2");
  bytes.replace(frame + 5, 4, "\x3f\xff\x3f\xff");
  CHECK(outline(examined("jpeg", bytes)) == "abandoned too_large 16383x16383");
}

TEST_CASE("a camera's words are found in every format that has them") {
  const auto found = examined_sample("camera.jpg");
  const media::Moment moment{.clock_seconds = 1'791'797'412, .offset_minutes = 480};  // 2026-10-12 09:30:12
  CHECK(found.captured == moment);
  CHECK(found.picture->camera == "Canon EOS 80D");
  CHECK(found.picture->serial == "012345678");
  CHECK(found.picture->software == "Shop 1.0");
  CHECK(found.picture->orientation == 6);
  CHECK(found.picture->place == media::Place{.latitude_micro = 30'500'000, .longitude_micro = -114'250'000});
  for (const auto* const name : {"camera.png", "camera.heic", "camera.webp", "camera.tiff", "profile.png", "xmp.png"}) {
    CAPTURE(name);
    CHECK(examined_sample(name).captured == moment);
  }
}

TEST_CASE("the moment of a TIFF is found behind its pixels") {
  using namespace samples;
  const std::string stamp = "2026:10:12 09:30:12" + std::string(1, '\0');
  const std::string bytes = "MM" + big(42, 2) + big(70'008, 4) + std::string(70'000, '\0') + big(1, 2) +
                            big(0x8769, 2) + big(4, 2) + big(1, 4) + big(70'026, 4) + big(0, 4) + big(1, 2) +
                            big(0x9003, 2) + big(2, 2) + big(20, 4) + big(70'044, 4) + big(0, 4) + stamp;
  const auto found = examined("tiff", bytes);
  CHECK(outline(found) == "unexamined 0x0");
  CHECK(found.captured == media::Moment{.clock_seconds = 1'791'797'412, .offset_minutes = {}});
}

TEST_CASE("a TIFF is cut off where any of its pages is") {
  using namespace samples;
  const auto entry = [](std::uint64_t tag, std::uint64_t value) {
    return big(tag, 2) + big(4, 2) + big(1, 4) + big(value, 4);
  };
  // A page of one strip: its directory of 30 bytes, then 10 bytes of pixels.
  const auto page = [&](std::uint64_t place, std::uint64_t next) {
    return big(2, 2) + entry(273, place + 30) + entry(279, 10) + big(next, 4) + std::string(10, 'x');
  };
  const auto bytes = "MM" + big(42, 2) + big(8, 4) + page(8, 48) + page(48, 88) + page(88, 0);
  CHECK(outline(examined("tiff", bytes)) == "unexamined 0x0");
  for (const std::size_t kept : {bytes.size() - 1, std::size_t{110}, std::size_t{88}, std::size_t{60}}) {
    CAPTURE(kept);
    CHECK(outline(examined("tiff", bytes.substr(0, kept))) == "truncated cut_off 0x0");
  }
  const auto start = "MM" + big(42, 2) + big(8, 4);
  CHECK(outline(examined("tiff", start + page(8, 8))) == "unexamined 0x0");  // in a circle
  CHECK(outline(examined("tiff", start + page(8, 38) + "no directory, but a text")) ==
        "unexamined 0x0");  // leads to no directory
}

TEST_CASE("a moment stands in pictures that are cut off, too") {
  const auto bytes = sample("camera.jpg");
  const auto found = examined("jpeg", std::string_view(bytes).substr(0, bytes.size() - 500));
  CHECK(outline(found) == "truncated cut_off 96x64");
  CHECK(media::day_of(found.captured.value(), 480) == make_date(2026, 10, 12));
}

TEST_CASE("Exif is found behind other segments, however long they are") {
  const auto camera = sample("camera.jpg");
  std::string padding;
  for (int i = 0; i < 6; ++i) padding += "\xff\xe2" + samples::big(65535, 2) + std::string(65533, 'x');
  const auto found = examined("jpeg", camera.substr(0, 2) + padding + camera.substr(2));
  CHECK(found == examined("jpeg", camera));
}

TEST_CASE("bytes that are no picture end in a fault or stay unexamined, never in an error") {
  for (const auto* const format : {"jpeg", "png", "heic", "tiff", "bmp", "gif", "webp"}) {
    CAPTURE(format);
    for (const auto& bytes : {std::string(), std::string("x"), std::string(3000, '\0'), std::string(3000, '\xff')}) {
      const auto found = examined(format, bytes);
      CHECK(found.condition != Condition::whole);
      CHECK_FALSE(found.picture->fingerprint);
      CHECK_FALSE(found.captured);
    }
  }
}
