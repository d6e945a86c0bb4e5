// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <doctest/doctest.h>

#include "guidang/sheet/book.hpp"
#include "guidang/sheet/xlsx_value.hpp"
#include "support/books.hpp"

using namespace guidang;
using namespace std::string_literals;
using test::book_of;
using test::BookParts;

namespace {

/// "B2=text B3=text": the cells that say something.
std::string cells_of(const sheet::Sheet& sheet) {
  std::string text;
  for (const auto& row : sheet.rows) {
    for (const auto& cell : row) {
      if (cell.text.empty() && !cell.uncomputed) continue;
      text += (text.empty() ? "" : " ") + sheet::cell_name(cell.line, cell.column) + "=" + cell.text;
      if (cell.uncomputed) text += "?";
    }
  }
  return text;
}

std::string cells_of(const BookParts& parts) {
  const auto book = sheet::parse_xlsx(book_of(parts), "t.xlsx");
  return book ? cells_of(book->sheets.at(0)) : to_string(book.error());
}

std::string as(std::string_view stated, std::string_view format) {
  return sheet::shown(stated, sheet::parse_format(format), false);
}

std::string error_of(std::string_view bytes) {
  return to_string(sheet::parse_xlsx(bytes, "t.xlsx").error());
}

}  // namespace

TEST_CASE("numbers are shown as people see them") {
  CHECK(sheet::shown_number("0.30000000000000004") == "0.3");
  CHECK(sheet::shown_number("1.1000000000000001") == "1.1");
  CHECK(sheet::shown_number("13800000000") == "13800000000");
  CHECK(sheet::shown_number("1.38E+10") == "13800000000");
  CHECK(sheet::shown_number("4.40301199001011E17") == "440301199001011000");
  CHECK(sheet::shown_number("8.0000000000000002E-2") == "0.08");
  CHECK(sheet::shown_number("-0.5") == "-0.5");
  CHECK(sheet::shown_number("0.99999999999999999") == "1");
  CHECK(sheet::shown_number("100") == "100");
  CHECK(sheet::shown_number("-0") == "0");
  CHECK(sheet::shown_number("1E+300") == "1E+300");
  CHECK(sheet::shown_number("abc") == "abc");
  CHECK(sheet::shown_number("") == "");
}

TEST_CASE("per cents are exact") {
  CHECK(as("0.80000000000000004", "0%") == "80%");
  CHECK(as("0.79900000000000004", "0.00%") == "79.9%");
  CHECK(as("1", "0%") == "100%");
  CHECK(as("0", "0%") == "0%");
  CHECK(as("-5.0000000000000003E-2", "0%") == "-5%");
}

TEST_CASE("dates are shown as days and times, whatever the format is called") {
  for (const auto* const format : {"yyyy-mm-dd",
                                   "yyyy\"年\"m\"月\"d\"日\"",
                                   "yyyy\"年\"m\"月\"d\"日\";@",
                                   "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
                                   "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"",
                                   "yyyy/m/d;@",
                                   "YYYY\\-MM\\-DD",
                                   "m\"月\"d\"日\"",
                                   "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
                                   "[Red]d-mmm-yy"}) {
    CAPTURE(format);
    CHECK(as("46307", format) == "2026-10-12");
  }
  CHECK(as("46307.083333333336", "yyyy-mm-dd hh:mm") == "2026-10-12 02:00");
  CHECK(as("46307.083333333336", "yyyy-mm-dd") == "2026-10-12");
  CHECK(as("46307", "yyyy/m/d h:mm") == "2026-10-12 00:00");
  CHECK(as("46307.9999999", "yyyy/m/d h:mm:ss") == "2026-10-13 00:00");
  CHECK(as("46307.5006944", "yyyy/m/d 上午/下午h\"时\"mm\"分\"") == "2026-10-12 12:01");
  CHECK(as("0.0833333333", "h:mm AM/PM") == "02:00");
  CHECK(as("0.0835", "mm:ss") == "02:00:14");
  CHECK(as("1.5", "[h]:mm") == "36:00");
  CHECK(as("46307", "yyyy\"年\"m\"月\"") == "2026-10");
}

TEST_CASE("formats that only look like dates are numbers") {
  CHECK(as("46307", "General") == "46307");
  CHECK(as("46307", "G/通用格式") == "46307");
  CHECK(as("46307", "0.00E+00") == "46307");
  CHECK(as("34", "0\"days\"") == "34");
  CHECK(as("34", "#,##0\\d") == "34");
  CHECK(as("34", "[Red]0;[Blue]-0") == "34");
  CHECK(as("34", "[$¥-804]#,##0.00") == "34");
  CHECK(as("34", "@") == "34");
  CHECK(as("34", "0_d") == "34");
}

