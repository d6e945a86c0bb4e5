// SPDX-License-Identifier: Apache-2.0
/// \file
/// A workbook to be written, and the only door to libxlsxwriter.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/base/result.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang::sheet {

enum class OutKind { text, number, percent, date };
enum class Align { left, centre, right };

/// One cell to be written.
struct OutCell {
  OutKind kind = OutKind::text;
  std::string text = {};  ///< Of a text. Never read as a formula, whatever it begins with; may have "\n".
  Exact number = {};      ///< Of a number, or a share (4/5 is shown as 80%).
  int places = 0;         ///< Digits shown behind the point of a number or a per cent.
  Date date = {};         ///< Of a date, shown as 2026-10-12.
  bool bold = false;      ///< Bold on grey: a header.
  bool border = true;     ///< Thin lines around it.
  Align align = Align::left;
  int size = 11;  ///< Of the letters, in points.
};

[[nodiscard]] OutCell text_cell(std::string text);
[[nodiscard]] OutCell header_cell(std::string text);  ///< Bold, centred.
[[nodiscard]] OutCell title_cell(std::string text);   ///< Bold, centred, large, no border.
[[nodiscard]] OutCell number_cell(const Exact& number, int places = 0);
[[nodiscard]] OutCell percent_cell(const Exact& share, int places = 0);
[[nodiscard]] OutCell date_cell(Date date);

/// One sheet to be written; rows and cells stand from A1 on.
struct OutSheet {
  std::string name;  ///< Characters that Excel refuses ([]:*?/\) become "-", cut to 31.
  std::vector<std::vector<OutCell>> rows;
  std::vector<Merge> merged;  ///< Each shows its first cell; ranges may not overlap.
  std::vector<int> widths;    ///< Of the columns, in Latin characters (a Han character takes two).
  std::vector<int> heights;   ///< Of the rows, in points; 0 or missing: as the text needs (not where cells are merged).
  bool text_columns = false;  ///< Cells below the rows are for texts: a code that people type there stays one.
  int frozen_rows = 0;        ///< So many rows stay in sight …
  int repeated_from = 0;      ///< … and those from this one (1: the first; 0: none) …
  int repeated_to = 0;        ///< … to this one are printed on each page.
  bool landscape = true;      ///< A4 across; all columns on one page's width.
  std::string header;         ///< Printed above each page, in the middle; may be empty.
  std::string footer;         ///< Printed below; {page} and {pages} become numbers.
};

/// A workbook to be written.
struct Workbook {
  std::string title;  ///< Document properties; may be empty.
  std::string author;
  std::vector<OutSheet> sheets;  ///< At least one; names differ.
};

/// Returns the bytes of an .xlsx file. Same input, same bytes: no clock, no machine in it.
///
/// Limits: 1,048,576 rows and 16,384 columns a sheet, 32,767 characters a cell.
/// Errors: limit, exists (two sheets of one name), io (no room for temporary files).
[[nodiscard]] Result<std::string> write_xlsx(const Workbook& workbook);

}  // namespace guidang::sheet
