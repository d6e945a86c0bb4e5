// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "guidang/texts/html_text.hpp"
#include "guidang/texts/office_text.hpp"
#include "guidang/texts/rtf_text.hpp"
#include "guidang/texts/table_text.hpp"
#include "support/books.hpp"
#include "support/zips.hpp"

using namespace guidang;

namespace {

constexpr const char* k_none = "(none)";

template <typename Reader>
std::string read(const Reader& reader, const std::string& bytes) {
  test::TextSource source(bytes);
  const auto text = reader(source);
  if (!text) return to_string(text.error());
  return text->value_or(k_none);
}

std::string package(const std::map<std::string, std::string>& files) {
  std::vector<zip::Entry> entries;
  for (const auto& [name, bytes] : files) {
    zip::Entry entry;
    entry.name = name;
    entry.bytes = bytes;
    entries.push_back(std::move(entry));
  }
  return test::packed(entries, 1);
}

std::string docx(const std::string& body, std::map<std::string, std::string> more = {}) {
  more["word/document.xml"] = "<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>" + body + "</w:body></w:document>";
  return read(texts::docx_text, package(more));
}

std::string run(const std::string& text) {
  return "<w:r><w:t>" + text + "</w:t></w:r>";
}

}  // namespace

TEST_CASE("of a text document what people see is read") {
  CHECK(docx("<w:p>" + run("第一") + run("段") + "</w:p><w:p><w:r><w:t>二</w:t><w:br/><w:t>行</w:t></w:r></w:p>") ==
        "第一段\n二\n行\n");
  CHECK(docx("<w:tbl><w:tr><w:tc><w:p>" + run("甲") + "</w:p></w:tc><w:tc><w:p>" + run("乙") +
             "</w:p></w:tc></w:tr></w:tbl>") == "甲\t乙\t\n");
}

TEST_CASE("what was deleted, is hidden, a field's command or there twice is not read") {
  CHECK(docx("<w:p><w:ins>" + run("加") + "</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom>" +
             run("移") + "</w:moveFrom></w:p>") == "加\n");
  CHECK(docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>" + run("见") +
             "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r></w:p>") == "见显\n");
  CHECK(docx("<w:p><w:r><w:instrText> PAGE </w:instrText></w:r>" + run("1") + "</w:p>") == "1\n");
  CHECK(docx("<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>" + run("框") +
             "</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p>" + run("框") +
             "</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>") == "\n框\n\n");
}

TEST_CASE("notes count, headers, footers and comments do not") {
  const auto note = "<w:footnotes xmlns:w=\"w\"><w:footnote><w:p>" + run("注") + "</w:p></w:footnote></w:footnotes>";
  CHECK(docx("<w:p>" + run("正文") + "</w:p>",
             {{"word/footnotes.xml", note}, {"word/header1.xml", note}, {"word/comments.xml", note}}) == "正文\n注\n");
  CHECK(read(texts::docx_text, package({{"word/footnotes.xml", note}})) == k_none);
}

TEST_CASE("the main part is the one that the package names") {
  const std::string relations =
      "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" Target=\"/word/Document2.xml\"/>"
      "</Relationships>";
  CHECK(read(texts::docx_text,
             package({{"_rels/.rels", relations},
                      {"word/document2.xml",
                       "<w:document><w:body><w:p>" + run("二") + "</w:p></w:body></w:document>"}})) == "二\n");
}

TEST_CASE("documents without a part for text have none; those that cannot be read say so") {
  CHECK(read(texts::docx_text, package({{"other.xml", "<a/>"}})) == k_none);
  CHECK(read(texts::pptx_text, package({{"ppt/presentation.xml", "<a/>"}})) == k_none);
  CHECK(read(texts::odf_text, package({{"meta.xml", "<a/>"}})) == k_none);
  CHECK(read(texts::docx_text, "") == "zip/not-a-zip(path=document)");
  CHECK(read(texts::ofd_text, "PK\x03\x04 cut off") == "zip/not-a-zip(path=document)");
  CHECK(read(texts::docx_text, package({{"word/document.xml", "<a><b></a>"}})).starts_with("word/document.xml:1:9"));
  CHECK(read(texts::xlsx_text, "PK").starts_with("workbook: sheet/damaged"));
}

