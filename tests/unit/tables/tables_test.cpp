// SPDX-License-Identifier: Apache-2.0
#include "guidang/tables/tables.hpp"

#include <memory>

#include <doctest/doctest.h>

#include "guidang/tables/columns.hpp"
#include "guidang/tables/values.hpp"

using namespace guidang;

namespace {

RelPath path(const char* text) {
  return RelPath::parse(text).value();
}

std::unique_ptr<fs::MemoryTree> tree_of(std::initializer_list<std::pair<const char*, const char*>> files) {
  auto tree = std::make_unique<fs::MemoryTree>();
  for (const auto& [name, bytes] : files) tree->put(path(name), bytes);
  return tree;
}

/// The tables of one file, or the whole error in words.
Result<Tables> read(const char* name, const char* bytes) {
  fs::MemoryTree tree;
  tree.put(path(name), bytes);
  return read_tables(tree);
}

std::string error_of(const char* name, const char* bytes) {
  return to_string(read(name, bytes).error());
}

}  // namespace

TEST_CASE("a folder without tables has none") {
  const auto tables = read_tables(fs::MemoryTree{}).value();
  CHECK_FALSE(tables.has_register);
  CHECK(tables.files.empty());
}

TEST_CASE("read_tables reads the register") {
  const auto tables = read("台账.csv",
                           "秀水社区2026年台账,,,,,,,,,,\n"
                           "制表：李敏,,,,,,,,,,\n"
                           "序号,文件名,题名,文号,责任者,日期,密级,页数,备注,材料,指标,也证明的指标\n"
                           "1, 签到表.jpg ,签到表,,居委会,2026/10/12,,1,,签到,Ⅲ-3,Ⅲ-4、Ⅲ-9;Ⅲ-12\n"
                           ",,,,,,,,,,,\n"
                           "\n"
                           "2,通知.pdf,,秀社〔2026〕3号,,２０２６年１０月９日,内部,2,原件,,Ⅲ-3\n")
                          .value();
  CHECK(tables.has_register);
  CHECK(tables.files == std::vector{path("台账.csv")});
  REQUIRE(tables.register_lines.size() == 2);
  const auto& first = tables.register_lines[0];
  CHECK(first.name == "签到表.jpg");
  CHECK(first.title == "签到表");
  CHECK(first.responsible == "居委会");
  CHECK(first.date == make_date(2026, 10, 12));
  CHECK(first.pages == "1");
  CHECK(first.slot == "签到");
  CHECK(first.codes == std::vector<std::string>{"Ⅲ-3"});
  CHECK(first.also_codes == std::vector<std::string>{"Ⅲ-4", "Ⅲ-9", "Ⅲ-12"});
  CHECK(first.where == Location{"台账.csv", 4, 1});
  const auto& second = tables.register_lines[1];
  CHECK(second.number == "秀社〔2026〕3号");
  CHECK(second.date == make_date(2026, 10, 9));
  CHECK(second.secrecy == "内部");
  CHECK(second.remark == "原件");
  CHECK(second.also_codes.empty());
}

TEST_CASE("the register has columns for archives, photos and digests") {
  const auto line =
      read("台账.csv",
           "文件名,档号,份数,原件/复印件,摄影者,说明六要素,地点,人物,主题,背景,事由,校验码\n"
           "a.jpg,Z109-WS·2026-Y-0001,2份,复印件,王芳,一句话,广场,居民,清洁,创建,月会,0123 4567 89AB CDEF\n")
          .value()
          .register_lines.at(0);
  CHECK(line.archive_number == "Z109-WS·2026-Y-0001");
  CHECK(line.copies == "2份");
  CHECK(line.original == "复印件");
  CHECK(line.photographer == "王芳");
  CHECK(line.caption == Caption{"一句话", "广场", "居民", "清洁", "创建", "月会"});
  CHECK(line.digest == "0123456789abcdef");
}

TEST_CASE("what a spreadsheet did to the register's codes is told in each of them") {
  CHECK(error_of("台账.csv",
                 "文件名,序号,页数,档号,份数,文号,校验码\n"
                 "a.jpg,1月2日,2026/1/3,110101202600010000,2-Jan,1.10E+17,1.2E+63\n"
                 "b.jpg,1-2,1-3,A-1,2,2026-10-12,abc\n") ==
        "台账.csv:2:7: tables/faults(count=7)\n"
        "台账.csv:2:7: tables/became-date(table=table/register, column=column/serial, found=1月2日)\n"
        "台账.csv:2:12: tables/became-date(table=table/register, column=column/pages, found=2026/1/3)\n"
        "台账.csv:2:21: tables/digits-lost(table=table/register, column=column/archive-number, "
        "found=110101202600010000)\n"
        "台账.csv:2:40: tables/became-date(table=table/register, column=column/copies, found=2-Jan)\n"
        "台账.csv:2:46: tables/became-number(table=table/register, column=column/number, found=1.10E+17)\n"
        "台账.csv:2:55: tables/became-number(table=table/register, column=column/digest, found=1.2E+63)\n"
        "台账.csv:3:32: tables/bad-digest(table=table/register, column=column/digest, found=abc)");
  const auto error = read("台账.csv", "文件名,档号,校验码\na.jpg,2026-01-02,abc\n").error();
  REQUIRE(error.faults.size() == 2);
  CHECK(error.faults[0].message.id == "tables/became-date");
  CHECK(error.faults[1].message.id == "tables/bad-digest");
}