TEST_CASE("the two calendars, and the day that never was") {
  const auto day = sheet::parse_format("yyyy-mm-dd");
  CHECK(sheet::shown("44845", day, true) == "2026-10-12");
  CHECK(sheet::shown("1", day, false) == "1900-01-01");
  CHECK(sheet::shown("59", day, false) == "1900-02-28");
  CHECK(sheet::shown("60", day, false) == "60");
  CHECK(sheet::shown("61", day, false) == "1900-03-01");
  CHECK(sheet::shown("-1", day, false) == "-1");
  CHECK(sheet::shown("9999999", day, false) == "9999999");
}

TEST_CASE("built-in formats are those of Chinese programs") {
  for (const int number : {14, 15, 16, 30, 31, 28, 58}) {
    CAPTURE(number);
    CHECK(sheet::shown("46307", sheet::built_in_format(number), false) == "2026-10-12");
  }
  CHECK(sheet::shown("46307.5", sheet::built_in_format(22), false) == "2026-10-12 12:00");
  CHECK(sheet::shown("0.5", sheet::built_in_format(32), false) == "12:00");
  CHECK(sheet::shown("0.5", sheet::built_in_format(9), false) == "50%");
  CHECK(sheet::shown("0.5", sheet::built_in_format(0), false) == "0.5");
  CHECK(sheet::shown("0.5", sheet::built_in_format(49), false) == "0.5");
}

TEST_CASE("parse_xlsx reads every kind of cell") {
  CHECK(cells_of(
            {.sheet_data = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                           "<row r=\"3\"><c r=\"A3\"><v>1.5</v></c><c r=\"C3\" t=\"b\"><v>1</v></c>"
                           "<c r=\"D3\" t=\"e\"><v>#DIV/0!</v></c><c r=\"E3\" t=\"str\"><f>A1</f><v>x</v></c>"
                           "<c r=\"F3\" t=\"inlineStr\"><is><t>in</t><r><t>line</t></r></is></c>"
                           "<c r=\"G3\" t=\"d\"><v>2026-10-12T02:00:00</v></c><c r=\"H3\" s=\"1\"/></row>",
             .strings =
                 "<si><t xml:space=\"preserve\"> 指标 </t></si>"
                 "<si><r><rPr><b/></rPr><t>会</t></r><r><t>议</t></r><rPh sb=\"0\" eb=\"1\"><t>カイ</t></rPh></si>"}) ==
        "A1= 指标  B1=会议 A3=1.5 C3=TRUE D3=#DIV/0! E3=x F3=inline G3=2026-10-12 02:00");
}

TEST_CASE("parse_xlsx reads rows and cells that do not say where they are") {
  CHECK(cells_of({.sheet_data =
                      "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>"
                      "<row r=\"9\"><c r=\"C9\"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>"}) ==
        "A1=1 B1=2 B3=3 C9=4 D9=5 A10=6");
}

TEST_CASE("parse_xlsx styles dates and per cents by the workbook's own formats") {
  BookParts parts{.sheet_data =
                      "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>46307</v></c><c r=\"B1\" s=\"1\"><v>46307</v></c>"
                      "<c r=\"C1\" s=\"2\"><v>46307</v></c><c r=\"D1\" s=\"3\"><v>0.8</v></c>"
                      "<c r=\"E1\" s=\"9\"><v>7</v></c></row>",
                  .formats =
                      "<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
                      "<numFmt numFmtId=\"177\" formatCode=\"reserved-0x1F\"/>",
                  .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/><xf numFmtId=\"10\"/>"};
  CHECK(cells_of(parts) == "A1=46307 B1=2026-10-12 C1=2026-10-12 D1=80% E1=7");
  parts.properties = "<workbookPr date1904=\"1\"/>";
  CHECK(cells_of(parts) == "A1=46307 B1=2030-10-13 C1=2030-10-13 D1=80% E1=7");
}

TEST_CASE("a formula has the value that was saved, or none") {
  CHECK(cells_of({.sheet_data = "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>1+1</f></c>"
                                "<c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"D1\"><f>1</f><v/></c></row>"}) ==
        "A1=2 B1=? D1=?");
}

TEST_CASE("parse_xlsx undoes escaped characters") {
  CHECK(cells_of({.sheet_data =
                      "<row><c t=\"inlineStr\"><is><t>a_x000D_\nb_x005F_x0041__xZZ_c_x4E8C_</t></is></c></row>"}) ==
        "A1=a\nb_x0041__xZZ_c二");
}

