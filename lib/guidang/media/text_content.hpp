// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whether content is text, and which sort of text says so itself.
#pragma once

#include <string_view>

namespace guidang::media {

/// Returns the name of the format of a text by its first bytes: "html", "xml", "rtf", "json", "pdf", "script" or "url"
/// where it begins as one, else "txt"; empty if these bytes are not text in UTF-8, GB18030 or UTF-16 with its mark. A
/// last character that is cut off, or a Ctrl-Z at the end, is no matter.
/// Cost: looks at the first 16 KiB. It is here since libmagic takes 1 ms for a Chinese text and knows no GB18030.
[[nodiscard]] std::string_view text_format(std::string_view head);

/// Returns whether bytes have what no text has: NUL, and controls but for tab, line ends, form feed and escape.
[[nodiscard]] bool has_foreign(std::string_view bytes);

}  // namespace guidang::media