TEST_CASE("an apostrophe before what looks like a formula is no part of the text") {
  const auto line = read("台账.csv", "文件名,题名,备注\n'=1.txt,'甲',\"'-\"\n").value().register_lines.at(0);
  CHECK(line.name == "=1.txt");
  CHECK(line.title == "'甲'");
  CHECK(line.remark == "-");
}

TEST_CASE("read_tables reads results and assignments") {
  const auto tree = tree_of({{"检查结果.csv",
                              "指标编号,得分,等级,问题个数,检查时间,检查人,备注\n"
                              "Ⅲ-30,３.5,,2,20261012,王芳,\n"
                              "Ⅲ-26,,ｃ＃,,2026.9.5,,好\n"},
                             {"assignments.csv",
                              "code;owner;phone;deadline;note\n"
                              "III-4、III-9;李敏;0000-1111111;2026-12-20;x\n"}});
  const auto tables = read_tables(*tree).value();
  CHECK_FALSE(tables.has_register);
  CHECK(tables.files == std::vector{path("assignments.csv"), path("检查结果.csv")});
  REQUIRE(tables.results.size() == 2);
  CHECK(tables.results[0].code == "Ⅲ-30");
  CHECK(tables.results[0].points == Exact::ratio(7, 2));
  CHECK(tables.results[0].rating.empty());
  CHECK(tables.results[0].defects == 2);
  CHECK(tables.results[0].date == make_date(2026, 10, 12));
  CHECK(tables.results[0].inspector == "王芳");
  CHECK_FALSE(tables.results[1].points.has_value());
  CHECK(tables.results[1].rating == "C#");
  CHECK(tables.results[1].date == make_date(2026, 9, 5));
  CHECK(tables.results[1].remark == "好");
  REQUIRE(tables.assignments.size() == 2);
  CHECK(tables.assignments[0].code == "III-4");
  CHECK(tables.assignments[1].code == "III-9");
  CHECK(tables.assignments[1].person == "李敏");
  CHECK(tables.assignments[1].phone == "0000-1111111");
  CHECK(tables.assignments[1].due == make_date(2026, 12, 20));
  CHECK(tables.assignments[1].where == Location{"assignments.csv", 2, 1});
}

TEST_CASE("zero is a number, not an empty cell") {
  const auto line = read("results.csv", "指标,得分,问题数\nⅢ-1,0,0\n").value().results.at(0);
  CHECK(line.points == Exact(0));
  CHECK(line.defects == 0);
}

TEST_CASE("header words may have notes, stars, blanks and either width") {
  const auto line = read("results.csv", "*指标（必填）,得 分,问题数(个)\nⅢ-1,2,3\n").value().results.at(0);
  CHECK(line.points == Exact(2));
  CHECK(line.defects == 3);
}

TEST_CASE("the surer header word wins, the same one twice is a fault") {
  const auto line = read("台账.csv", "名称,文件名,编号,指标\n会议,a.jpg,7,Ⅲ-3\n").value().register_lines.at(0);
  CHECK(line.name == "a.jpg");
  CHECK(line.codes == std::vector<std::string>{"Ⅲ-3"});
  CHECK(error_of("台账.csv", "文件,指标,指标\n") ==
        "台账.csv:1:7: tables/faults(count=1)\n"
        "台账.csv:1:7: tables/column-twice(table=table/register, column=column/codes)");
}

TEST_CASE("dates have five forms and no other") {
  for (const auto* const good :
       {"2026-10-12", "2026/10/12", "2026.10.12", "20261012", "2026年10月12日", "２０２６－１０－１２"}) {
    CHECK(tables::cell_date(good) == make_date(2026, 10, 12));
  }
  CHECK(tables::cell_date("2026/9/5") == make_date(2026, 9, 5));
  for (const auto* const bad : {"2026-10/12",
                                "10-12",
                                "26-10-12",
                                "2026-13-01",
                                "2026-02-29",
                                "2026101",
                                "202610122",
                                "2026年10月",
                                "2026-10-12 09:30",
                                "46307",
                                "十月",
                                "2026-10-012",
                                "2026年10月12"}) {
    CHECK_FALSE(tables::cell_date(bad).has_value());
  }
}

