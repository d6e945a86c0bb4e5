// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tiny documents that open in the programs they are for, and broken ones.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/samples.hpp"
#include "support/zips.hpp"

namespace guidang::test {

/// Returns a PDF of these objects, numbered from 1, the catalogue first.
inline std::string pdf_of(const std::vector<std::string>& objects) {
  std::string bytes = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const auto place = std::to_string(bytes.size());
    table += std::string(10 - place.size(), '0') + place + " 00000 n \n";
    bytes += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const auto size = std::to_string(objects.size() + 1);
  const auto place = std::to_string(bytes.size());
  return bytes + "xref\n0 " + size + "\n" + table + "trailer\n<< /Size " + size + " /Root 1 0 R >>\nstartxref\n" +
         place + "\n%%EOF\n";
}

/// Returns a PDF of so many pages, each with a line of text.
inline std::string pdf_of_pages(int pages) {
  const std::string text = "BT /F1 12 Tf 72 720 Td (page) Tj ET";
  std::string kids;
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
  for (int i = 0; i < pages; ++i) {
    const auto number = static_cast<int>(objects.size()) + 1;
    kids += std::to_string(number) + " 0 R ";
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + std::to_string(number + 1) +
                      " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text + "\nendstream");
  }
  objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages) + " >>";
  return pdf_of(objects);
}

/// The parts of a zip by name.
using Parts = std::map<std::string, std::string>;

/// Returns a zip of these parts, those named in `first` (or nothing) before the others.
inline std::string package_of(const Parts& parts, const std::string& first = {}) {
  std::vector<zip::Entry> entries;
  const auto add = [&entries](const std::string& name, const std::string& bytes) {
    zip::Entry entry;
    entry.name = name;
    entry.bytes = bytes;
    entries.push_back(std::move(entry));
  };
  if (!first.empty()) add(first, parts.at(first));
  for (const auto& [name, bytes] : parts) {
    if (name != first) add(name, bytes);
  }
  return packed(entries, 1);
}

inline std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
         type + "\" Target=\"" + target + "\"/>";
}

inline std::string relations(const std::string& all) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + all +
         "</Relationships>";
}

inline Parts docx_parts() {
  const std::string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  return {{"[Content_Types].xml",
           "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override "
           "PartName=\"/word/document.xml\" ContentType=\"" +
               type + "\"/></Types>"},
          {"_rels/.rels", relations(relation("rId1", "officeDocument", "word/document.xml"))},
          {"word/document.xml",
           "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>"
           "<w:t>会议记录</w:t></w:r></w:p></w:body></w:document>"}};
}

inline Parts pptx_parts() {
  return {{"[Content_Types].xml", "<Types/>"},
          {"_rels/.rels", relations(relation("rId1", "officeDocument", "/ppt/presentation.xml"))},
          {"ppt/presentation.xml", "<p:presentation xmlns:p=\"x\"/>"},
          {"ppt/_rels/presentation.xml.rels",
           relations(relation("rId1", "slide", "slides/slide1.xml") + relation("rId2", "slide", "slides/slide2.xml") +
                     relation("rId3", "theme", "theme/theme1.xml"))},
          {"ppt/slides/slide1.xml", "<p:sld xmlns:p=\"x\"/>"},
          {"ppt/slides/slide2.xml", "<p:sld xmlns:p=\"x\"/>"}};
}

