// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/self_assessment.hpp"

#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "catalogue.hpp"
#include "guidang/jobs/bundle_archive.hpp"
#include "support/scratch.hpp"

using namespace guidang;

namespace {

const std::string k_root = GUIDANG_SOURCE_DIR;

/// The form of an archive below the source folder, in Chinese.
Form form_of(const std::string& archive_folder, const char* day) {
  auto archive = open_archive(k_root + archive_folder, "", {.day = parse_date(day)});
  REQUIRE(archive.has_value());
  const auto checked = check_archive(*archive, archive->today, {});
  REQUIRE(checked.has_value());
  const auto report = make_report(*archive, *checked, archive->today, WithScore::yes);
  return self_assessment(*archive, *checked, report, *cli::make_catalogue("zh"));
}

std::string text_of(const FormCell& cell) {
  std::string text = cell.number ? to_display(*cell.number) : cell.text;
  for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n')) text.replace(end, 1, "/");
  return text;
}

/// The cells of a row, divided by " | ".
std::string told(const FormRow& row) {
  std::string text;
  for (const auto& cell : row.cells) text += (text.empty() ? "" : " | ") + text_of(cell);
  return text;
}

const FormRow& row_with(const Form& form, const std::string& text) {
  for (const auto& row : form.rows) {
    if (told(row).find(text) != std::string::npos) return row;
  }
  FAIL("no row with " << text);
  return form.rows.front();
}

}  // namespace

TEST_CASE("self_assessment fills in the issued table") {
  const auto form = form_of("/tests/archives/small", "2026-11-20");
  CHECK(form.title == "小小细则自评表");
  REQUIRE(form.columns.size() == 9);  // no item between project and leaf
  std::string rows;
  for (const auto& row : form.rows) rows += told(row) + "\n";
  CHECK(rows ==
        "Ⅰ-1 组织与活动 |  | 10 |  | 10 |  |  |  | \n"
        "Ⅲ-1 规章制度 | 缺一项不得分 | 2 | 材料审核 | 2 |  | Ⅲ-1-① 20261008 制度.txt |  | \n"
        "Ⅲ-2 专题会议 | 每缺1次活动扣2分/每次活动每缺1件扣0.5分、最多扣1分 | 4 | 材料审核 | 4 |  | "
        "Ⅲ-2-① 20261012 第一次会议/签到表.txt/Ⅲ-2-② 20261012 第一次会议/照片1.png |  | \n"
        "Ⅲ-3 志愿者名册 | 每缺1份材料扣4分 | 4 | 材料审核 | 4 |  | Ⅲ-3-① 名册.txt |  | \n"
        "总分 |  | 10 |  | 10 |  |  |  | \n"
        "等次（按自评分） |  | 五星 |  |  |  |  |  | \n");
}

TEST_CASE("self_assessment joins the leaves of one group and sets the assessor's points beside the own") {
  const auto form = form_of("/examples/community", "2027-01-06");
  REQUIRE(form.columns.size() == 10);
  CHECK(form.rows[1].cells[0].text == "Ⅱ-1 领导与机制");
  CHECK(form.spans[1] == FormSpan{1, 0, 3, 1});
  const auto& assessed = row_with(form, "Ⅲ-39 ");
  CHECK(text_of(assessed.cells[8]) == "2");
  CHECK(text_of(assessed.cells[9]) == "0");
  CHECK(text_of(row_with(form, "Ⅲ-40 ").cells[6]) == "待评定");
}

TEST_CASE("self_assessment gives reasons for the points that are not there, never for those that are") {
  const auto form = form_of("/examples/worked", "2024-10-20");
  const auto reasons = [&form](const std::string& row) { return text_of(row_with(form, row).cells[6]); };
  CHECK(reasons("Ⅲ-2 ") == "");
  CHECK(reasons("Ⅲ-3 ") == "活动材料缺2件，扣0.5分");
  CHECK(reasons("Ⅲ-15 ") == "到期的节点3个，平均计分，未得0.67分");
  CHECK(reasons("Ⅲ-25 ") == "“整改率”为81.82%，未得1.09分");
  CHECK(reasons("Ⅲ-30 ") == "“满意率”为90%/“答对”为3/以上合计未得0.25分");
  CHECK(reasons("B-3 ") == "");
  CHECK(reasons("V-1 ") == "检查结果里没有记录");
}