TEST_CASE("all faults of all tables come at once, in order") {
  const auto tree = tree_of({{"分工表.csv", "指标,时限\n,明天\n"},
                             {"台账.csv", "文件,日期\na.jpg,去年\n,\n\"\",2026-10-12\n"},
                             {"检查结果.csv", "指标,得分,等级,问题数\nⅢ-1,-1,D,x\nⅢ-2、Ⅲ-3,50%,A,007\n"}});
  const auto error = read_tables(*tree).error();
  CHECK(error.code == ErrorCode::malformed);
  CHECK(to_string(error) ==
        "台账.csv:2:7: tables/faults(count=9)\n"
        "台账.csv:2:7: tables/bad-date(table=table/register, column=column/date, found=去年)\n"
        "台账.csv:4:1: tables/empty-cell(table=table/register, column=column/file, found=)\n"
        "检查结果.csv:2:5: tables/bad-points(table=table/results, column=column/points, found=-1)\n"
        "检查结果.csv:2:10: tables/bad-count(table=table/results, column=column/defects, found=x)\n"
        "检查结果.csv:3:1: tables/one-code(table=table/results, column=column/codes, found=Ⅲ-2、Ⅲ-3)\n"
        "检查结果.csv:3:9: tables/bad-points(table=table/results, column=column/points, found=50%)\n"
        "检查结果.csv:3:15: tables/bad-count(table=table/results, column=column/defects, found=007)\n"
        "分工表.csv:2:1: tables/empty-cell(table=table/assignments, column=column/codes, found=)\n"
        "分工表.csv:2:2: tables/bad-date(table=table/assignments, column=column/due, found=明天)");
  CHECK(error.faults.front().line == "a.jpg,去年");
}

TEST_CASE("a table without its header or its necessary column is a fault, not an empty table") {
  CHECK(error_of("台账.csv", "") ==
        "台账.csv:1:1: tables/faults(count=1)\n"
        "台账.csv:1:1: tables/no-header(table=table/register, column=column/file)");
  CHECK(error_of("检查结果.csv", "甲,乙\n1,2\n") ==
        "检查结果.csv:1:1: tables/faults(count=1)\n"
        "检查结果.csv:1:1: tables/no-header(table=table/results, column=column/codes)");
  CHECK(error_of("检查结果.csv", "标题\n得分,备注\n1,2\n") ==
        "检查结果.csv:2:1: tables/faults(count=1)\n"
        "检查结果.csv:2:1: tables/no-column(table=table/results, column=column/codes)");
}

TEST_CASE("twenty title rows are skipped and no more") {
  std::string twenty;
  for (int i = 0; i < 20; ++i) twenty += "说明文字\n\n";
  CHECK(read("台账.csv", (twenty + "文件\na.jpg\n").c_str()).value().register_lines.size() == 1);
  CHECK(error_of("台账.csv", ("又一行\n" + twenty + "文件\na.jpg\n").c_str()) ==
        "台账.csv:1:1: tables/faults(count=1)\n"
        "台账.csv:1:1: tables/no-header(table=table/register, column=column/file)");
}

TEST_CASE("what cannot be read as text is a fault of the table") {
  CHECK(error_of("台账.csv", "文件,指标\n\"a,b\n") ==
        "台账.csv:2:1: tables/faults(count=1)\n台账.csv:2:1: sheet/open-quote");
}

TEST_CASE("an older spreadsheet alone is refused, beside a table that can be read it is passed over") {
  const auto alone = read("台账.et", "x").error();
  CHECK(alone.code == ErrorCode::unsupported);
  CHECK(to_string(alone) == "tables/save-as-xlsx(path=台账.et, wanted=台账.xlsx)");
  CHECK(read("assignments.xls", "x").error().code == ErrorCode::unsupported);
  const auto both = tree_of({{"台账.xls", "x"}, {"台账.csv", "文件\na.jpg\n"}});
  CHECK(read_tables(*both).value().register_lines.size() == 1);
}

TEST_CASE("the register may be written with the other character for an account") {
  CHECK(read("台帐.csv", "文件\na.jpg\n").value().register_lines.size() == 1);
  const auto both = tree_of({{"台账.csv", "文件\n"}, {"台帐.csv", "文件\n"}});
  CHECK(read_tables(*both).error().code == ErrorCode::exists);
}

TEST_CASE("two tables of one meaning are refused") {
  const auto error = read_tables(*tree_of({{"台账.csv", "文件\n"}, {"register.csv", "file\n"}})).error();
  CHECK(error.code == ErrorCode::exists);
  CHECK(to_string(error) == "tables/two-tables(first=台账.csv, second=register.csv)");
  const auto kinds = tree_of({{"台账.xlsx", "PK"}, {"台账.csv", "文件\na.jpg\n"}});
  CHECK(to_string(read_tables(*kinds).error()) == "tables/two-tables(first=台账.csv, second=台账.xlsx)");
}

TEST_CASE("a table that cannot be read is an error, not an absent table") {
  auto tree = tree_of({{"台账.csv", "文件\n"}});
  tree->make_unreadable(path("台账.csv"));
  CHECK(read_tables(*tree).error().code == ErrorCode::io);
}
