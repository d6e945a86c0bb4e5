// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/exif.hpp"

#include <doctest/doctest.h>

#include "guidang/picture/picture.hpp"
#include "guidang/probe/examiner.hpp"
#include "support/samples.hpp"

using namespace guidang;
using namespace guidang::samples;
using media::Moment;

namespace {

std::optional<Date> captured(std::string bytes) {
  fs::MemoryTree tree;
  const auto path = RelPath::parse("x").value();
  tree.put(path, std::move(bytes));
  const auto source = tree.open(path).value();
  const auto found = probe::examine(*source, "x", {}).value();
  return found.captured ? media::day_of(*found.captured, 480) : std::nullopt;
}

constexpr std::uint16_t k_date_time = 0x0132;
constexpr std::uint16_t k_original = 0x9003;
constexpr std::uint16_t k_digitized = 0x9004;

}  // namespace

TEST_CASE("the day of capture is DateTimeOriginal and no other") {
  const auto day = make_date(2026, 10, 12);
  CHECK(captured(jpeg(exif(k_original, "2026:10:12 23:59:59"))) == day);
  CHECK_FALSE(captured(jpeg(exif(k_digitized, "2026:10:12 23:59:59"))));
  CHECK_FALSE(captured(jpeg(exif(k_date_time, "2026:10:12 23:59:59"))));
  CHECK_FALSE(captured(jpeg(exif(k_original, "0000:00:00 00:00:00"))));
  CHECK_FALSE(captured(jpeg(exif(k_original, "    :  :     :  :  "))));
  CHECK_FALSE(captured(jpeg(exif(k_original, "2026:13:12 23:59:59"))));
  CHECK_FALSE(captured(jpeg()));
}

TEST_CASE("a moment is read where it is possible, and nothing is read elsewhere") {
  const Moment noon{.clock_seconds = 1'791'806'412, .offset_minutes = {}};  // 2026-10-12 12:00:12
  CHECK(picture::moment_of("2026:10:12 12:00:12") == noon);
  CHECK(picture::moment_of("2026-10-12T12:00:12") == noon);
  CHECK(picture::moment_of(std::string_view("  2026/10/12 12:00:12\0zz", 24)) == noon);
  for (const auto* const stamp : {"",
                                  "2026:10:12",
                                  "2026:10:12 ",
                                  "2026:10:12 24:00:00",
                                  "2026:10:12 12:60:00",
                                  "2026:10:12 12:00:60",
                                  "2026:02:29 12:00:00",
                                  "2026:10-12 12:00:00",
                                  "2O26:10:12 12:00:00",
                                  "0000:00:00 00:00:00",
                                  "    :  :     :  :  ",
                                  "2026:10:12 12.00.00",
                                  "12:10:2026 12:00:00"}) {
    CAPTURE(stamp);
    CHECK_FALSE(picture::moment_of(stamp));
  }
}

TEST_CASE("an offset is at most fourteen hours from UTC") {
  CHECK(picture::offset_of("+08:00") == 480);
  CHECK(picture::offset_of("-03:30 ") == -210);
  CHECK(picture::offset_of("Z") == 0);
  CHECK(picture::offset_of("+14:00") == 840);
  for (const auto* const offset : {"", "+8:00", "0800", "+08:60", "+14:01", "   :  ", "+0A:00"}) {
    CAPTURE(offset);
    CHECK_FALSE(picture::offset_of(offset));
  }
}

TEST_CASE("XMP says the moment of capture as an attribute or an element") {
  const Moment moment{.clock_seconds = 1'791'806'412, .offset_minutes = 480};
  CHECK(picture::captured_in_xmp(R"(<x exif:DateTimeOriginal="2026-10-12T12:00:12.50+08:00"/>)") == moment);
  CHECK(picture::captured_in_xmp("<exif:DateTimeOriginal>2026-10-12T12:00:12+08:00</exif:DateTimeOriginal>") == moment);
  CHECK_FALSE(picture::captured_in_xmp(R"(<x exif:DateTimeDigitized="2026-10-12T12:00:12+08:00"/>)"));
  CHECK_FALSE(picture::captured_in_xmp("exif:DateTimeOriginal"));
  CHECK_FALSE(picture::captured_in_xmp("exif:DateTimeOriginal=\""));
}

TEST_CASE("only the original's own offset counts") {
  // an Exif part with DateTimeOriginal and the offset of another date
  const auto entry = [](std::uint16_t tag, std::size_t size, std::size_t place) {
    return big(tag, 2) + big(2, 2) + big(size, 4) + big(place, 4);
  };
  const auto block = [&](std::uint16_t offset_tag) {
    const std::string head =
        "MM" + big(42, 2) + big(8, 4) + big(1, 2) + big(0x8769, 2) + big(4, 2) + big(1, 4) + big(26, 4) + big(0, 4);
    return head + big(2, 2) + entry(k_original, 20, 56) + entry(offset_tag, 7, 76) + big(0, 4) +
           "2026:10:12 12:00:12\0"s + "+08:00\0"s;
  };
  Moment moment{.clock_seconds = 1'791'806'412, .offset_minutes = 480};
  CHECK(picture::read_exif(block(0x9011)).captured == moment);
  moment.offset_minutes.reset();
  CHECK(picture::read_exif(block(0x9010)).captured == moment);
  CHECK(picture::read_exif(block(0x9012)).captured == moment);
}
