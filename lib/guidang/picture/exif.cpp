// SPDX-License-Identifier: Apache-2.0
// The only door to libexif.
#include "guidang/picture/exif.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>

#include <libexif/exif-data.h>

namespace guidang::picture {
namespace {

struct Free {
  void operator()(ExifData* data) const { exif_data_unref(data); }
};

/// The part of `head` that libexif understands: a JPEG as it is, else from the Exif block's mark on. HEIC keeps that
/// block as an item of its own, in most files within the first bytes.
std::string_view exif_part(std::string_view head) {
  using std::string_view_literals::operator""sv;
  if (head.starts_with("\xff\xd8")) return head;
  for (const auto mark : {"Exif\0\0MM\0*"sv, "Exif\0\0II*\0"sv}) {
    if (const auto place = head.find(mark); place != std::string_view::npos) return head.substr(place);
  }
  return {};
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Reads "2026:10:12 09:30:12"; cameras without a clock write zeros or blanks.
std::optional<media::Moment> moment_of(std::string_view stamp) {
  if (stamp.size() < 10 || stamp[4] != ':' || stamp[7] != ':') return std::nullopt;
  const auto year = number(stamp.substr(0, 4));
  const auto month = number(stamp.substr(5, 2));
  const auto day = number(stamp.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const auto date = make_date(*year, *month, *day);
  if (!date) return std::nullopt;
  constexpr std::int64_t k_day_seconds = 24 * 60 * 60;
  return media::Moment{.clock_seconds = std::chrono::sys_days(*date).time_since_epoch().count() * k_day_seconds,
                       .offset_minutes = std::nullopt};
}

}  // namespace

std::optional<media::Moment> capture_moment(std::string_view head) {
  const auto part = exif_part(head);
  if (part.empty() || part.size() > std::numeric_limits<unsigned int>::max()) return std::nullopt;
  const std::unique_ptr<ExifData, Free> data(exif_data_new());
  if (!data) return std::nullopt;
  exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);  // read, never mend
  // reinterpret_cast: chars to bytes, which may alias anything.
  exif_data_load_data(
      data.get(), reinterpret_cast<const unsigned char*>(part.data()), static_cast<unsigned int>(part.size()));
  const ExifEntry* const entry = exif_content_get_entry(data->ifd[EXIF_IFD_EXIF], EXIF_TAG_DATE_TIME_ORIGINAL);
  if (entry == nullptr || entry->format != EXIF_FORMAT_ASCII || entry->data == nullptr) return std::nullopt;
  return moment_of({reinterpret_cast<const char*>(entry->data), entry->size});  // as above
}

}  // namespace guidang::picture
