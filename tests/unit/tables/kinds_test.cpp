// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <doctest/doctest.h>

#include "guidang/tables/tables.hpp"
#include "support/books.hpp"

using namespace guidang;

namespace {

Result<Tables> read(const std::string& name, const std::string& bytes) {
  fs::MemoryTree tree;
  tree.put(RelPath::parse(name).value(), bytes);
  return read_tables(tree);
}

std::string error_of(const std::string& name, const std::string& bytes) {
  return to_string(read(name, bytes).error());
}

}  // namespace

TEST_CASE("read_tables reads the facts") {
  const auto tables = read("数据.csv",
                           "秀水社区2026年数据,,,,,,,\n"
                           "指标,名称,数值,级别,事项,日期,佐证,备注\n"
                           ",常住人口,\"9,870\",,,2026-10-01,,公安户籍数\n"
                           "Ⅲ-9,展板数,34块,,,,展板.jpg,\n"
                           "J-1,剪报课程,,市级,剪报,2026-11-18,,\n")
                          .value();
  REQUIRE(tables.facts.size() == 3);
  CHECK(tables.facts[0].code.empty());
  CHECK(tables.facts[0].name == "常住人口");
  CHECK(tables.facts[0].value.number == Exact(9870));
  CHECK(tables.facts[0].value.text == "9,870");
  CHECK(tables.facts[0].remark == "公安户籍数");
  CHECK(tables.facts[1].value.number == Exact(34));
  CHECK(tables.facts[1].proof == "展板.jpg");
  CHECK(tables.facts[2].level == "市级");
  CHECK(tables.facts[2].matter == "剪报");
  CHECK(tables.facts[2].date == make_date(2026, 11, 18));
  CHECK(tables.facts[2].where == Location{"数据.csv", 5, 1});
}

TEST_CASE("read_tables reads results by place, with a verdict, in any rating") {
  const auto tables = read("检查结果.csv",
                           "指标,对象,结论,等级,问题数,日期\n"
                           "B1,学习笔记1.txt,合格,优,,2026-07-03\n"
                           "B1,学习笔记2.txt,不合格,d+,2处,\n"
                           "V-1,,核查中,,,\nV-2,,成立,,,\nV-3,,不存在,,,\n")
                          .value();
  REQUIRE(tables.results.size() == 5);
  CHECK(tables.results[0].object == "学习笔记1.txt");
  CHECK(tables.results[0].good == true);
  CHECK(tables.results[0].rating == "优");
  CHECK(tables.results[1].good == false);
  CHECK(tables.results[1].rating == "D+");
  CHECK(tables.results[1].defects == 2);
  CHECK_FALSE(tables.results[2].good.has_value());
  CHECK(tables.results[2].under_review);
  CHECK(tables.results[3].good == false);
  CHECK(tables.results[4].good == true);
}

TEST_CASE("read_tables reads remarks, exceptions, the account and what is not ours") {
  const auto remarks = read("检查意见.csv",
                            "日期,检查人,指标,文件,意见,扣分,理由,补交期限\n"
                            "2026-12-01,区检查组,Ⅲ-3,签到表.jpg,退回,0.5分,没有日期,2026-12-10\n"
                            "2026-12-01,区检查组,Ⅲ-4,,认可,,,\n")
                           .value()
                           .remarks;
  REQUIRE(remarks.size() == 2);
  CHECK(remarks[0].rejected);
  CHECK(remarks[0].points == Exact::ratio(1, 2));
  CHECK(remarks[0].reason == "没有日期");
  CHECK(remarks[0].supply_by == make_date(2026, 12, 10));
  CHECK_FALSE(remarks[1].rejected);
  const auto exceptions = read("exceptions.csv",
                               "rule,code,file,reason,approver,until\n"
                               "Coverage/Missing-Slot,III-3,a b.jpg,lost in the flood,Wang Fang,2026-12-31\n")
                              .value()
                              .exceptions;
  REQUIRE(exceptions.size() == 1);
  CHECK(exceptions[0].rule == "coverage/missing-slot");
  CHECK(exceptions[0].path == "a b.jpg");
  CHECK(exceptions[0].approver == "Wang Fang");
  CHECK(exceptions[0].until == make_date(2026, 12, 31));
  const auto account = read("记分.csv",
                            "日期,类型,指标,次数,点位数,当场整改,备注\n"
                            "2026-07-25,街道指出问题,,,,是,楼道堆物\n"
                            "2026-08-29,区级点位无问题,B-4,3次,3个,否,\n")
                           .value()
                           .account;
  REQUIRE(account.size() == 2);
  CHECK(account[0].count == 1);
  CHECK(account[0].on_the_spot);
  CHECK_FALSE(account[0].spots.has_value());
  CHECK(account[1].code == "B-4");
  CHECK(account[1].count == 3);
  CHECK(account[1].spots == 3);
  CHECK_FALSE(account[1].on_the_spot);
  const auto assignments =
      read("分工表.csv", "指标,责任人,不承担及理由\nⅢ-1,李敏,否\nⅢ-2、Ⅲ-3,,辖区没有河湖\n").value().assignments;
  REQUIRE(assignments.size() == 3);
  CHECK(assignments[0].not_ours.empty());
  CHECK(assignments[1].not_ours == "辖区没有河湖");
  CHECK(assignments[2].not_ours == "辖区没有河湖");
}

