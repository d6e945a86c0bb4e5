// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: the text of documents that are XML in a zip. All share this: nothing where there is no part with
/// text. Errors: io, changed; malformed, unsupported, limit (what it says cannot be read).
#pragma once

#include <optional>
#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::texts {

/// Returns the text of a .docx as word processors count it: paragraphs, tables, text boxes, footnotes and endnotes;
/// inserted text, but no deleted; not headers, footers, comments, hidden text and the commands of fields.
/// Standard: ECMA-376 part 1, chapter 17.
[[nodiscard]] Result<std::optional<std::string>> docx_text(fs::Source& source);

/// Returns the text of a .pptx: what stands on its slides; not notes, comments, slide numbers and what is only on the
/// master. Standard: ECMA-376 part 1, chapters 19 and 21.
[[nodiscard]] Result<std::optional<std::string>> pptx_text(fs::Source& source);

/// Returns the text of an .odt, .ods or .odp: paragraphs, headings, tables, text boxes, footnotes; not what was deleted
/// under change tracking, comments, speaker's notes, headers and footers. Standard: ISO/IEC 26300.
[[nodiscard]] Result<std::optional<std::string>> odf_text(fs::Source& source);

/// Returns the text of an .ofd: the TextCode of its pages and their templates; pieces on one line that nearly touch are
/// joined. Standard: GB/T 33190-2016.
[[nodiscard]] Result<std::optional<std::string>> ofd_text(fs::Source& source);

}  // namespace guidang::texts
