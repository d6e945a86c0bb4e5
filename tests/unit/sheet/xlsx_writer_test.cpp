// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <doctest/doctest.h>

#include "guidang/sheet/book.hpp"
#include "guidang/sheet/workbook.hpp"
#include "support/zips.hpp"

using namespace guidang;

namespace {

sheet::Workbook sample() {
  sheet::OutSheet out;
  out.name = "自评[表]/1";
  out.rows = {
      {sheet::title_cell("秀水社区 自评表"), sheet::text_cell(""), sheet::text_cell("")},
      {sheet::header_cell("指标"), sheet::header_cell("得分"), sheet::header_cell("日期")},
      {sheet::text_cell("=1+1"), sheet::number_cell(Exact::ratio(2, 3), 2), sheet::date_cell(*make_date(2026, 10, 12))},
      {sheet::text_cell("1-2"), sheet::percent_cell(Exact::ratio(4, 5)), sheet::text_cell("两行\n文字")},
      {sheet::text_cell("+1"), sheet::text_cell("-1"), sheet::text_cell("@a")}};
  out.merged = {{1, 1, 1, 3}};
  out.widths = {20, 10, 12};
  out.heights = {30};
  out.frozen_rows = 2;
  out.repeated_from = 2;
  out.repeated_to = 2;
  out.header = "秀水社区 & 街道";
  out.footer = "第 {page} 页，共 {pages} 页";
  return {.title = "自评表", .author = "guidang", .sheets = {out}};
}

std::string part(const std::string& bytes, const char* name) {
  const auto tree = test::open_zip(bytes).value();
  return fs::read_file(*tree, RelPath::parse(name).value(), 1 << 20).value();
}

bool contains(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("write_xlsx writes what parse_xlsx reads") {
  const auto bytes = sheet::write_xlsx(sample()).value();
  const auto book = sheet::parse_xlsx(bytes, "t.xlsx").value();
  REQUIRE(book.sheets.size() == 1);
  const auto& out = book.sheets[0];
  CHECK(out.tab == "自评-表--1");
  CHECK(out.merged == std::vector<sheet::Merge>{{1, 1, 1, 3}});
  REQUIRE(out.rows.size() == 5);
  CHECK(out.rows[0][0].text == "秀水社区 自评表");
  CHECK(out.rows[2][0].text == "=1+1");
  CHECK(out.rows[2][1].text == "0.666666666666667");
  CHECK(out.rows[2][2].text == "2026-10-12");
  CHECK(out.rows[3][0].text == "1-2");
  CHECK(out.rows[3][1].text == "80%");
  CHECK(out.rows[3][2].text == "两行\n文字");
  CHECK(out.rows[4][0].text == "+1");
  CHECK(out.rows[4][1].text == "-1");
  CHECK(out.rows[4][2].text == "@a");
}

TEST_CASE("write_xlsx sets the page up for printing and writes no formula") {
  const auto bytes = sheet::write_xlsx(sample()).value();
  const auto sheet = part(bytes, "xl/worksheets/sheet1.xml");
  CHECK(contains(sheet, "orientation=\"landscape\""));
  CHECK(contains(sheet, "paperSize=\"9\""));
  CHECK(contains(sheet, "fitToHeight=\"0\""));
  CHECK(contains(sheet, "ySplit=\"2\""));
  CHECK(contains(sheet, "&amp;C秀水社区 &amp;&amp; 街道"));
  CHECK(contains(sheet, "第 &amp;P 页，共 &amp;N 页"));
  CHECK_FALSE(contains(sheet, "<f>"));
  CHECK(contains(part(bytes, "xl/workbook.xml"), "Print_Titles"));
}

TEST_CASE("write_xlsx writes the same bytes for the same book") {
  CHECK(sheet::write_xlsx(sample()).value() == sheet::write_xlsx(sample()).value());
  CHECK(contains(part(sheet::write_xlsx(sample()).value(), "docProps/core.xml"), "1980-01-01T00:00:00Z"));
}

TEST_CASE("write_xlsx refuses what a workbook cannot hold and mends what it can") {
  auto twice = sample();
  twice.sheets.push_back(twice.sheets[0]);
  CHECK(sheet::write_xlsx(twice).error().code == ErrorCode::exists);
  auto wide = sample();
  wide.sheets[0].rows[2][0].text = std::string(32'768, 'a');
  CHECK(sheet::write_xlsx(wide).error().message.id == "sheet/long-cell");
  auto odd = sample();
  odd.sheets[0].rows[2][0].text = std::string("a\x01") + "b_x0041_";
  odd.sheets[0].rows[2][1] = sheet::text_cell("\xff");
  odd.sheets[0].name = "";
  const auto book = sheet::parse_xlsx(sheet::write_xlsx(odd).value(), "t.xlsx").value();
  CHECK(book.sheets[0].tab == "-");
  CHECK(book.sheets[0].rows[2][0].text == "ab_x0041_");
  CHECK(book.sheets[0].rows[2][1].text == "\\xFF");
}