TEST_CASE("self_assessment prints sentences with their units, and plain digits from the eleventh proof on") {
  const auto form = form_of("/examples/worked", "2024-10-20");
  CHECK(row_with(form, "Ⅲ-11 ").cells[2].text == "推荐人数3人以上A、2人B、1人C、0人C#");
  const auto proofs = text_of(row_with(form, "Ⅲ-25 ").cells[7]);
  CHECK(proofs.find("Ⅲ-25-⑩ ") != std::string::npos);
  CHECK(proofs.find("Ⅲ-25-11 ") != std::string::npos);
}

TEST_CASE("an event's folder is told where the leaf's code is a digit that its date begins with") {
  test::Scratch scratch;
  const auto write = [&](const std::string& folder, const std::string& name, const std::string& text) {
    std::ofstream(scratch.folder(folder) + "/" + name) << text;
  };
  write(".", "guidang.yaml", "guidang: project/1\n单位: 甲\n年度: 2026\n体系: [{文件: a.yaml, 版次: 一}]\n");
  write(".",
        "a.yaml",
        "guidang: index/1\n编号: a\n名称: 甲\n版次: 一\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n"
        "总分: 2\n指标: [{编号: \"1\", 名称: 项目, 指标: [{编号: \"2\", 名称: 会议, 分值: 2, "
        "活动: {应有: 1次, 每次: [记录1份]}, 评分: 每缺1次活动扣2分}]}]\n");
  write("资料/2 会议/20261012 第一次会议", "记录.txt", "记录\n");
  auto archive = open_archive(scratch.path(), "", {.day = parse_date("2026-11-20")});
  REQUIRE(archive.has_value());
  const auto checked = check_archive(*archive, archive->today, {});
  REQUIRE(checked.has_value());
  const auto report = make_report(*archive, *checked, archive->today, WithScore::yes);
  const auto form = self_assessment(*archive, *checked, report, *cli::make_catalogue("zh"));
  CHECK(told(row_with(form, "2 会议")).find("2-① 20261012 第一次会议/记录.txt") != std::string::npos);
}

TEST_CASE("the receipt states small amounts in a unit that shows them") {
  Receipt receipt;
  receipt.parts.push_back({.file = "甲.zip",
                           .size_bytes = 1,
                           .sha256 = {},
                           .payload_bytes = 123'456,
                           .payload_files = 1,
                           .manifest_sha256 = {},
                           .tagmanifest_sha256 = {}});
  const auto documents = receipt_documents(receipt, *cli::make_catalogue("zh"));
  CHECK(documents.back().bytes.find("移交数据量：0.000 GB（120.6 KB，123456 字节）") != std::string::npos);
}

TEST_CASE("self_assessment sums to the total") {
  const auto form = form_of("/examples/community", "2027-01-06");
  Exact sum;
  for (const auto& row : form.rows) {
    if (row.kind == FormRowKind::line) sum += row.cells[5].number.value();
  }
  CHECK(row_with(form, "总分").cells[5].number == sum);
}

TEST_CASE("the same archive gives the same bytes") {
  CHECK(form_html(form_of("/examples/community", "2027-01-06")) ==
        form_html(form_of("/examples/community", "2027-01-06")));
}

TEST_CASE("circled numbers go on as digits") {
  CHECK(circled(1) == "①");
  CHECK(circled(10) == "⑩");
  CHECK(circled(11) == "11");
  CHECK(circled(51) == "51");
}

TEST_CASE("write_form replaces forms of its kind only") {
  test::Scratch scratch;
  const auto form = form_of("/tests/archives/small", "2026-11-20");
  const auto file = scratch.path() + "/form.html";
  CHECK(write_form(form, file).has_value());
  CHECK(write_form(form, file).has_value());
  CHECK(test::read_bytes(file) == form_html(form));
  auto other = form;
  other.id = "labels";
  CHECK(write_form(other, file).error().code == ErrorCode::exists);
  CHECK(test::read_bytes(file) == form_html(form));
}
