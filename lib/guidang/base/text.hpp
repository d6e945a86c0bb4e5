// SPDX-License-Identifier: Apache-2.0
/// \file
/// Text as people and file systems write it: UTF-8, folding, width, likeness.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guidang {

/// Returns the offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and code points above
/// U+10FFFF are not valid), or nothing if all of `text` is.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Returns `bytes` decoded from GB18030, or nothing where they are not valid in it.
[[nodiscard]] std::optional<std::string> from_gb18030(std::string_view bytes);

/// Returns `text` encoded in GB18030, or nothing where it is not valid UTF-8.
[[nodiscard]] std::optional<std::string> to_gb18030(std::string_view text);

/// Returns the code points of `text`; a byte that is not valid UTF-8 is U+FFFD.
[[nodiscard]] std::u32string code_points_of(std::string_view text);

/// Returns how many code points valid UTF-8 `text` has.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// Returns `text` as comparisons use it: NFKC, case-folded, every dash (— – − ‐ －) as '-', blanks (U+3000 too)
/// squeezed to one and trimmed. Text that is not valid UTF-8 is returned as it is.
[[nodiscard]] std::string folded(std::string_view text);

/// Returns `text` in Unicode normal form C; text that is not valid UTF-8 is returned as it is.
[[nodiscard]] std::string nfc(std::string_view text);

/// Returns `text` as file systems compare names that care for neither case nor Unicode normal form: normal form C,
/// case-folded; text that is not valid UTF-8 is returned as it is.
[[nodiscard]] std::string caseless(std::string_view text);

/// Returns how many terminal cells `text` takes: 2 for wide characters such as Han, 0 for combining ones.
[[nodiscard]] int display_width(std::string_view text);

/// Returns `text` for a terminal or a report line: a tab as `[Tab]`, a line break as `↵`, other control, bidi and
/// zero-width characters as `\u{202E}`, bytes that are not UTF-8 as `\xFF`.
[[nodiscard]] std::string escaped(std::string_view text);

/// Returns the one of `candidates` that is most like `text` by edit distance over folded code points, if it is near
/// enough to be a slip of the pen (at most a third of the longer one's length, at least 1).
[[nodiscard]] std::optional<std::string> nearest(std::string_view text, std::span<const std::string> candidates);

/// Returns `text` without ASCII blanks and U+3000 at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Returns the parts of `text` between `separator`s, trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string> split(std::string_view text, std::string_view separators);

/// Returns `text` with every `from` (not empty) replaced by `to`, front to back; what is put in is not looked at again.
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

/// Returns `text` without `word` (not empty), that which only taking it out brings about included.
[[nodiscard]] std::string without(std::string text, std::string_view word);

/// Returns a size for people: "512 B", "8 KB", "1.5 MB" (1,024 bytes to the KB, one digit after the point where it says
/// something).
[[nodiscard]] std::string size_text(std::uint64_t bytes);

}  // namespace guidang
