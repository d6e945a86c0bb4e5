// SPDX-License-Identifier: Apache-2.0
/// \file
/// The tables of a text document (.docx).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang::sheet {

/// One table of a document, and what stands before it.
struct DocumentTable {
  std::string title;  ///< The paragraphs between it and the table before it, a line each; at most 20.
  std::string foot;   ///< The paragraphs behind it up to the next table or the end, a line each; at most 20.
  Sheet sheet;        ///< Cell::line is the row and Cell::column the column of the table's grid, from 1.
};

/// Reads the tables of a .docx file (ECMA-376), in their order. Tables that follow each other with the same number of
/// columns and no more than blank paragraphs between them are one: word processors divide them at pages.
///
/// Text is what people see: paragraphs and line breaks are "\n", tabs a blank; tracked insertions are read, deletions
/// are not; a table within a cell is read as the cell's text; numbers that the program itself puts before paragraphs
/// are not in the file and are missed. A cell merged downwards without a beginning is a cell of its own.
///
/// Limits: 16 MiB packed, 64 MiB unpacked, 500,000 elements, 256 levels, 20,000 rows, 1,000 columns.
/// Errors: malformed (no .docx, or damaged), unsupported (.doc, encrypted), limit.
/// Standard: ECMA-376 part 1, chapter 17.4.
[[nodiscard]] Result<std::vector<DocumentTable>> parse_docx(std::string_view bytes, std::string_view name);

}  // namespace guidang::sheet