TEST_CASE("slides are read in the order of their numbers, without their own number") {
  const auto slide = [](const std::string& text) {
    return "<p:sld><a:p><a:r><a:t>" + text + "</a:t></a:r><a:fld type=\"slidenum\"><a:t>9</a:t></a:fld></a:p></p:sld>";
  };
  CHECK(read(texts::pptx_text,
             package({{"ppt/slides/slide10.xml", slide("十")},
                      {"ppt/slides/slide2.xml", slide("二")},
                      {"ppt/slides/_rels/slide2.xml.rels", "<a/>"},
                      {"ppt/notesSlides/notesSlide1.xml", slide("备注")}})) == "二\n十\n");
}

TEST_CASE("of OpenDocument the paragraphs are read, not what was deleted") {
  const std::string content =
      "<office:document-content><office:body><office:text><text:tracked-changes><text:p>删</text:p></"
      "text:tracked-changes>"
      "<text:h>标题</text:h><text:p>正<text:span>文</text:span><text:s/>二<office:annotation><text:p>批</text:p>"
      "</office:annotation></text:p><table:table><table:table-row><table:table-cell><text:p>12</text:p>"
      "</table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>";
  CHECK(read(texts::odf_text, package({{"content.xml", content}})) == "标题\n正文 二\n12\t\n");
}

TEST_CASE("pieces of OFD text that touch are one, others are lines") {
  const std::string page =
      "<ofd:Page><ofd:Content><ofd:TextObject Boundary=\"10 20 12.5 4\"><ofd:TextCode X=\"0\">共12</ofd:TextCode>"
      "</ofd:TextObject><ofd:TextObject Boundary=\"22.5 20.5 4 4\"><ofd:TextCode>人</ofd:TextCode></ofd:TextObject>"
      "<ofd:TextObject Boundary=\"10 30 4 4\"><ofd:TextCode>完</ofd:TextCode></ofd:TextObject>"
      "<ofd:TextObject Boundary=\"90 30 4 4\"><ofd:TextCode>右</ofd:TextCode></ofd:TextObject>"
      "</ofd:Content></ofd:Page>";
  CHECK(read(texts::ofd_text, package({{"OFD.xml", "<a/>"}, {"Doc_0/Pages/Page_0/Content.xml", page}})) ==
        "共12人\n完\n右\n");
}

TEST_CASE("cells of workbooks and tables are divided by tabs") {
  test::BookParts parts;
  parts.sheet_data = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>人数</t></is></c><c r=\"B1\"><v>12</v></c></row>";
  CHECK(read(texts::xlsx_text, test::book_of(parts)) == "人数\t12\t\n");
  CHECK(texts::csv_text("姓名,人数\n\"张,三\",12\n") == "姓名\t人数\t\n张,三\t12\t\n");
  CHECK(texts::csv_text("\"没有结束,") == "\"没有结束,");
}

TEST_CASE("of a page its text is read as a browser shows it") {
  CHECK(texts::html_text("<html><head><title>题</title><style>p{}</style></head><body><p>一 &amp; &#20108;&#x4E09;</p>"
                         "<!-- 注 <p> --><script>var a = '<p>';</script>四<b>五</b><br>六</body></html>") ==
        "一 & 二三\n四五\n六\n");
  CHECK(texts::html_text("<tr><td>甲</td><td>乙</td></tr>") == "\t甲\t\t乙\t\n");
  CHECK(texts::html_text("<a title=\"x>y\">字</a>1 < 2 &unknown; &") == "字1 < 2 &unknown; &");
  CHECK(texts::html_text("文<script>没有结束") == "文\n");
  CHECK(texts::html_text("文<p") == "文\n");
  CHECK(texts::html_text("文<") == "文<");
  CHECK(texts::html_text("") == "");
}

TEST_CASE("of rich text the paragraphs are read, in code page and in Unicode") {
  CHECK(texts::rtf_text("{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 Song;}}{\\info{\\title x}}\\f0 "
                        "\\'b9\\'e9\\'b5\\'b5\\par a\\tab b\\par}") == "归档\na b\n");
  CHECK(texts::rtf_text("{\\rtf1\\uc1 \\u24402?\\u-26731?{\\*\\generator y;}\\{x\\}}") == "归\u9795{x}");
  CHECK(texts::rtf_text("{\\rtf1\\uc2\\u24402\\'b9\\'e9 x{\\v 藏}{\\deleted y}}") == "归 x");
  CHECK(texts::rtf_text("{\\rtf1{\\pict\\bin4 }}}}x}y") == "y");
  CHECK(texts::rtf_text("\\") == "");
  CHECK(texts::rtf_text("{\\rtf1\\'") == std::string(1, '\0'));
}
