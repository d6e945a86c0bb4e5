// SPDX-License-Identifier: Apache-2.0
#include "guidang/probe/examiner.hpp"

#include <string>

#include <doctest/doctest.h>

#include "guidang/base/text.hpp"
#include "support/books.hpp"
#include "support/documents.hpp"
#include "support/scratch.hpp"

using namespace guidang;
using namespace guidang::test;

namespace {

/// "format condition" and how many telephone numbers stand in the text; -1: nobody knows.
std::string verdict(const std::string& bytes, const std::string& name) {
  TextSource source(bytes);
  const auto found = probe::examine(source, name, {}).value();
  const int numbers = found.text ? static_cast<int>(found.text->phone_numbers) : -1;
  return std::string(found.format->name) + " " + std::string(to_string(found.condition)) + " " +
         std::to_string(numbers);
}

Parts signed_docx() {
  auto parts = docx_parts();
  auto& text = parts["word/document.xml"];
  text.insert(text.find("会议"), "13812345678 ");
  return parts;
}

Parts signed_ofd() {
  auto parts = ofd_parts();
  parts["Doc_0/Pages/Page_0/Content.xml"] =
      "<ofd:Page xmlns:ofd=\"x\"><ofd:TextCode>13812345678</ofd:TextCode></ofd:Page>";
  return parts;
}

/// The same parts by the names that `written` makes of theirs.
template <typename Written>
Parts renamed(const Parts& parts, const Written& written) {
  Parts all;
  for (const auto& [name, bytes] : parts) all[written(name)] = bytes;
  return all;
}

}  // namespace

TEST_CASE("a file of zeros is damaged, whatever it is called") {
  for (const auto* name : {"照片.jpg", "总结.docx", "名册.txt", "x"}) {
    CAPTURE(name);
    CHECK(verdict(std::string(50'000, '\0'), name).find(" damaged") != std::string::npos);
  }
  const auto noise = std::string(3'000, '\0') + "\1\2\3" + std::string(10'000, '\0');
  CHECK(verdict(noise, "照片.jpg") == "unknown unexamined -1");
}

TEST_CASE("of a whole document the text is read, however programs wrote its names and its end") {
  const std::string nuls(16, '\0');
  CHECK(verdict(package_of(signed_docx()), "a.docx") == "docx whole 1");
  CHECK(verdict(package_of(signed_docx()) + nuls, "a.docx") == "docx whole 1");
  CHECK(verdict(package_of(renamed(signed_ofd(), [](std::string name) { return replaced(name, "/", "\\"); })),
                "a.ofd") == "ofd whole 1");
  auto rooted = signed_docx();
  rooted["/word/document.xml"] = rooted.extract("word/document.xml").mapped();
  rooted["word/styles.xml"] = "<w:styles xmlns:w=\"x\"/>";
  CHECK(verdict(package_of(rooted), "a.docx") == "docx whole 1");
  auto twins = signed_docx();
  twins["word/media1"] = twins["word/media2"] = "x";
  CHECK(verdict(replaced(package_of(twins), "word/media2", "word/media1"), "a.docx") == "docx whole 1");
  BookParts book;
  book.sheet_data = "<row><c t=\"inlineStr\"><is><t>13812345678</t></is></c></row>";
  book.more_parts["[Content_Types].xml"] = "<Types/>";
  CHECK(verdict(book_of(book) + nuls, "a.xlsx") == "xlsx whole 1");
}

TEST_CASE("a document that is whole but for the text that nobody can read is not taken for one without numbers") {
  auto slides = pptx_parts();
  slides["ppt/slides/slide1.xml"] = "<!DOCTYPE a><p:sld xmlns:p=\"x\"/>";
  CHECK(verdict(package_of(slides), "a.pptx") == "pptx abandoned -1");
  slides.erase("ppt/slides/slide2.xml");  // what is worse stays
  CHECK(verdict(package_of(slides), "a.pptx") == "pptx damaged -1");
  BookParts charts;
  charts.sheets.clear();
  charts.more_parts["[Content_Types].xml"] = "<Types/>";
  CHECK(verdict(book_of(charts), "a.xlsx") == "xlsx whole -1");
}

TEST_CASE("the tools are others once a library, the helper or pdftotext is") {
  const Scratch scratch;
  const auto program = scratch.path() + "/program";
  write_bytes(program, "1");
  const auto before = probe::tools(program, "");
  for (const char* const library : {"libmagic 5", "libpng 1.", "libheif 1.", "qpdf ", "MediaInfoLib - v"}) {
    CHECK(before.find(library) != std::string::npos);
  }
  CHECK(probe::tools(program, "") == before);
  CHECK(probe::tools("", "") != before);
  CHECK(probe::tools(program, program) != before);
  write_bytes(program, "22");
  CHECK(probe::tools(program, "") != before);
  write_bytes(program, "1");  // of the same size, and later
  CHECK(probe::tools(program, "") != before);
}