inline Parts ofd_parts() {
  const std::string space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  return {{"OFD.xml",
           "<ofd:OFD" + space +
               " Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>"
               "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
          {"Doc_0/Document.xml",
           "<ofd:Document" + space +
               "><ofd:CommonData/><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/><ofd:Page "
               "ID=\"2\" BaseLoc=\"/Doc_0/Pages/Page_1/Content.xml\"/></ofd:Pages></ofd:Document>"},
          {"Doc_0/Pages/Page_0/Content.xml", "<ofd:Page" + space + "/>"},
          {"Doc_0/Pages/Page_1/Content.xml", "<ofd:Page" + space + "/>"}};
}

inline Parts odt_parts() {
  return {{"mimetype", "application/vnd.oasis.opendocument.text"},
          {"META-INF/manifest.xml",
           "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry "
           "m:full-path=\"content.xml\" m:media-type=\"text/xml\"></m:file-entry></m:manifest>"},
          {"content.xml", "<o:document-content xmlns:o=\"x\"><o:body>会议记录</o:body></o:document-content>"}};
}

/// One stream or (without bytes) storage directly in the root of an OLE document.
struct OlePart {
  std::string name;
  std::string bytes = {};
};

/// Returns an OLE document of these parts: streams of 4,096 bytes and more in sectors of their own, smaller ones in the
/// root's. Order of the file: header, streams, small streams, their table, directory, allocation table.
inline std::string ole_of(const std::vector<OlePart>& parts) {
  using samples::little;
  constexpr std::uint32_t k_end = 0xFFFFFFFE;
  constexpr std::uint32_t k_none = 0xFFFFFFFF;
  std::vector<std::uint32_t> table;
  std::string body;
  const auto put = [&](const std::string& bytes, std::uint32_t mark = 0xFFFFFFFE) {
    const auto start = static_cast<std::uint32_t>(table.size());
    const auto sectors = (bytes.size() + 511) / 512;
    for (std::size_t i = 0; i < sectors; ++i) {
      const auto next = static_cast<std::uint32_t>(table.size()) + 1;
      table.push_back(mark != k_end ? mark : i + 1 < sectors ? next : k_end);
    }
    body += bytes;
    body.resize(table.size() * 512);
    return sectors == 0 ? k_end : start;
  };
  std::string small;
  std::string small_table;
  std::vector<std::uint32_t> starts;
  for (const auto& part : parts) {
    if (part.bytes.size() >= 4096 || part.bytes.empty()) {
      starts.push_back(put(part.bytes));
      continue;
    }
    starts.push_back(static_cast<std::uint32_t>(small.size() / 64));
    const auto sectors = (part.bytes.size() + 63) / 64;
    for (std::size_t i = 0; i < sectors; ++i) {
      small_table += little(i + 1 < sectors ? starts.back() + i + 1 : k_end, 4);
    }
    small += part.bytes;
    small.resize((small.size() + 63) / 64 * 64);
  }
  const auto small_start = put(small);
  small_table.resize((small_table.size() + 511) / 512 * 512, '\xff');
  const auto small_table_start = put(small_table);
  std::string directory;
  const auto entry = [&](const std::string& name, int kind, std::uint32_t right, std::uint32_t child) {
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    wide.resize(64);
    directory += wide + little(name.size() * 2 + 2, 2) + little(static_cast<std::uint64_t>(kind), 1) + little(1, 1) +
                 little(k_none, 4) + little(right, 4) + little(child, 4) + std::string(36, '\0');
  };
  entry("Root Entry", 5, k_none, 1);
  directory += little(small_start, 4) + little(small.size(), 8);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto right = i + 1 < parts.size() ? static_cast<std::uint32_t>(i) + 2 : k_none;
    entry(parts[i].name, parts[i].bytes.empty() ? 1 : 2, right, k_none);
    directory += little(starts[i], 4) + little(parts[i].bytes.size(), 8);
  }
  const auto directory_start = put(directory);
  const auto table_start = static_cast<std::uint32_t>(table.size());
  table.push_back(0xFFFFFFFD);
  std::string table_bytes;
  for (const auto cell : table) table_bytes += little(cell, 4);
  table_bytes.resize(512, '\xff');
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + little(0x3E, 2) + little(3, 2) +
                       little(0xFFFE, 2) + little(9, 2) + little(6, 2) + std::string(10, '\0') + little(1, 4) +
                       little(directory_start, 4) + little(0, 4) + little(4096, 4) + little(small_table_start, 4) +
                       little(small_table.size() / 512, 4) + little(k_end, 4) + little(0, 4) + little(table_start, 4);
  header.resize(512, '\xff');
  return header + body + table_bytes;
}

/// The beginning of a Word document's main stream with these flags, filled up to 4,096 bytes.
inline std::string word_stream(std::uint16_t flags = 0) {
  std::string bytes = samples::little(0xA5EC, 2) + std::string(8, '\0') + samples::little(flags, 2);
  bytes.resize(4096, 'w');
  return bytes;
}

}  // namespace guidang::test
