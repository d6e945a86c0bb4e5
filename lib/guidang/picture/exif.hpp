// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a camera wrote into a picture.
#pragma once

#include <optional>
#include <string_view>

#include "guidang/media/examination.hpp"

namespace guidang::picture {

/// What Exif says, as far as guidang asks.
struct Exif {
  std::optional<media::Moment> captured;
  media::Picture picture;  ///< Its orientation, camera, serial, software and place; the rest is empty.

  friend bool operator==(const Exif&, const Exif&) = default;
};

/// Reads a TIFF structure. The moment of capture is DateTimeOriginal with the offset of OffsetTimeOriginal, and no
/// other tag's: DateTime is when a program saved it, DateTimeDigitized when a print was scanned. Zeros, blanks and
/// impossible values are no moment. Strings are cut at 64 bytes and trimmed. Damaged or hostile content gives nothing.
///
/// Limits: the first 65,526 bytes. Standard: CIPA DC-008 (Exif 2.32).
[[nodiscard]] Exif read_exif(std::string_view tiff);

/// Reads the moment of capture from an XMP packet: exif:DateTimeOriginal, as an attribute or an element. Programs put
/// it there when they copy it from Exif, and some leave out the original.
///
/// Limits: the first 1 MiB. Standard: XMP, part 2.
[[nodiscard]] std::optional<media::Moment> captured_in_xmp(std::string_view xmp);

/// Reads "2026:10:12 09:30:12", Exif's way to write a moment, with "-" or "/" between the day's parts as some cameras
/// do; nothing if it is not a possible one.
[[nodiscard]] std::optional<media::Moment> moment_of(std::string_view stamp);

/// Reads "+08:00"; "Z" is 0. Nothing if it is more than 14 hours away from UTC.
[[nodiscard]] std::optional<int> offset_of(std::string_view offset);

}  // namespace guidang::picture
