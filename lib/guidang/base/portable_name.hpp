// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which file names every operating system can hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guidang {

/// Why a name cannot be held by Windows, FAT or a zip that Windows opens (RFC 8493, 5.2.2).
enum class NameProblem {
  not_utf8,            ///< Bytes that are no UTF-8: other systems show something else.
  control_character,   ///< U+0000 to U+001F, U+007F.
  reserved_character,  ///< One of < > : " | ? * and backslash.
  reserved_name,       ///< CON, PRN, AUX, NUL, COM1-9, LPT1-9, with or without extension.
  ends_in_dot,         ///< Windows drops a final dot …
  ends_in_blank,       ///< … and a final blank.
  begins_in_blank,     ///< Explorer and archivers drop a blank at the beginning.
  too_long,            ///< Over 255 UTF-16 units, the limit of NTFS.
};

/// Returns what is wrong with one path component, the first in the order above, or nothing.
[[nodiscard]] std::optional<NameProblem> portable_problem(std::string_view name);

/// Returns one component of a path as every system can hold it, never empty: UTF-8 (names in GB18030 are decoded), none
/// of
/// `<>:"|?*\`, no control character, no blank or dot at its end, none of Windows' device names.
[[nodiscard]] std::string portable_name(std::string_view name);

/// Returns whether some system takes `path` for one that leads out of the folder that it is relative to: absolute, with
/// a drive, with `..` or what Windows takes for it (`...`, `.. `), `/` and `\` both separating. Also where it is no
/// path at all: empty, a component empty or `.`, NUL.
[[nodiscard]] bool leads_out(std::string_view path);

/// Returns the first character of a name that nobody sees and that makes it another name, or turns its reading round
/// (zero-width and bidi controls, U+FEFF, soft hyphens, no-break blanks); nothing if there is none. The joiner within
/// an emoji is none.
[[nodiscard]] std::optional<char32_t> hidden_character(std::string_view name);

/// Returns how many UTF-16 units valid UTF-8 `name` takes, as Windows counts.
[[nodiscard]] std::size_t utf16_units(std::string_view name);

/// "not_utf8", "control_character", …; the catalogue has them as "name-problem/NAME".
[[nodiscard]] std::string_view to_string(NameProblem problem);

}  // namespace guidang
