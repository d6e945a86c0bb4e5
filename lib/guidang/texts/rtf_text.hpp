// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: the text of a rich text document.
#pragma once

#include <string>
#include <string_view>

namespace guidang::texts {

/// Returns the text of an .rtf: paragraphs, tables, footnotes; not headers, footers, pictures, what is marked as
/// deleted or hidden, lists of fonts and styles. Bytes above ASCII are read as GB18030 where they fit it, else as
/// Latin-1.
///
/// Limits:   groups within each other to 1,000 levels; deeper ones are left out.
/// Cost:     linear.
/// Standard: Rich Text Format Specification 1.9.1.
[[nodiscard]] std::string rtf_text(std::string_view document);

}  // namespace guidang::texts
