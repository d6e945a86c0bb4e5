// SPDX-License-Identifier: Apache-2.0
#include "guidang/media/examination.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

media::Examination full() {
  media::Examination found;
  found.format = media::find_format("docx");
  found.condition = media::Condition::damaged;
  found.fault = media::Fault::bad_part;
  found.part = "word/\xff.xml";
  found.captured = media::Moment{-5, -480};
  media::Picture picture;
  picture.width = 4000;
  picture.height = 3000;
  picture.orientation = 6;
  picture.sharpness = 17;
  picture.fingerprint = ~0ULL;
  picture.camera = "Canon EOS 80D";
  picture.serial = "0123";
  picture.software = "美图秀秀";
  picture.place = media::Place{-89'000'000, 179'999'999};
  found.picture = picture;
  found.document =
      media::Document{12, true, {{"word/media/1.jpeg", std::string(64, 'a'), picture, media::Moment{7, {}}}}};
  found.text = media::Text{1500, {"志愿者"}, true, 2, "110101********1234", 3, "138****5678"};
  found.recording = media::Recording{61'000, 1920, 1080, true};
  return found;
}

}  // namespace

TEST_CASE("an examination survives its coding") {
  CHECK(media::decode(media::encode(full())) == full());
  CHECK(media::decode(media::encode({})) == media::Examination{});
}

TEST_CASE("bytes that no coding wrote are no examination") {
  const auto bytes = media::encode(full());
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(media::decode(bytes.substr(0, size)));
  CHECK_FALSE(media::decode(bytes + "x"));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto flipped = bytes;
    flipped[i] = static_cast<char>(~flipped[i]);
    const auto found = media::decode(flipped);  // whatever it is, it is no crash
    if (found) CHECK(media::decode(media::encode(*found)) == found);
  }
}

TEST_CASE("a moment's day is that of the zone where its offset is known, else that of its clock") {
  const auto day = [](std::int64_t seconds, std::optional<int> offset, int zone) {
    return to_string(media::day_of({seconds, offset}, zone).value());
  };
  constexpr std::int64_t k_midnight = 1791763200;  // 2026-10-12T00:00:00 of some clock
  CHECK(day(k_midnight - 1, {}, 480) == "2026-10-11");
  CHECK(day(k_midnight, {}, 480) == "2026-10-12");
  CHECK(day(k_midnight + 16 * 3600, 0, 480) == "2026-10-13");
  CHECK(day(k_midnight + 16 * 3600 - 1, 0, 480) == "2026-10-12");
  CHECK(day(k_midnight + 1800, 540, 480) == "2026-10-11");
  CHECK(day(k_midnight + 1800, 480, 480) == "2026-10-12");
}

TEST_CASE("a moment outside the years that we know has no day") {
  CHECK_FALSE(media::day_of({INT64_MAX, 0}, 480));
  CHECK_FALSE(media::day_of({INT64_MIN, {}}, 480));
  CHECK_FALSE(media::day_of({7258118399, 0}, 480));
  CHECK(media::day_of({7258118399, 480}, 480));
}
