// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the text of a document says: how long it is, which words and numbers stand in it.
#pragma once

#include <string>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::texts {

/// What is looked for in texts.
struct Questions {
  std::vector<std::string> words;  ///< Words to look for, as the index writes them; compared after folding.
  std::string pdftotext;           ///< Path of poppler's pdftotext; empty: PDFs have no text here.

  friend bool operator==(const Questions&, const Questions&) = default;
};

/// Reads the text of a document whose format is known (`found.format`) and that is not locked: fills in text. Where it
/// cannot be read `found.text` stays empty. Hostile content is never an error.
///
/// Errors:  io, changed (from `source`).
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<void> examine(fs::Source& source, const Questions& questions, media::Examination& found);

}  // namespace guidang::texts
