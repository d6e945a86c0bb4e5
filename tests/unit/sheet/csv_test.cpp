// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/sheet/sheet.hpp"

using namespace guidang;
using sheet::parse_csv;
using namespace std::string_literals;

namespace {

std::vector<std::vector<std::string>> texts(std::string_view bytes) {
  const auto sheet = parse_csv(bytes, "t.csv").value();
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : sheet.rows) {
    rows.emplace_back();
    for (const auto& cell : row) rows.back().push_back(cell.text);
  }
  return rows;
}

using Texts = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("parse_csv reads every encoding that spreadsheet programs write") {
  const Texts expected{{"文件", "指标"}, {"a", "😀"}};
  CHECK(texts("文件,指标\na,😀\n") == expected);
  CHECK(texts("\xef\xbb\xbf文件,指标\na,😀\n") == expected);
  CHECK(texts("\xff\xfe\x87\x65\xf6\x4e,\0\x07\x63\x07\x68\n\0a\0,\0\x3d\xd8\x00\xde\n\0"s) == expected);
  CHECK(texts("\xfe\xff\x65\x87\x4e\xf6\0,\x63\x07\x68\x07\0\n\0a\0,\xd8\x3d\xde\x00\0\n"s) == expected);
  CHECK(texts("\xce\xc4\xbc\xfe,\xd6\xb8\xb1\xea\n") == Texts{{"文件", "指标"}});
}

TEST_CASE("parse_csv finds the separator, lists within cells or not") {
  CHECK(parse_csv("a,b\n1;2;3,4\n", "t").value().separator == ',');
  CHECK(parse_csv("a;b\n1,5;2\n3;4\n", "t").value().separator == ';');
  CHECK(parse_csv("a\tb\n1,2\t3\n", "t").value().separator == '\t');
  CHECK(parse_csv("台账\na,b,c\n1,2,3\n", "t").value().separator == ',');
  CHECK(parse_csv("a\n\"x;y\"\n", "t").value().separator == ',');
}

TEST_CASE("parse_csv keeps quoted separators, line breaks and quotes") {
  CHECK(texts("\"a,1\",\"b\r\nc\",\"d\"\"e\"\r\nx,\"\",5\" pipe\r\n") ==
        Texts{{"a,1", "b\nc", "d\"e"}, {"x", "", "5\" pipe"}});
}

TEST_CASE("parse_csv takes all line ends, and none at the end") {
  CHECK(texts("a,b\nc,d") == Texts{{"a", "b"}, {"c", "d"}});
  CHECK(texts("a,b\r\nc,d\r\n") == Texts{{"a", "b"}, {"c", "d"}});
  CHECK(texts("a,b\rc,d\r") == Texts{{"a", "b"}, {"c", "d"}});
  CHECK(texts("a,b\n\n,\n") == Texts{{"a", "b"}, {""}, {"", ""}});
  CHECK(texts("").empty());
}

TEST_CASE("parse_csv knows where each cell stands") {
  const auto sheet = parse_csv("文件,b\n\"x\ny\",中文,\"z\"\n", "t.csv").value();
  CHECK(sheet.rows[0][1] == sheet::Cell{"b", 1, 4, 1});
  CHECK(sheet.rows[1][0] == sheet::Cell{"x\ny", 2, 1, 2});
  CHECK(sheet.rows[1][1] == sheet::Cell{"中文", 3, 4, 2});
  CHECK(sheet.rows[1][2] == sheet::Cell{"z", 3, 7, 3});
  const auto fault = sheet.fault(sheet.rows[1][1], {"x", {}});
  CHECK(fault == Fault{{"x", {}}, {"t.csv", 3, 4}, "y\",中文,\"z\"", 2, std::nullopt});
}

TEST_CASE("parse_csv says where a quote is wrong") {
  CHECK(to_string(parse_csv("a,b\n1,\"2\n3,4\n", "t.csv").error()) ==
        "t.csv:2:3: sheet/malformed(path=t.csv, count=1)\nt.csv:2:3: sheet/open-quote");
  CHECK(to_string(parse_csv("a,b\n\"1\"x,2\n\"3\",\"4\"y\n", "t.csv").error()) ==
        "t.csv:2:4: sheet/malformed(path=t.csv, count=2)\nt.csv:2:4: sheet/text-after-quote\n"
        "t.csv:3:8: sheet/text-after-quote");
}

TEST_CASE("parse_csv refuses what is no text") {
  CHECK(to_string(parse_csv("a,b\nc\0d,e\n"s, "t.csv").error()) ==
        "t.csv:2:2: sheet/malformed(path=t.csv, count=1)\nt.csv:2:2: sheet/nul");
  CHECK(to_string(parse_csv("a,b\nx\xff\xff,e\n", "t.csv").error()) ==
        "t.csv:2:2: sheet/malformed(path=t.csv, count=1)\nt.csv:2:2: sheet/not-text");
  CHECK(to_string(parse_csv("\xff\xfe\x61\0\x3d\xd8\x62\0"s, "t.csv").error()) ==
        "t.csv:1:2: sheet/malformed(path=t.csv, count=1)\nt.csv:1:2: sheet/not-text");
}

TEST_CASE("parse_csv keeps to its limits") {
  CHECK(parse_csv(std::string(sheet::k_max_bytes + 1, 'a'), "t").error().message.id == "sheet/too-large");
  CHECK(parse_csv(std::string(sheet::k_max_lines + 1, '\n'), "t").error().message.id == "sheet/too-many-lines");
  CHECK(parse_csv(std::string(sheet::k_max_columns - 1, ','), "t").value().rows[0].size() == sheet::k_max_columns);
  CHECK(parse_csv(std::string(sheet::k_max_columns, ','), "t").error().message.id == "sheet/too-many-columns");
  std::string wide;
  for (int i = 0; i < 4100; ++i) wide += std::string(sheet::k_max_columns - 1, ',') + "\n";
  CHECK(parse_csv(wide, "t").error().message.id == "sheet/too-many-cells");
}
