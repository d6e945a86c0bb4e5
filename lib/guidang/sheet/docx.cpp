// SPDX-License-Identifier: Apache-2.0
#include "guidang/sheet/docx.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/fs/view_source.hpp"
#include "guidang/sheet/package_limits.hpp"
#include "guidang/xml/xml.hpp"
#include "guidang/zip/parts.hpp"

namespace guidang::sheet {
namespace {

constexpr std::uint64_t k_most_part_bytes = std::uint64_t{64} << 20U;
constexpr xml::Limits k_xml_limits{.bytes = k_most_part_bytes, .nodes = 500'000, .depth = 256};
constexpr std::size_t k_most_rows = 20'000;
constexpr std::size_t k_most_title_lines = 20;

tl::unexpected<Error> refuse(ErrorCode code, const char* id, std::string_view name) {
  return fail(code, {id, {{"path", std::string(name)}}});
}

/// The text of word/document.xml.
Result<std::string> document_part(std::string_view bytes, std::string_view name) {
  constexpr std::string_view k_ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  if (bytes.starts_with(k_ole)) return refuse(ErrorCode::unsupported, "sheet/old-document", name);
  if (bytes.size() > k_max_bytes || !bytes.starts_with("PK")) {
    return bytes.size() > k_max_bytes ? refuse(ErrorCode::limit, "sheet/document-too-large", name)
                                      : refuse(ErrorCode::malformed, "sheet/not-document", name);
  }
  fs::ViewSource source(bytes);
  const auto parts = zip::Parts::open(source, std::string(name), k_zip_limits);
  if (!parts && parts.error().code == ErrorCode::limit)
    return refuse(ErrorCode::limit, "sheet/document-too-large", name);
  const auto* record = parts ? parts->find("word/document.xml") : nullptr;
  if (record == nullptr) return refuse(ErrorCode::malformed, "sheet/not-document", name);
  auto part = parts->read(*record, k_most_part_bytes);
  if (part) return part;
  if (part.error().code == ErrorCode::limit) return refuse(ErrorCode::limit, "sheet/document-too-large", name);
  return refuse(ErrorCode::malformed, "sheet/not-document", name);
}

/// What was taken out under change tracking, and what is there a second time for old programs.
bool is_hidden(const xml::Node& node) {
  return node.is("del") || node.is("moveFrom") || node.is("Fallback") || node.is("instrText");
}

/// Adds what people see of an element. The walk is as deep as the document, which k_xml_limits bounds.
void add_text(const xml::Node& node, std::string& text) {
  for (const auto& child : node.children) {
    if (is_hidden(child)) continue;
    if (child.is("t")) {
      text += child.all_text();
    } else if (child.is("tab")) {
      text += ' ';
    } else if (child.is("br") || child.is("cr")) {
      text += '\n';
    } else if (child.is("noBreakHyphen")) {
      text += '-';
    } else if (!child.is("pPr") && !child.is("rPr")) {
      add_text(child, text);
      if (child.is("p")) text += '\n';
      if (child.is("tc")) text += ' ';
    }
  }
}

std::string text_of(const xml::Node& node) {
  std::string text;
  add_text(node, text);
  return std::string(trimmed(text));
}

/// A whole number that an element has as its "val", within bounds.
int value_of(const xml::Node* properties, std::string_view element, int least, int most) {
  const auto* found = properties == nullptr ? nullptr : properties->child(element);
  if (found == nullptr) return least;
  const auto text = found->attribute("val").value_or("");
  int value = least;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, least, most);
}

/// Calls `take` with the elements of this name, those in content controls and tracked insertions too.
template <typename Take>
void for_each_child(const xml::Node& node, std::string_view name, const Take& take) {
  for (const auto& child : node.children) {
    if (child.is(name)) {
      take(child);
    } else if (child.is("sdt") || child.is("sdtContent") || child.is("ins") || child.is("customXml")) {
      for_each_child(child, name, take);
    }
  }
}

class TableReader {
 public:
  explicit TableReader(std::string_view name) { sheet_.name = name; }

  Result<Sheet> read(const xml::Node& table) {
    bool too_large = false;
    for_each_child(table, "tr", [&](const xml::Node& row) {
      const auto* properties = row.child("trPr");
      if (properties != nullptr && properties->child("del") != nullptr) return;
      too_large = too_large || sheet_.rows.size() >= k_most_rows;
      if (!too_large) read_row(row, value_of(properties, "gridBefore", 0, 999));
    });
    if (too_large) return refuse(ErrorCode::limit, "sheet/document-too-large", sheet_.name);
    return std::move(sheet_);
  }

