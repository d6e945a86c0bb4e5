// SPDX-License-Identifier: Apache-2.0
/// \file
/// A table to be printed and signed, before it is a page or a workbook: both are written from this one model.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/exact.hpp"
#include "guidang/base/result.hpp"

namespace guidang {

enum class FormAlign { left, centre, right };

/// What a row is; the writers choose its look.
enum class FormRowKind {
  line,   ///< An entry.
  group,  ///< Heads the entries below it.
  total,  ///< A sum.
};

/// One cell: text, or a number.
struct FormCell {
  std::string text = {};             ///< "\n" divides its lines. Whatever people or files say: writers escape it.
  std::optional<Exact> number = {};  ///< Wins over the text.
  FormAlign align = FormAlign::left;
};

/// One column.
struct FormColumn {
  std::string title;
  int width = 10;  ///< In Latin characters; a Han character takes two.
};

/// One row; as many cells as there are columns.
struct FormRow {
  FormRowKind kind = FormRowKind::line;
  std::vector<FormCell> cells;
};

/// Cells that are joined to one, which shows its first; places count from 0.
struct FormSpan {
  std::size_t row = 0;
  std::size_t column = 0;
  std::size_t rows = 1;
  std::size_t columns = 1;

  friend bool operator==(const FormSpan&, const FormSpan&) = default;
};

/// One form. Its bytes depend on nothing else, whoever writes it.
struct Form {
  std::string id;        ///< "self-assessment": marks the files, so that nothing else is overwritten.
  std::string language;  ///< "zh" or "en"
  std::string title;
  std::string tab;                ///< Name of the workbook's sheet.
  std::vector<std::string> head;  ///< Between title and table, beside each other: unit, edition, date.
  std::vector<FormColumn> columns;
  std::vector<FormRow> rows;
  std::vector<FormSpan> spans;    ///< Do not overlap.
  std::vector<std::string> foot;  ///< Notes below the table, a line each.
  std::vector<std::string> signatures;  ///< What is signed by hand, beside each other: 填表人, 审核人, 单位（盖章）.
};

/// A text cell.
[[nodiscard]] FormCell form_text(std::string text, FormAlign align = FormAlign::left);

/// A number cell, to the right.
[[nodiscard]] FormCell form_number(const Exact& number);

/// Returns the form as one page of HTML: A4 across, the header repeated on each page, nothing from elsewhere.
[[nodiscard]] std::string form_html(const Form& form);

/// Returns the form as a workbook: one sheet, A4 across, its header on each page. Errors: those of sheet::write_xlsx().
[[nodiscard]] Result<std::string> form_xlsx(const Form& form);

/// Returns whether `bytes` are a workbook whose first sheet has a row of this form's column titles.
[[nodiscard]] bool is_form_xlsx(std::string_view bytes, const Form& form);

/// Returns whether `bytes` are a page that form_html() wrote for the form `id`.
[[nodiscard]] bool is_form_html(std::string_view bytes, std::string_view id);

}  // namespace guidang
