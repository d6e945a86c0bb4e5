// SPDX-License-Identifier: Apache-2.0
// The only door to libexif.
#include "guidang/picture/exif.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <libexif/exif-data.h>

#include "guidang/base/ascii.hpp"

namespace guidang::picture {
namespace {

constexpr std::size_t k_longest_string = 64;

struct Free {
  void operator()(ExifData* data) const { exif_data_unref(data); }
};

using Data = std::unique_ptr<ExifData, Free>;

/// The bytes of an entry; empty if it is not there.
std::string_view bytes_of(const ExifData& data, ExifIfd part, ExifTag tag) {
  const ExifEntry* const entry = exif_content_get_entry(data.ifd[part], tag);
  if (entry == nullptr || entry->data == nullptr) return {};
  // reinterpret_cast: bytes to chars, which may alias anything
  return {reinterpret_cast<const char*>(entry->data), entry->size};
}

std::string_view trimmed(std::string_view text) {
  text = text.substr(0, text.find('\0'));
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// A text of an entry, bounded; never cut within a character of UTF-8.
std::string text_of(const ExifData& data, ExifIfd part, ExifTag tag) {
  auto text = trimmed(bytes_of(data, part, tag));
  if (text.size() > k_longest_string) {
    auto end = k_longest_string;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text = trimmed(text.substr(0, end));
  }
  return std::string(text);
}

/// "Canon" and "Canon EOS 80D" are "Canon EOS 80D"; "NIKON CORPORATION" and "NIKON D80" are "NIKON D80".
std::string camera_of(const std::string& make, const std::string& model) {
  if (make.empty() || model.empty()) return make + model;
  const auto brand = std::string_view(make).substr(0, make.find(' '));
  const auto same = [](char a, char b) { return ascii_lower(a) == ascii_lower(b); };
  const bool named = model.size() >= brand.size() && std::ranges::equal(brand, model.substr(0, brand.size()), same);
  return named ? model : make + " " + model;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Seconds after midnight of "09:30:12", blanks before it; "9:30:12" and a missing time are none.
std::optional<int> seconds_of(std::string_view time) {
  if (time.size() < 8 || time[2] != ':' || time[5] != ':') return std::nullopt;
  const auto hours = number(time.substr(0, 2));
  const auto minutes = number(time.substr(3, 2));
  const auto seconds = number(time.substr(6, 2));
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  return (*hours * 60 + *minutes) * 60 + *seconds;
}

/// The orientation, 1 to 8; 1 if it is not said.
int orientation_of(const ExifData& data) {
  const ExifEntry* const entry = exif_content_get_entry(data.ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (entry == nullptr || entry->data == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return 1;
  // const_cast: libexif's getters take what they only read as if they wrote it
  const int value = exif_get_short(entry->data, exif_data_get_byte_order(const_cast<ExifData*>(&data)));
  return value >= 1 && value <= 8 ? value : 1;
}

/// Millionths of a degree of three fractions: degrees, minutes, seconds.
std::optional<std::int32_t> angle_of(const ExifData& data, ExifTag tag, std::int64_t limit_degrees) {
  const ExifEntry* const entry = exif_content_get_entry(data.ifd[EXIF_IFD_GPS], tag);
  if (entry == nullptr || entry->data == nullptr || entry->format != EXIF_FORMAT_RATIONAL) return std::nullopt;
  if (entry->components != 3 || entry->size < 24) return std::nullopt;
  const auto order = exif_data_get_byte_order(const_cast<ExifData*>(&data));  // const_cast: as above
  constexpr std::int64_t k_micro = 1'000'000;
  std::int64_t sum = 0;
  std::int64_t unit = 1;  // of a degree: 1, 60, 3600
  for (std::size_t i = 0; i < 3; ++i) {
    const auto part = exif_get_rational(entry->data + 8 * i, order);
    if (part.denominator == 0 && (part.numerator != 0 || i < 2)) return std::nullopt;
    // at most 2³² × 10⁶: fits
    if (part.denominator != 0) sum += std::int64_t{part.numerator} * k_micro / (std::int64_t{part.denominator} * unit);
    unit *= 60;
  }
  if (sum > limit_degrees * k_micro) return std::nullopt;
  return static_cast<std::int32_t>(sum);
}

/// The tags of GPS have small numbers of their own, which libexif's names do not cover.
std::optional<media::Place> place_of(const ExifData& data) {
  const auto tag = [](int number) { return static_cast<ExifTag>(number); };
  const auto latitude = angle_of(data, tag(EXIF_TAG_GPS_LATITUDE), 90);
  const auto longitude = angle_of(data, tag(EXIF_TAG_GPS_LONGITUDE), 180);
  if (!latitude || !longitude) return std::nullopt;
  if (*latitude == 0 && *longitude == 0) return std::nullopt;  // phones without a fix write zeros
  const bool south = bytes_of(data, EXIF_IFD_GPS, tag(EXIF_TAG_GPS_LATITUDE_REF)).starts_with('S');
  const bool west = bytes_of(data, EXIF_IFD_GPS, tag(EXIF_TAG_GPS_LONGITUDE_REF)).starts_with('W');
  return media::Place{.latitude_micro = south ? -*latitude : *latitude,
                      .longitude_micro = west ? -*longitude : *longitude};
}

Data load(std::string_view tiff) {
  constexpr std::size_t k_most_bytes = 65'526;  // libexif looks at 64 KiB, of which six bytes are the mark
  std::string block = "Exif";
  block.append(2, '\0');
  block.append(tiff.substr(0, k_most_bytes));
  Data data(exif_data_new());
  if (!data) return data;
  exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);  // read, never mend
  // reinterpret_cast: chars to bytes, which may alias anything
  exif_data_load_data(
      data.get(), reinterpret_cast<const unsigned char*>(block.data()), static_cast<unsigned int>(block.size()));
  return data;
}

}  // namespace

std::optional<int> offset_of(std::string_view offset) {
  offset = trimmed(offset);
  if (offset == "Z") return 0;
  if (offset.size() != 6 || (offset[0] != '+' && offset[0] != '-') || offset[3] != ':') return std::nullopt;
  const auto hours = number(offset.substr(1, 2));
  const auto minutes = number(offset.substr(4, 2));
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  const int value = *hours * 60 + *minutes;
  constexpr int k_farthest = 14 * 60;  // Kiribati
  if (value > k_farthest) return std::nullopt;
  return offset[0] == '-' ? -value : value;
}

std::optional<media::Moment> moment_of(std::string_view stamp) {
  stamp = trimmed(stamp);
  if (stamp.size() < 19) return std::nullopt;
  if (stamp[4] != stamp[7] || std::string_view(":-/").find(stamp[4]) == std::string_view::npos) return std::nullopt;
  if (stamp[10] != ' ' && stamp[10] != 'T') return std::nullopt;
  const auto year = number(stamp.substr(0, 4));
  const auto month = number(stamp.substr(5, 2));
  const auto day = number(stamp.substr(8, 2));
  const auto seconds = seconds_of(stamp.substr(11));
  if (!year || !month || !day || !seconds) return std::nullopt;
  const auto date = make_date(*year, *month, *day);
  if (!date) return std::nullopt;
  constexpr std::int64_t k_day_seconds = 86400;
  const std::int64_t days = std::chrono::sys_days(*date).time_since_epoch().count();
  return media::Moment{.clock_seconds = days * k_day_seconds + *seconds, .offset_minutes = std::nullopt};
}

std::optional<media::Moment> captured_in_xmp(std::string_view xmp) {
  constexpr std::size_t k_most_bytes = std::size_t{1} << 20U;
  constexpr std::string_view k_name = "exif:DateTimeOriginal";
  xmp = xmp.substr(0, k_most_bytes);
  const auto at = xmp.find(k_name);
  if (at == std::string_view::npos) return std::nullopt;
  auto value = xmp.substr(at + k_name.size());
  if (value.starts_with("=\"") || value.starts_with("='")) {
    value = value.substr(2);
    value = value.substr(0, value.find_first_of("\"'"));
  } else if (value.starts_with('>')) {
    value = value.substr(1);
    value = value.substr(0, value.find('<'));
  } else {
    return std::nullopt;
  }
  auto moment = moment_of(value);
  if (!moment) return std::nullopt;
  auto rest = trimmed(value).substr(19);
  if (rest.starts_with('.')) rest = rest.substr(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  moment->offset_minutes = offset_of(rest);
  return moment;
}

Exif read_exif(std::string_view tiff) {
  Exif found;
  if (tiff.empty()) return found;
  const auto data = load(tiff);
  if (!data) return found;
  found.captured = moment_of(bytes_of(*data, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL));
  if (found.captured) {
    found.captured->offset_minutes = offset_of(bytes_of(*data, EXIF_IFD_EXIF, EXIF_TAG_OFFSET_TIME_ORIGINAL));
  }
  auto& picture = found.picture;
  picture.orientation = orientation_of(*data);
  picture.camera = camera_of(text_of(*data, EXIF_IFD_0, EXIF_TAG_MAKE), text_of(*data, EXIF_IFD_0, EXIF_TAG_MODEL));
  picture.serial = text_of(*data, EXIF_IFD_EXIF, EXIF_TAG_BODY_SERIAL_NUMBER);
  picture.software = text_of(*data, EXIF_IFD_0, EXIF_TAG_SOFTWARE);
  picture.place = place_of(*data);
  return found;
}

}  // namespace guidang::picture