TEST_CASE("what the new tables may not say is told with its place") {
  CHECK(error_of("检查结果.csv", "指标,结论\nⅢ-1,还行\n") ==
        "检查结果.csv:2:5: tables/faults(count=1)\n"
        "检查结果.csv:2:5: tables/bad-verdict(table=table/results, column=column/verdict, found=还行)");
  CHECK(error_of("检查意见.csv", "指标,意见\nⅢ-1,\nⅢ-2,再看\n") ==
        "检查意见.csv:2:5: tables/faults(count=2)\n"
        "检查意见.csv:2:5: tables/empty-cell(table=table/remarks, column=column/opinion, found=)\n"
        "检查意见.csv:3:5: tables/bad-opinion(table=table/remarks, column=column/opinion, found=再看)");
  CHECK(error_of("例外登记.csv", "规则,理由,批准人\ncoverage/missing-slot,,李敏\n") ==
        "例外登记.csv:2:23: tables/faults(count=1)\n"
        "例外登记.csv:2:23: tables/empty-cell(table=table/exceptions, column=column/reason, found=)");
  CHECK(error_of("记分.csv", "类型,当场整改\n表扬,也许\n") ==
        "记分.csv:2:4: tables/faults(count=1)\n"
        "记分.csv:2:4: tables/bad-yes(table=table/account, column=column/on-the-spot, found=也许)");
  CHECK(error_of("数据.csv", "指标,名称,数值\nⅢ-1、Ⅲ-2,甲,#REF!\n") ==
        "数据.csv:2:1: tables/faults(count=2)\n"
        "数据.csv:2:1: tables/one-code(table=table/facts, column=column/codes, found=Ⅲ-1、Ⅲ-2)\n"
        "数据.csv:2:11: tables/error-value(table=table/facts, column=column/value, found=#REF!)");
}

TEST_CASE("what a spreadsheet program spoilt is told as that") {
  CHECK(error_of("分工表.csv", "指标,电话,时限\n1月2日,1.38E+10,46307\n") ==
        "分工表.csv:2:1: tables/faults(count=3)\n"
        "分工表.csv:2:1: tables/became-date(table=table/assignments, column=column/codes, found=1月2日)\n"
        "分工表.csv:2:6: tables/became-number(table=table/assignments, column=column/phone, found=1.38E+10)\n"
        "分工表.csv:2:15: tables/date-as-number(table=table/assignments, column=column/due, found=46307)");
}

TEST_CASE("read_tables reads workbooks") {
  const auto tables = read("台账.xlsx",
                           test::book_of_texts({"秀水社区台账",
                                                "序号|文件名|日期|指标",
                                                "1|签到表.jpg|2026-10-12 09:30|Ⅲ-3",
                                                "|||",
                                                "2|通知.pdf||Ⅲ-3、Ⅲ-4"}))
                          .value();
  CHECK(tables.has_register);
  CHECK(tables.files == std::vector{RelPath::parse("台账.xlsx").value()});
  REQUIRE(tables.register_lines.size() == 2);
  CHECK(tables.register_lines[0].name == "签到表.jpg");
  CHECK(tables.register_lines[0].date == make_date(2026, 10, 12));
  CHECK(tables.register_lines[0].where == Location{"台账.xlsx", 3, 1});
  CHECK(tables.register_lines[1].codes.size() == 2);
  CHECK(tables.register_lines[1].where.line == 5);
}

