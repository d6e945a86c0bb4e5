// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/markup.hpp"
#include "guidang/base/points.hpp"
#include "guidang/render/form.hpp"

namespace guidang {
namespace {

/// Everything is drawn from here: pages of archives are opened without a network and years later.
constexpr std::string_view k_style = R"(
@page { size: A4 landscape; margin: 12mm 10mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 277mm; padding: 4mm 0; color: #000; background: #fff;
  font: 9pt/1.4 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", SimSun, sans-serif; }
h1 { margin: 0 0 3mm; font-size: 15pt; line-height: 1.3; text-align: center; }
.head, .sign { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1mm 8mm; margin: 0 0 2mm; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
td { break-inside: avoid; }
th, td { border: 0.25mm solid #444; padding: 0.8mm 1.2mm; vertical-align: middle; overflow-wrap: anywhere; }
td[rowspan] { break-inside: auto; box-decoration-break: clone; vertical-align: top; }
th { background: #e8e8e8; text-align: center; }
tr.group td { background: #f3f3f3; font-weight: bold; break-after: avoid; }
tr.total td { background: #e8e8e8; font-weight: bold; }
.c { text-align: center; }
.r { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.foot { margin: 2mm 0 0; font-size: 8pt; break-before: avoid; break-inside: avoid; }
.foot p { margin: 0 0 0.5mm; overflow-wrap: anywhere; }
.sign { margin: 8mm 0 0; break-before: avoid; break-inside: avoid; }
.sign span { flex: 1 1 0; padding-bottom: 6mm; white-space: nowrap; }
@media print { body { max-width: none; padding: 0; } th, tr.group td, tr.total td { print-color-adjust: exact; } }
)";

std::string html_lines(std::string_view text) {
  std::string result;
  for (;;) {
    const auto end = text.find('\n');
    result += markup_value(text.substr(0, end));
    if (end == std::string_view::npos) return result;
    result += "<br>";
    text.remove_prefix(end + 1);
  }
}

std::string mark(std::string_view id) {
  return fmt::format("<meta name=\"guidang-form\" content=\"{}\">", markup_value(id));
}

class Page {
 public:
  explicit Page(const Form& form) : form_(form) {
    for (const auto& span : form.spans) {
      for (std::size_t row = span.row; row < span.row + span.rows; ++row) {
        for (std::size_t column = span.column; column < span.column + span.columns; ++column) {
          covered_[{row, column}] = &span;
        }
      }
    }
  }

  std::string run() {
    text_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{}\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        form_.language == "zh" ? "zh-CN" : "en",
        mark(form_.id),
        markup_value(form_.title),
        k_style,
        markup_value(form_.title));
    beside("head", form_.head);
    draw_table();
    text_ += "<div class=\"foot\">\n";
    for (const auto& line : form_.foot) text_ += "<p>" + markup_value(line) + "</p>\n";
    text_ += "</div>\n";
    beside("sign", form_.signatures);
    return std::move(text_) + "</body>\n</html>\n";
  }

 private:
  void beside(std::string_view kind, const std::vector<std::string>& parts) {
    text_ += fmt::format("<div class=\"{}\">", kind);
    for (const auto& part : parts) text_ += "<span>" + markup_value(part) + "</span>";
    text_ += "</div>\n";
  }

  void draw_table() {
    int all = 0;
    for (const auto& column : form_.columns) all += column.width;
    text_ += "<table>\n<colgroup>";
    for (const auto& column : form_.columns) {
      text_ += fmt::format("<col style=\"width:{}%\">", Exact::ratio(std::int64_t{column.width} * 100, all).fixed(2));
    }
    text_ += "</colgroup>\n<thead>\n<tr>";
    for (const auto& column : form_.columns) text_ += "<th scope=\"col\">" + html_lines(column.title) + "</th>";
    text_ += "</tr>\n</thead>\n<tbody>\n";
    for (std::size_t row = 0; row < form_.rows.size(); ++row) draw_row(row);
    text_ += "</tbody>\n</table>\n";
  }

  void draw_row(std::size_t row) {
    switch (form_.rows[row].kind) {
      case FormRowKind::line: text_ += "<tr>"; break;
      case FormRowKind::group: text_ += "<tr class=\"group\">"; break;
      case FormRowKind::total: text_ += "<tr class=\"total\">"; break;
    }
    for (std::size_t column = 0; column < form_.rows[row].cells.size(); ++column) draw_cell(row, column);
    text_ += "</tr>\n";
  }

  void draw_cell(std::size_t row, std::size_t column) {
    const auto& cell = form_.rows[row].cells[column];
    text_ += "<td";
    if (const auto place = covered_.find({row, column}); place != covered_.end()) {
      const auto& span = *place->second;
      if (span.row != row || span.column != column) {
        text_.resize(text_.size() - 3);  // the first cell of the span stands for this one
        return;
      }
      if (span.rows > 1) text_ += fmt::format(" rowspan=\"{}\"", span.rows);
      if (span.columns > 1) text_ += fmt::format(" colspan=\"{}\"", span.columns);
    }
    if (cell.align == FormAlign::centre) text_ += " class=\"c\"";
    if (cell.align == FormAlign::right) text_ += " class=\"r\"";
    const auto words = cell.number ? cell.number->fixed(point_places(*cell.number)) : cell.text;
    text_ += ">" + html_lines(words) + "</td>";
  }

  const Form& form_;
  std::map<std::pair<std::size_t, std::size_t>, const FormSpan*> covered_;
  std::string text_;
};

}  // namespace

std::string form_html(const Form& form) {
  return Page(form).run();
}

bool is_form_html(std::string_view bytes, std::string_view id) {
  constexpr std::size_t k_head = 1024;  // the mark stands in the first lines
  return bytes.substr(0, k_head).find(mark(id)) != std::string_view::npos;
}

}  // namespace guidang
