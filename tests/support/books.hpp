// SPDX-License-Identifier: Apache-2.0
/// \file
/// Workbooks put together part by part, as one program or another writes them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "support/zips.hpp"

namespace guidang::test {

/// The parts of a small workbook; change what a test is about.
struct BookParts {
  std::string sheet_data = {};  ///< What stands in <sheetData>.
  std::string after_data = {};  ///< What stands behind it: merged cells.
  std::string strings = {};     ///< <si> elements.
  std::string formats = {};     ///< <numFmt> elements.
  std::string styles = {};      ///< <xf> elements of <cellXfs>.
  std::string sheets = R"(<sheet name="Sheet1" sheetId="1" r:id="rId1"/>)";
  std::string properties = {};  ///< <workbookPr> or nothing.
  std::string more_relations = {};
  std::map<std::string, std::string> more_parts = {};
};

inline std::string book_of(const BookParts& parts) {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
  std::map<std::string, std::string> files = parts.more_parts;
  const auto put = [&](const std::string& name, const std::string& text) { files.emplace(name, head + text); };
  put("_rels/.rels",
      "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"rId1\" Type=\"" + type +
          "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  put("xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"rId1\" Type=\"" + type +
          "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId8\" Type=\"" + type +
          "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId9\" Type=\"" + type +
          "styles\" Target=\"/xl/styles.xml\"/>" + parts.more_relations + "</Relationships>");
  put("xl/workbook.xml",
      "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + type.substr(0, type.size() - 1) + "\">" + parts.properties +
          "<sheets>" + parts.sheets + "</sheets></workbook>");
  put("xl/sharedStrings.xml", "<sst xmlns=\"" + main + "\">" + parts.strings + "</sst>");
  put("xl/styles.xml",
      "<styleSheet xmlns=\"" + main + "\"><numFmts>" + parts.formats + "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/>" +
          "</cellStyleXfs><cellXfs>" + parts.styles + "</cellXfs></styleSheet>");
  put("xl/worksheets/sheet1.xml",
      "<worksheet xmlns=\"" + main + "\"><sheetData>" + parts.sheet_data + "</sheetData>" + parts.after_data +
          "</worksheet>");
  std::vector<zip::Entry> entries;
  for (const auto& [name, text] : files) {
    zip::Entry entry;
    entry.name = name;
    entry.bytes = text;
    entries.push_back(std::move(entry));
  }
  return packed(entries, 1);
}

/// A workbook of texts, a string a row, its cells separated by '|'.
inline std::string book_of_texts(const std::vector<std::string>& rows, const std::string& after_data = {}) {
  BookParts parts;
  parts.after_data = after_data;
  for (const auto& row : rows) {
    parts.sheet_data += "<row>";
    std::string text = row + "|";
    for (auto bar = text.find('|'); bar != std::string::npos; bar = text.find('|')) {
      parts.sheet_data += "<c t=\"inlineStr\"><is><t>" + text.substr(0, bar) + "</t></is></c>";
      text.erase(0, bar + 1);
    }
    parts.sheet_data += "</row>";
  }
  return book_of(parts);
}

}  // namespace guidang::test
