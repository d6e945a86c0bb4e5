// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a file is, by its content and not by its name.
#pragma once

#include <span>
#include <string_view>

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

/// Returns the extension of a file name, without its dot, as it is written; empty if there is none.
[[nodiscard]] std::string_view extension_of(std::string_view name);

/// Returns whether a file whose content is `format` may bear `extension` (without dot, any case): its own ones, and
/// those of formats that content cannot tell from it, as csv and md are plain text and wps is a doc. No extension, and
/// one that no format claims, say nothing and fit everything.
[[nodiscard]] bool fits(const Format& format, std::string_view extension);

/// Returns the format to take a file for: the one its content shows, or the one its extension names where content
/// cannot tell the two apart. A file "名册.csv" of plain text is "csv" here, a JPEG called ".pdf" stays "jpeg".
[[nodiscard]] const Format& named_format(const Format& content, std::string_view extension);

/// Returns the format of an open file by its content; never null, "unknown" if nothing fits. Reads at most its first
/// 256 KiB and, of a zip or an OLE document, its directory. Empty files are "unknown". One that was cut off is what it
/// was, as far as its beginning tells. Hostile content gives "unknown", never an error.
///
/// Limits:  the first 4,096 names or 1 MiB of a zip's directory, the first 256 sectors of an OLE document's.
/// Errors:  io, changed (from `source`); unsupported (libmagic's database is not installed).
/// Cost:    0.02 to 0.3 ms a file; the first call of a thread opens libmagic's database, some 7 ms if it is cold.
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<const Format*> identify(fs::Source& source);

}  // namespace guidang::media
