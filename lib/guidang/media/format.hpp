// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a file is, by its content and not by its name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::media {

/// The coarse sort of a format; the same words as a slot's kinds, and `program` for what runs when opened.
enum class Sort { document, photo, video, audio, table, archive, program, shortcut, other };

/// One known format.
struct Format {
  std::string_view name;  ///< "jpeg", "docx", …: what indexes and reports say. "unknown" if nothing fits.
  Sort sort;
  std::string_view media_type;  ///< IANA media type.
  std::string_view puid;        ///< PRONOM identifier, or "local/…" where PRONOM has none (OFD, WPS).
  std::string_view extensions;  ///< Extensions that fit, lower case, separated by blanks, the usual one first.
};

/// All known formats, sorted by name.
[[nodiscard]] std::span<const Format> formats();

/// Returns the format of this name, or null.
[[nodiscard]] const Format* find_format(std::string_view name);

/// Returns the format that a file extension (without dot, any case) stands for, or null.
[[nodiscard]] const Format* format_of_extension(std::string_view extension);

/// What a look into a file found.
struct Probe {
  const Format* format;          ///< Never null; "unknown" if nothing fits.
  std::optional<Date> captured;  ///< EXIF DateTimeOriginal of a photo: the local day its camera showed.
};

/// Looks into an open file. Reads at most its first 256 KiB and, of a zip, its directory.
/// Empty files are "unknown". Hostile content gives "unknown" or no date, never an error.
/// Errors: io, changed (from `source` alone).
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<Probe> probe(fs::Source& source);

}  // namespace guidang::media
