// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/update_register.hpp"

#include <filesystem>

#include <doctest/doctest.h>

#include "catalogue.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/workbook.hpp"
#include "guidang/tables/register.hpp"
#include "support/scratch.hpp"

using namespace guidang;

namespace {

namespace stdfs = std::filesystem;

/// The small archive in a folder of its own.
class Folder {
 public:
  Folder() {
    stdfs::copy(std::string(GUIDANG_SOURCE_DIR) + "/tests/archives/small", path(), stdfs::copy_options::recursive);
  }

  [[nodiscard]] std::string path(const std::string& name = "") const { return scratch_.path() + "/small/" + name; }

  Result<RegisterUpdate> update(const RegisterOptions& options = {}, const char* language = "zh") const {
    auto archive = open_archive(path(), "", {.day = parse_date("2026-11-20")});
    if (!archive) return fail(std::move(archive).error());
    const auto checked = check_archive(*archive, archive->today, {}).value();
    return update_register(*archive, checked, *cli::make_catalogue(language), options);
  }

 private:
  test::Scratch scratch_;
};

/// The texts of one column of the first sheet, header included.
std::vector<std::string> column(const std::string& bytes, std::size_t place) {
  std::vector<std::string> texts;
  const auto book = sheet::parse_xlsx(bytes, "").value();
  for (const auto& row : book.sheets.at(0).rows) texts.push_back(place < row.size() ? row[place].text : "");
  return texts;
}

}  // namespace

TEST_CASE("every header word that is written is read as its column, in both languages") {
  for (const auto* language : {"zh", "en"}) {
    const Folder folder;
    REQUIRE(folder.update({.form = RegisterForm::csv}, language).has_value());
    const auto tree = fs::DiskTree::open_folder(folder.path()).value();
    const auto table = read_register(*tree).value().value();
    std::size_t columns = 0;
    for (const auto& cell : table.cells) columns += cell ? 1U : 0U;
    CHECK(columns == 18);
    CHECK(table.sheet.rows[0].size() == 18);
  }
}

TEST_CASE("a new register is a workbook that reads as it was meant, and is complete at once") {
  const Folder folder;
  const auto first = folder.update().value();
  CHECK(first.written_file == "台账.xlsx");
  CHECK(first.added_lines == 4);
  const auto bytes = test::read_bytes(folder.path("台账.xlsx"));
  CHECK(column(bytes, 1) == std::vector<std::string>{"文件名",
                                                     "Ⅲ-1 规章制度/20261008 制度.txt",
                                                     "Ⅲ-2 专题会议/20261012 第一次会议/照片1.png",
                                                     "Ⅲ-2 专题会议/20261012 第一次会议/签到表.txt",
                                                     "Ⅲ-3 志愿者名册/名册.txt"});
  CHECK(column(bytes, 5) == std::vector<std::string>{"日期", "2026-10-08", "", "", ""});
  const auto second = folder.update().value();
  CHECK(second.written_file.empty());
  CHECK(test::read_bytes(folder.path("台账.xlsx")) == bytes);
}

TEST_CASE("a workbook that is as it was written is written anew, one that people worked in is completed beside") {
  const Folder folder;
  REQUIRE(folder.update().has_value());
  test::write_bytes(folder.path("资料/散页.txt"), "散");
  CHECK(folder.update().value().written_file == "台账.xlsx");

  sheet::Workbook own;
  own.sheets.emplace_back().name = "我的";
  own.sheets[0].rows = {{sheet::text_cell("文件名"), sheet::text_cell("题名")},
                        {sheet::text_cell("散页.txt"), sheet::text_cell("我的题名")}};
  const auto mine = sheet::write_xlsx(own).value();
  test::write_bytes(folder.path("台账.xlsx"), mine);
  CHECK(folder.update({.dry_run = true}).value().written_file == "台账-补全.xlsx");
  CHECK_FALSE(stdfs::exists(folder.path("台账-补全.xlsx")));
  CHECK(folder.update().value().written_file == "台账-补全.xlsx");
  CHECK(test::read_bytes(folder.path("台账.xlsx")) == mine);
  const auto beside = test::read_bytes(folder.path("台账-补全.xlsx"));
  CHECK(column(beside, 1).at(1) == "我的题名");
  CHECK(column(beside, 0).size() == 6);
  const auto waiting = folder.update().value();
  CHECK(waiting.written_file.empty());
  CHECK(waiting.waiting_file == "台账-补全.xlsx");

  // Nobody worked in it: it may be replaced. Somebody did: it may not.
  test::write_bytes(folder.path("资料/又一页.txt"), "又");
  CHECK(folder.update().value().written_file == "台账-补全.xlsx");
  test::write_bytes(folder.path("台账-补全.xlsx"), mine);
  CHECK(to_string(folder.update().error()).find("register/in-the-way") != std::string::npos);

  // Taken over, it is complete.
  REQUIRE(stdfs::remove(folder.path("台账-补全.xlsx")));
  REQUIRE(folder.update().has_value());
  stdfs::rename(folder.path("台账-补全.xlsx"), folder.path("台账.xlsx"));
  CHECK(folder.update().value().written_file.empty());
}

TEST_CASE("a register that changes between the check and the writing is not overwritten") {
  const Folder folder;
  test::write_bytes(folder.path("台账.csv"), "文件名\n名册.txt\n");
  const auto archive = open_archive(folder.path(), "", {.day = parse_date("2026-11-20")}).value();
  const auto checked = check_archive(archive, archive.today, {}).value();
  test::write_bytes(folder.path("台账.csv"), "文件名\n名册.txt\n签到表.txt\n");
  const auto update = update_register(archive, checked, *cli::make_catalogue("zh"), {});
  REQUIRE_FALSE(update.has_value());
  CHECK(update.error().code == ErrorCode::changed);
  CHECK(test::read_bytes(folder.path("台账.csv")) == "文件名\n名册.txt\n签到表.txt\n");
}

TEST_CASE("completing the register changes no state of any leaf") {
  const Folder folder;
  const auto states = [&folder] {
    const auto archive = open_archive(folder.path(), "", {.day = parse_date("2026-11-20")}).value();
    const auto checked = check_archive(archive, archive.today, {}).value();
    std::string text;
    const auto report = make_report(archive, checked, archive.today, WithScore::yes);
    for (const auto& leaf : report.score->leaves) {
      text += leaf.code + " " + to_display(leaf.points.confirmed) + "\n";
    }
    for (const auto& finding : checked.result.findings) text += finding.rule + "\n";
    return text;
  };
  SUBCASE("as it is") {}
  SUBCASE("with a notice that is older than its meeting") {
    for (const auto& entry : stdfs::recursive_directory_iterator(folder.path("资料"))) {
      if (!entry.is_directory() || !entry.path().filename().string().starts_with("2026")) continue;
      stdfs::copy_file(folder.path("guidang.yaml"), entry.path() / "20261008 通知的底稿.txt");
      stdfs::copy_file(folder.path("guidang.yaml"), entry.path() / "微信图片_20261008120000 签到照片.txt");
    }
  }
  const auto before = states();
  REQUIRE(folder.update().has_value());
  CHECK(states() == before);
}