TEST_CASE("cells joined downwards stand for each of their lines") {
  const auto results = read("检查结果.xlsx",
                            test::book_of_texts({"指标|对象|问题数", "Ⅲ-22|一号楼道|1", "|三号楼道|2", "Ⅲ-23||3"},
                                                "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"))
                           .value()
                           .results;
  REQUIRE(results.size() == 3);
  CHECK(results[1].code == "Ⅲ-22");
  CHECK(results[1].object == "三号楼道");
  CHECK(results[2].code == "Ⅲ-23");
}

TEST_CASE("a long text is not joined downwards without end") {
  std::vector<std::string> rows{"指标|对象|问题数", std::string(1 << 20, 'x') + "|一号楼道|1"};
  for (int i = 0; i < 65; ++i) rows.emplace_back("|二号楼道|2");
  const auto tables =
      read("检查结果.xlsx", test::book_of_texts(rows, "<mergeCells><mergeCell ref=\"A2:A67\"/></mergeCells>"));
  REQUIRE_FALSE(tables);
  CHECK(tables.error().code == ErrorCode::limit);
  CHECK(tables.error().message.id == "sheet/too-large");
}

TEST_CASE("faults of a workbook stand at row and column, with the cell's name") {
  const auto bytes = test::book_of(
      {.sheet_data =
           "<row><c t=\"str\"><v>指标</v></c><c t=\"str\"><v>得分</v></c><c t=\"str\"><v>检查日期</v></c></row>"
           "<row><c s=\"0\"><v>46024</v></c><c><f>A1</f></c><c t=\"e\"><v>#N/A</v></c></row>",
       .styles = "<xf numFmtId=\"14\"/>"});
  const auto error = read("results.xlsx", bytes).error();
  CHECK(to_string(error) ==
        "results.xlsx:2:1: tables/faults(count=3)\n"
        "results.xlsx:2:1: tables/became-date(table=table/results, column=column/codes, found=2026-01-02)\n"
        "results.xlsx:2:2: tables/uncomputed(table=table/results, column=column/points, found=)\n"
        "results.xlsx:2:3: tables/error-value(table=table/results, column=column/date, found=#N/A)");
  REQUIRE(error.faults.size() == 3);
  CHECK(to_string(error.faults[1].hint.value()) == "sheet/cell(sheet=Sheet1, cell=B2)");
}

TEST_CASE("the table is the first visible sheet with its header") {
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
  test::BookParts parts{
      .sheet_data = "<row><c t=\"str\"><v>填表说明</v></c></row>",
      .sheets = "<sheet name=\"说明\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"表\" sheetId=\"2\" r:id=\"rId2\"/>",
      .more_relations = "<Relationship Id=\"rId2\" Type=\"" + type + "\" Target=\"worksheets/two.xml\"/>",
      .more_parts = {{"xl/worksheets/two.xml",
                      "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>类型</v></c></row>"
                      "<row r=\"2\"><c t=\"str\"><v>表扬</v></c></row></sheetData></worksheet>"}}};
  CHECK(read("记分.xlsx", test::book_of(parts)).value().account.at(0).kind == "表扬");
  parts.sheets =
      "<sheet name=\"说明\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"表\" sheetId=\"2\" state=\"hidden\" "
      "r:id=\"rId2\"/>";
  CHECK(error_of("记分.xlsx", test::book_of(parts)) ==
        "记分.xlsx:1:1: tables/faults(count=1)\n"
        "记分.xlsx:1:1: tables/no-header(table=table/account, column=column/kind)");
  parts.sheets = "<sheet name=\"表\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>";
  CHECK(error_of("记分.xlsx", test::book_of(parts)) ==
        "记分.xlsx: tables/faults(count=1)\n记分.xlsx: tables/all-hidden(path=记分.xlsx)");
}

TEST_CASE("a workbook that cannot be read is told beside the faults of the other tables") {
  fs::MemoryTree tree;
  tree.put(RelPath::parse("台账.xlsx").value(), "<html>");
  tree.put(RelPath::parse("检查结果.csv").value(), "指标,得分\nⅢ-1,好\n");
  CHECK(to_string(read_tables(tree).error()) ==
        "台账.xlsx: tables/faults(count=2)\n"
        "台账.xlsx: sheet/not-workbook(path=台账.xlsx)\n"
        "检查结果.csv:2:5: tables/bad-points(table=table/results, column=column/points, found=好)");
}
