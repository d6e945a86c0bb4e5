// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"
#include "guidang/render/form.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/workbook.hpp"

namespace guidang {
namespace {

using sheet::OutCell;

/// Text that cannot hide or turn other text, line by line.
std::string cell_text(std::string_view text) {
  std::string result;
  for (;;) {
    const auto end = text.find('\n');
    result += escaped(text.substr(0, end));
    if (end == std::string_view::npos) return result;
    result += "\n";
    text.remove_prefix(end + 1);
  }
}

sheet::Align align_of(FormAlign align) {
  switch (align) {
    case FormAlign::left: return sheet::Align::left;
    case FormAlign::centre: return sheet::Align::centre;
    case FormAlign::right: break;
  }
  return sheet::Align::right;
}

std::string beside(const std::vector<std::string>& parts, const std::string& gap) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : gap) + part;
  return text;
}

class FormSheet {
 public:
  explicit FormSheet(const Form& form) : form_(form) {}

  sheet::OutSheet run() {
    constexpr int k_title_size = 16;
    auto title = sheet::title_cell(cell_text(form_.title));
    title.size = k_title_size;
    add_wide_row(std::move(title));
    add_wide_row(note(beside(form_.head, "    ")));
    add_header();
    const auto above = sheet_.rows.size();
    for (const auto& row : form_.rows) add_row(row);
    for (const auto& span : form_.spans) {
      sheet_.merged.push_back({number(above + span.row + 1),
                               number(span.column + 1),
                               number(above + span.row + span.rows),
                               number(span.column + span.columns)});
    }
    for (const auto& line : form_.foot) add_wide_row(note(line));
    add_wide_row(note(""));
    add_wide_row(note(beside(form_.signatures, std::string(24, ' '))));
    sheet_.name = cell_text(form_.tab);
    for (const auto& column : form_.columns) sheet_.widths.push_back(column.width);
    sheet_.frozen_rows = number(above);
    sheet_.repeated_from = number(above);
    sheet_.repeated_to = number(above);
    sheet_.footer = "{page} / {pages}";
    return std::move(sheet_);
  }

 private:
  static int number(std::size_t place) { return static_cast<int>(place); }

  static OutCell note(const std::string& text) {
    auto cell = sheet::text_cell(cell_text(text));
    cell.border = false;
    return cell;
  }

  /// A row that is one cell.
  void add_wide_row(OutCell cell) {
    auto rest = note("");
    std::vector<OutCell> row(form_.columns.size(), rest);
    row.front() = std::move(cell);
    sheet_.rows.push_back(std::move(row));
    if (form_.columns.size() < 2) return;
    const int line = number(sheet_.rows.size());
    sheet_.merged.push_back({line, 1, line, number(form_.columns.size())});
  }

  void add_header() {
    std::vector<OutCell> row;
    for (const auto& column : form_.columns) row.push_back(sheet::header_cell(cell_text(column.title)));
    sheet_.rows.push_back(std::move(row));
  }

  void add_row(const FormRow& from) {
    std::vector<OutCell> row;
    for (const auto& cell : from.cells) {
      auto out = cell.number ? sheet::number_cell(*cell.number, point_places(*cell.number))
                             : sheet::text_cell(cell_text(cell.text));
      out.align = align_of(cell.align);
      out.bold = from.kind != FormRowKind::line;
      row.push_back(std::move(out));
    }
    sheet_.rows.push_back(std::move(row));
  }

  const Form& form_;
  sheet::OutSheet sheet_;
};

}  // namespace

Result<std::string> form_xlsx(const Form& form) {
  sheet::Workbook book;
  book.title = form.title;
  book.sheets.push_back(FormSheet(form).run());
  return sheet::write_xlsx(book);
}

bool is_form_xlsx(std::string_view bytes, const Form& form) {
  const auto book = sheet::parse_xlsx(bytes, "");
  if (!book || book->sheets.empty()) return false;
  return std::ranges::any_of(book->sheets.front().rows, [&form](const sheet::Row& row) {
    return row.size() == form.columns.size() &&
           std::ranges::equal(row, form.columns, {}, &sheet::Cell::text, [](const FormColumn& column) {
             return cell_text(column.title);
           });
  });
}

}  // namespace guidang