 private:
  void read_row(const xml::Node& row, int skipped) {
    const int line = static_cast<int>(sheet_.rows.size()) + 1;
    Row cells;
    const auto pad = [&](int number) {
      for (; number > 0 && cells.size() < k_max_columns; --number) {
        cells.push_back({"", line, static_cast<int>(cells.size()) + 1, 1});
      }
    };
    pad(skipped);
    std::map<int, std::size_t> open;  // by first column: the merged range that may go on below
    for_each_child(row, "tc", [&](const xml::Node& cell) {
      if (cells.size() >= k_max_columns) return;
      const auto* properties = cell.child("tcPr");
      const int span = value_of(properties, "gridSpan", 1, static_cast<int>(k_max_columns - cells.size()));
      const int column = static_cast<int>(cells.size()) + 1;
      const auto* merge = properties == nullptr ? nullptr : properties->child("vMerge");
      const bool goes_on = merge != nullptr && merge->attribute("val").value_or("continue") != "restart";
      const auto above = open_.find(column);
      if (goes_on && above != open_.end() && sheet_.merged[above->second].last_column == column + span - 1) {
        sheet_.merged[above->second].last_row = line;
        open[column] = above->second;
        pad(span);
        return;
      }
      if (span > 1 || merge != nullptr) {
        if (merge != nullptr) open[column] = sheet_.merged.size();
        sheet_.merged.push_back({line, column, line, column + span - 1});
      }
      cells.push_back({text_of(cell), line, column, 1});
      pad(span - 1);
    });
    if (cells.empty()) pad(1);
    sheet_.rows.push_back(std::move(cells));
    open_ = std::move(open);
  }

  Sheet sheet_;
  std::map<int, std::size_t> open_;
};

std::size_t width_of(const Sheet& sheet) {
  std::size_t width = 0;
  for (const auto& row : sheet.rows) width = std::max(width, row.size());
  return width;
}

/// Puts `next` below `table`.
void append(Sheet& table, Sheet next) {
  const int rows = static_cast<int>(table.rows.size());
  for (auto& row : next.rows) {
    for (auto& cell : row) cell.line += rows;
    table.rows.push_back(std::move(row));
  }
  for (auto merge : next.merged) {
    merge.first_row += rows;
    merge.last_row += rows;
    table.merged.push_back(merge);
  }
}

/// Collects the tables of a document, each with the lines that stand before it.
class Tables {
 public:
  explicit Tables(std::string_view name) : name_(name) {}

  Result<void> take(const xml::Node& node) {  // NOLINT(misc-no-recursion): as deep as xml::parse() allows
    for (const auto& child : node.children) {
      if (!is_hidden(child)) GUIDANG_TRY(take_child(child));
    }
    return {};
  }

  /// Gives the last table the lines behind it.
  void end_table() {
    if (tables.empty()) return;
    auto lines = lines_;
    if (lines.size() > k_most_title_lines) lines.resize(k_most_title_lines);
    tables.back().foot = joined(lines);
  }

  std::vector<DocumentTable> tables;

 private:
  Result<void> take_child(const xml::Node& node) {  // NOLINT(misc-no-recursion): as above
    if (node.is("tbl")) return take_table(node);
    if (node.is("sdt") || node.is("sdtContent") || node.is("ins") || node.is("customXml")) return take(node);
    if (!node.is("p")) return {};
    if (auto text = text_of(node); !text.empty()) lines_.push_back(std::move(text));
    return {};
  }

  /// Tables that follow each other with as many columns are one.
  Result<void> take_table(const xml::Node& node) {
    auto sheet = TableReader(name_).read(node);
    if (!sheet) return fail(std::move(sheet).error());
    const bool goes_on = !tables.empty() && lines_.empty() && width_of(tables.back().sheet) == width_of(*sheet) &&
                         tables.back().sheet.rows.size() + sheet->rows.size() <= k_most_rows;
    if (goes_on) {
      append(tables.back().sheet, *std::move(sheet));
      return {};
    }
    end_table();
    if (lines_.size() > k_most_title_lines) lines_.erase(lines_.begin(), lines_.end() - k_most_title_lines);
    tables.push_back({joined(std::exchange(lines_, {})), {}, *std::move(sheet)});
    return {};
  }

  static std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
  }

  std::string_view name_;
  std::vector<std::string> lines_;
};

}  // namespace

Result<std::vector<DocumentTable>> parse_docx(std::string_view bytes, std::string_view name) {
  const auto part = document_part(bytes, name);
  if (!part) return fail(part.error());
  const auto document = xml::parse(*part, name, k_xml_limits);
  if (!document && document.error().code == ErrorCode::limit) {
    return refuse(ErrorCode::limit, "sheet/document-too-large", name);
  }
  if (!document) return refuse(ErrorCode::malformed, "sheet/not-document", name);
  const auto* body = document->child("body");
  if (body == nullptr) return refuse(ErrorCode::malformed, "sheet/not-document", name);
  Tables found(name);
  GUIDANG_TRY(found.take(*body));
  found.end_table();
  return std::move(found.tables);
}

}  // namespace guidang::sheet
