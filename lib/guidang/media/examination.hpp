// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a thorough look into one file found: whether it is whole, when it was taken, what it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/media/format.hpp"

namespace guidang::media {

/// How a file stands up to being opened.
enum class Condition {
  unexamined,  ///< Nothing here looks deeper into its format, or it does not say where it ends.
  whole,       ///< Read to its end without a fault.
  truncated,   ///< It ends too early, as one that was cut off while it was copied or sent.
  damaged,     ///< Parts of it contradict each other or cannot be read.
  locked,      ///< It wants a password, so that its readers cannot open it.
  abandoned,   ///< The look was given up: it took too much time or memory, or its parser crashed.
};

/// Why a file is not whole; the catalogue has them as "fault/NAME".
enum class Fault {
  none,
  cut_off,        ///< Content ends before its stated end.
  no_content,     ///< There is nothing in it: a PDF without pages, an empty zip, a film without pictures and sound.
  bad_structure,  ///< Its directory or tables make no sense.
  bad_checksum,   ///< Content disagrees with the checksum stored beside it.
  bad_image,      ///< Picture data that cannot be decoded.
  bad_part,       ///< The part named in Examination::part cannot be read.
  missing_part,   ///< The part named in Examination::part is not there, and its format demands it.
  password,       ///< It is encrypted.
  too_large,      ///< Reading it takes more memory than allowed.
  too_slow,       ///< Reading it takes more processor time than allowed.
  crashed,        ///< Reading it made its parser crash.
};

/// A moment that a file states about itself.
struct Moment {
  std::int64_t clock_seconds = 0;     ///< What the clock showed: seconds since 1970-01-01 00:00 of that clock.
  std::optional<int> offset_minutes;  ///< How far that clock was ahead of UTC, if the file says so; UTC itself: 0.

  friend bool operator==(const Moment&, const Moment&) = default;
};

/// Returns the day of a moment where clocks are `zone_minutes` ahead of UTC; one without offset is that clock's day.
/// Nothing outside 1900 to 2199.
[[nodiscard]] std::optional<Date> day_of(const Moment& moment, int zone_minutes);

/// A place on earth as a camera noted it: a hint, since it is easily changed.
struct Place {
  std::int32_t latitude_micro = 0;   ///< Millionths of a degree, north positive; -90,000,000 to 90,000,000.
  std::int32_t longitude_micro = 0;  ///< Millionths of a degree, east positive; -180,000,000 to 180,000,000.

  friend bool operator==(const Place&, const Place&) = default;
};

/// What a picture is like.
struct Picture {
  std::uint32_t width = 0;   ///< Pixels as stored; 0: unknown.
  std::uint32_t height = 0;  ///< Pixels as stored; 0: unknown.
  int orientation = 1;       ///< EXIF orientation, 1 to 8: how to turn it for looking.
  /// How sharp its edges are, by picture::sharpness(): about 0 for a blank wall or a blurred picture, some hundreds for
  /// a sharp one. None if it could not be decoded.
  std::optional<std::uint32_t> sharpness;
  /// 64 bits that stay nearly the same when the picture is compressed again, resized or slightly changed: the number of
  /// differing bits is the distance of two pictures. None if it could not be decoded or is nearly blank.
  std::optional<std::uint64_t> fingerprint;
  std::string camera;    ///< EXIF Make and Model in one ("Canon EOS 80D"); empty if not said. Bytes from a stranger.
  std::string serial;    ///< EXIF BodySerialNumber; empty if not said.
  std::string software;  ///< EXIF Software; empty if not said.
  std::optional<Place> place;  ///< EXIF GPS.

  friend bool operator==(const Picture&, const Picture&) = default;
};

/// A picture inside a document.
struct EmbeddedPicture {
  std::string name;    ///< Of the part that holds it: "word/media/image1.jpeg".
  std::string sha256;  ///< 64 hexadecimal digits.
  Picture picture;
  std::optional<Moment> captured;

  friend bool operator==(const EmbeddedPicture&, const EmbeddedPicture&) = default;
};

/// What a document (PDF, OFD, DOCX, XLSX, PPTX and their like) is made of.
struct Document {
  std::optional<std::uint32_t> pages;  ///< Where the format says so without being laid out (PDF, OFD, PPTX's slides).
  bool macros = false;                 ///< It holds programs that run when it is opened.
  std::vector<EmbeddedPicture> pictures;  ///< By name; at most 200.

  friend bool operator==(const Document&, const Document&) = default;
};

/// What the text of a document says.
struct Text {
  std::uint64_t characters = 0;  ///< Without blanks and line ends, as word processors count (字数 不计空格).
  std::vector<std::string> found_words;  ///< Of the words asked for (ExamineOptions::words), in their order.
  bool has_figure = false;               ///< It holds a number other than dates, document numbers and list numbers.
  std::uint32_t id_numbers = 0;          ///< Citizens' ID numbers with a right check digit (GB 11643), not masked.
  std::string first_id_number;           ///< The first one, masked: "110101********1234"; empty if none.
  std::uint32_t phone_numbers = 0;       ///< Mobile telephone numbers, not masked.
  std::string first_phone_number;        ///< The first one, masked: "138****5678"; empty if none.

  friend bool operator==(const Text&, const Text&) = default;
};

/// What a film or a sound recording is like.
struct Recording {
  std::uint64_t duration_ms = 0;  ///< 0: not said.
  std::uint32_t width = 0;        ///< Pixels; 0: no pictures.
  std::uint32_t height = 0;
  bool has_sound = false;

  friend bool operator==(const Recording&, const Recording&) = default;
};

/// All that was found. Parts that do not fit the format are absent.
struct Examination {
  const Format* format = nullptr;  ///< By content; null only before the look.
  Condition condition = Condition::unexamined;
  Fault fault = Fault::none;  ///< Why it is not whole.
  std::string part;           ///< Where within it the fault lies: an entry of a zip; bytes as found; empty: the whole.
  std::optional<Moment> captured;  ///< EXIF DateTimeOriginal of a picture, creation time of a film.
  std::optional<Picture> picture;
  std::optional<Document> document;
  std::optional<Text> text;  ///< None where nothing here reads the text of its format.
  std::optional<Recording> recording;

  friend bool operator==(const Examination&, const Examination&) = default;
};

/// Returns whether people can open it and see all of it, as far as was looked.
[[nodiscard]] bool is_sound(Condition condition);

/// "unexamined", "whole", …; the catalogue has them as "condition/NAME".
[[nodiscard]] std::string_view to_string(Condition condition);

/// "none", "cut_off", ….
[[nodiscard]] std::string_view to_string(Fault fault);

/// Returns the examination as bytes, for the helper process and the cache. Not for the ages: its version is
/// k_examination_version.
[[nodiscard]] std::string encode(const Examination& examination);

/// Reads what encode() wrote; nothing if the bytes are anything else. Limits: 4 MiB, lists of 100,000.
[[nodiscard]] std::optional<Examination> decode(std::string_view bytes);

/// Version of encode() and of all that fills an Examination: what was found by another one is looked at again.
inline constexpr std::uint32_t k_examination_version = 1;

}  // namespace guidang::media
