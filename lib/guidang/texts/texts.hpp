// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the text of a document says: how long it is, which words and numbers stand in it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::texts {

/// How much of a text is looked at, in bytes of UTF-8; what follows is neither counted nor searched.
inline constexpr std::size_t k_most_text_bytes = std::size_t{16} << 20U;

/// What is looked for in texts.
struct Questions {
  std::vector<std::string> words;  ///< Words to look for, as the index writes them; compared after folding.
  std::string pdftotext;           ///< Path of poppler's pdftotext; empty: PDFs have no text here.

  friend bool operator==(const Questions&, const Questions&) = default;
};

/// Reads the text of a document whose format is known (`found.format`) and that is not locked: fills in text. Where it
/// cannot be read `found.text` stays empty; so it does for a PDF or OFD without any character, which is a scan. Where
/// reading was given up, a document that was whole or unexamined is abandoned. Hostile content is never an error.
///
/// What is read, and what is not: schemas/evidence.md, section 5.
/// Formats: docx, pptx, xlsx, odt, ods, odp, ofd, txt, md, json, yaml, csv, html, rtf; pdf by pdftotext.
/// Limits:  k_most_text_bytes of text; a text file is read as far as that; 64 MiB a part of a package, 10,000 slides or
///          pages; workbooks as sheet::parse_xlsx(); a run of pdftotext as pdf_text().
/// Errors:  io, changed (from `source`).
/// Cost:    of a text file some 10 ms a MiB; of the others that of unpacking and parsing. About 4 times the text's size
///          of memory, and a package's largest part.
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<void> examine(fs::Source& source, const Questions& questions, media::Examination& found);

/// Returns what a text in UTF-8 says. Cost: as find_words(), has_figure(), find_sensitive_numbers().
[[nodiscard]] media::Text judge(std::string_view text, const Questions& questions);

}  // namespace guidang::texts
