// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/form.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "guidang/base/points.hpp"
#include "guidang/sheet/book.hpp"

using namespace guidang;

namespace {

/// Two columns, a group over both, and an entry of two lines.
Form small() {
  Form form;
  form.id = "test";
  form.language = "zh";
  form.title = "表<1>";
  form.tab = "表";
  form.head = {"单位：\"秀水\""};
  form.columns = {{"内容", 30}, {"分值", 10}};
  form.rows = {{FormRowKind::group, {form_text("甲"), {}}},
               {FormRowKind::line, {form_text("一&二\n<script>"), form_number(Exact::ratio(2, 3))}}};
  form.spans = {{0, 0, 1, 2}};
  form.foot = {"注"};
  form.signatures = {"填表人："};
  return form;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("point_places shows no more than is reached") {
  CHECK(point_places(Exact(80)) == 0);
  CHECK(point_places(Exact::parse("79.5").value()) == 1);
  CHECK(point_places(Exact::ratio(2, 3)) == 2);
  CHECK(point_places(Exact::parse("79.996").value()) == 3);
  CHECK(point_places(Exact::parse("79.99999").value()) == 5);
  CHECK(point_places(Exact::parse("80.001").value()) == 2);
}

TEST_CASE("form_xlsx") {
  const auto bytes = form_xlsx(small());
  REQUIRE(bytes.has_value());

  SUBCASE("is read back with its rows, joined cells and numbers") {
    const auto book = sheet::parse_xlsx(*bytes, "form.xlsx");
    REQUIRE(book.has_value());
    const auto& sheet = book->sheets.front();
    CHECK(sheet.tab == "表");
    CHECK(sheet.rows.at(0).at(0).text == "表<1>");
    CHECK(sheet.rows.at(1).at(0).text == "单位：\"秀水\"");
    CHECK(sheet.rows.at(2).at(1).text == "分值");
    CHECK(sheet.rows.at(4).at(0).text == "一&二\n<script>");
    CHECK(sheet.rows.at(4).at(1).text.starts_with("0.66"));
    CHECK(std::ranges::count(sheet.merged, sheet::Merge{4, 1, 4, 2}) == 1);
  }

  SUBCASE("gives the same bytes again") {
    CHECK(form_xlsx(small()).value() == *bytes);
  }

  SUBCASE("is known again, by its columns") {
    CHECK(is_form_xlsx(*bytes, small()));
    auto other = small();
    other.columns[1].title = "得分";
    CHECK_FALSE(is_form_xlsx(*bytes, other));
    CHECK_FALSE(is_form_xlsx("PK", small()));
  }
}

TEST_CASE("form_html") {
  const auto page = form_html(small());

  SUBCASE("escapes every text") {
    CHECK(has(page, "<h1>表&lt;1&gt;</h1>"));
    CHECK(has(page, "<span>单位：&quot;秀水&quot;</span>"));
    CHECK(has(page, "<td>一&amp;二<br>&lt;script&gt;</td>"));
  }

  SUBCASE("draws joined cells once") {
    CHECK(has(page, "<tr class=\"group\"><td colspan=\"2\">甲</td></tr>"));
  }

  SUBCASE("rounds numbers for people") {
    CHECK(has(page, "<td class=\"r\">0.67</td>"));
  }

  SUBCASE("asks for nothing from elsewhere") {
    CHECK_FALSE(has(page, "http:"));
    CHECK_FALSE(has(page, "https:"));
    CHECK_FALSE(has(page, "url("));
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "<link"));
  }

  SUBCASE("is known again, by its own kind only") {
    CHECK(is_form_html(page, "test"));
    CHECK_FALSE(is_form_html(page, "other"));
    CHECK_FALSE(is_form_html("<p>guidang-form</p>", "test"));
  }

  SUBCASE("joins cells of several rows") {
    auto form = small();
    form.spans = {{0, 0, 2, 1}};
    const auto joined = form_html(form);
    CHECK(has(joined, "<td rowspan=\"2\">甲</td><td></td></tr>"));
    CHECK_FALSE(has(joined, "一&amp;二"));
  }
}
