// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/picture/picture.hpp"
#include "guidang/probe/examiner.hpp"
#include "support/samples.hpp"

using namespace guidang;
using namespace guidang::samples;

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
  const auto heic = iso_media("heic") + "Exif\0\0"s + exif(k_original, "2026:10:12 00:00:00");
  CHECK(captured(heic) == day);
}