TEST_CASE("parse_xlsx tells sheets, hidden ones and merged ranges") {
  const std::string type = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  const std::string sheet =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row>"
      "<x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  BookParts parts{
      .sheet_data = "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>",
      .after_data = "<mergeCells count=\"2\"><mergeCell ref=\"A1:B3\"/><mergeCell ref=\"bad\"/></mergeCells>",
      .sheets =
          "<sheet name=\"隐藏\" sheetId=\"3\" state=\"veryHidden\" r:id=\"rId3\"/>"
          "<sheet name=\"图\" sheetId=\"4\" r:id=\"rId4\"/>"
          "<sheet name=\"一&amp;1\" sheetId=\"1\" r:id=\"rId1\"/>"
          "<sheet name=\"二\" sheetId=\"2\" r:id=\"rId2\"/>",
      .more_relations = "<Relationship Id=\"rId2\" Type=\"" + type + "worksheet\" Target=\"/XL/worksheets/Two.xml\"/>" +
                        "<Relationship Id=\"rId3\" Type=\"" + type + "worksheet\" Target=\"worksheets/sheet1.xml\"/>" +
                        "<Relationship Id=\"rId4\" Type=\"" + type + "chartsheet\" Target=\"chart.xml\"/>",
      .more_parts = {{"xl/worksheets/two.xml", sheet}}};
  const auto book = sheet::parse_xlsx(book_of(parts), "t.xlsx").value();
  REQUIRE(book.sheets.size() == 2);
  CHECK(book.sheets[0].tab == "一&1");
  CHECK(cells_of(book.sheets[0]) == "A1=1");
  CHECK(book.sheets[0].merged == std::vector<sheet::Merge>{{1, 1, 3, 2}});
  CHECK(book.sheets[1].tab == "二");
  CHECK(cells_of(book.sheets[1]) == "A1=7");
  CHECK(book.hidden == std::vector<std::string>{"隐藏"});
}

TEST_CASE("a fault in a spreadsheet names the sheet and the cell") {
  const auto book = sheet::parse_xlsx(test::book_of_texts({"a|b", "c|d"}), "t.xlsx").value();
  const auto fault = book.sheets[0].fault(book.sheets[0].rows[1][1], {"x", {}});
  CHECK(fault.where == Location{"t.xlsx", 2, 2});
  CHECK(to_string(fault.hint.value()) == "sheet/cell(sheet=Sheet1, cell=B2)");
  CHECK(sheet::cell_name(7, 28) == "AB7");
}

TEST_CASE("parse_xlsx refuses what is no workbook, and says what to do") {
  CHECK(error_of("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or locked") == "sheet/locked-or-old(path=t.xlsx)");
  CHECK(sheet::parse_xlsx("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "t").error().code == ErrorCode::unsupported);
  for (const auto& bytes : {"<html>"s, ""s, "a,b\n"s, test::packed({{.name = "mimetype", .bytes = "x"}})}) {
    CHECK(error_of(bytes).starts_with("t.xlsx: sheet/not-workbook"));
  }
  CHECK(error_of("PK\x03\x04 cut off").starts_with("t.xlsx: sheet/damaged"));
  CHECK(error_of(book_of({.sheet_data = "<row></c>"}))
            .starts_with("t.xlsx: sheet/damaged(path=t.xlsx, part=xl/worksheets/sheet1.xml)"));
  CHECK(error_of(book_of({.more_parts = {{"xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"}}}))
            .starts_with("t.xlsx: sheet/damaged"));
}

TEST_CASE("parse_xlsx keeps to its limits") {
  CHECK(error_of(std::string(sheet::k_max_bytes + 1, 'P')).starts_with("t.xlsx: sheet/too-large"));
  CHECK(error_of(book_of({.sheet_data = "<row><c r=\"ALM1\"><v>1</v></c></row>"}))
            .starts_with("t.xlsx:1:1: sheet/too-many-columns"));
  CHECK(cells_of({.sheet_data = "<row><c r=\"XFD1\" s=\"1\"/><c r=\"ALL1\"><v>1</v></c></row>"}) == "ALL1=1");
  std::string rows;
  for (std::size_t i = 0; i <= sheet::k_max_lines; ++i) rows += "<row><c><v>1</v></c></row>";
  CHECK(error_of(book_of({.sheet_data = rows})).starts_with("t.xlsx:200001:1: sheet/too-many-lines"));
}

TEST_CASE("a shared text counts in every cell that shows it") {
  std::string cells;
  for (int row = 1; row <= 100; ++row) cells += "<row><c t=\"s\"><v>0</v></c></row>";
  const auto bytes = book_of({.sheet_data = cells, .strings = "<si><t>" + std::string(1000, 'x') + "</t></si>"});
  CHECK(sheet::parse_xlsx(bytes, "t.xlsx", 100'000));
  const auto book = sheet::parse_xlsx(bytes, "t.xlsx", 99'999);
  REQUIRE_FALSE(book);
  CHECK(book.error().code == ErrorCode::limit);
  CHECK(book.error().message.id == "sheet/too-large");
}
