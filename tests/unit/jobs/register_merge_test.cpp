// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/register_merge.hpp"

#include <algorithm>
#include <cstdint>

#include <doctest/doctest.h>

#include "guidang/base/text.hpp"
#include "guidang/digest/digest.hpp"
#include "support/registers.hpp"

using namespace guidang;
using test::completed;
using test::Pool;

namespace {

using Row = std::vector<std::string>;

const Pool k_pool{
    {"Ⅲ-1 制度/20261008 制度.txt", "制度"}, {"Ⅲ-2 会议/20261012 会议/签到表.txt", "签到"}, {"散页.txt", "散"}};

std::string sha(std::string_view bytes) {
  return digest_of(Algorithm::sha256, bytes);
}

}  // namespace

TEST_CASE("a new register has a line a file with what is known") {
  const auto round = completed(k_pool, std::nullopt).value();
  const auto& rows = round.merged.rows;
  REQUIRE(rows.size() == 4);
  CHECK(rows[0] == Row{"件号",
                       "文件名",
                       "题名",
                       "文号",
                       "责任者",
                       "日期",
                       "密级",
                       "页数",
                       "指标编号",
                       "材料",
                       "也证明的指标",
                       "档号",
                       "份数",
                       "原件/复印件",
                       "摄影者",
                       "说明六要素",
                       "备注",
                       "校验码"});
  CHECK(rows[1] == Row{"1",
                       "Ⅲ-1 制度/20261008 制度.txt",
                       "制度",
                       "",
                       "",
                       "2026-10-08",
                       "",
                       "",
                       "Ⅲ-1",
                       "制度",
                       "",
                       "",
                       "",
                       "",
                       "",
                       "",
                       "",
                       sha("制度")});
  CHECK(rows[2] == Row{"2",
                       "Ⅲ-2 会议/20261012 会议/签到表.txt",
                       "签到表",
                       "",
                       "",
                       "",
                       "",
                       "",
                       "Ⅲ-2",
                       "签到",
                       "",
                       "",
                       "",
                       "",
                       "",
                       "",
                       "",
                       sha("签到")});
  CHECK(rows[3][1] == "散页.txt");
  CHECK(rows[3][8].empty());
  CHECK(round.csv.starts_with("\xEF\xBB\xBF件号,文件名,"));
}

TEST_CASE("what was typed stays, empty cells are filled, columns and files are added") {
  const auto round = completed(k_pool,
                               "秀水社区台账\n"
                               "我的列;文件名;题名;日期\n"
                               "\"a;\"\"b\";签到表.txt;我的题名;\n"
                               ";没有.txt;;\n")
                         .value();
  CHECK(round.merged.rows ==
        std::vector<Row>{{"秀水社区台账"},
                         {"我的列", "文件名", "题名", "日期", "指标编号", "材料", "校验码"},
                         {"a;\"b", "签到表.txt", "我的题名", "", "Ⅲ-2", "签到", sha("签到")},
                         {"", "没有.txt", "", ""},
                         {"", "Ⅲ-1 制度/20261008 制度.txt", "制度", "2026-10-08", "Ⅲ-1", "制度", sha("制度")},
                         {"", "散页.txt", "散页", "", "", "", sha("散")}});
  CHECK(round.merged.added_lines == 2);
  CHECK(round.merged.filled_cells == 3);
  CHECK(round.merged.without_file == Row{"没有.txt"});
  CHECK(round.csv.find("\"a;\"\"b\";签到表.txt;我的题名;;") != std::string::npos);
}

TEST_CASE("the file name of a renamed file is the only typed cell that changes") {
  const auto round = completed(k_pool, "文件名,题名,校验码\n旧名.txt,旧题名," + sha("散").substr(0, 20) + "\n").value();
  CHECK(round.merged.rows[1][0] == "散页.txt");
  CHECK(round.merged.rows[1][1] == "旧题名");
  CHECK(round.merged.rows[1][2] == sha("散").substr(0, 20));
  CHECK(round.merged.renamed == std::vector<Renamed>{{"旧名.txt", "散页.txt"}});
  CHECK(round.merged.added_lines == 2);
}

TEST_CASE("a day that only repeats the old name goes with it") {
  const auto digest = sha("制度").substr(0, 20);
  const auto after = [&](const std::string& day) {
    const auto text = "文件名,日期,校验码\n20250108 制度.txt," + day + "," + digest + "\n";
    return completed(k_pool, text).value().merged.rows[1][1];
  };
  CHECK(after("2025-01-08") == "2026-10-08");
  CHECK(after("2025-01-09") == "2025-01-09");  // somebody knows better
}

TEST_CASE("a digest that no longer fits is told and not refreshed") {
  const auto round = completed(k_pool, "文件名,校验码\n散页.txt," + sha("x") + "\n").value();
  CHECK(round.merged.rows[1][1] == sha("x"));
  CHECK(round.merged.changed == Row{"散页.txt"});
}

TEST_CASE("new lines go on with the numbers of those before them") {
  const auto serials = [](const std::string& csv) {
    Row list;
    const auto round = completed(k_pool, csv).value();
    for (const auto& row : round.merged.rows) list.push_back(row[0]);
    return list;
  };
  CHECK(serials("序号,文件名\n7,散页.txt\n") == Row{"序号", "7", "8", "9"});
  CHECK(serials("序号,文件名\n007,散页.txt\n") == Row{"序号", "007", "008", "009"});
  CHECK(serials("序号,文件名\n甲,散页.txt\n") == Row{"序号", "甲", "", ""});
  CHECK(serials("序号,文件名\n,散页.txt\n") == Row{"序号", "", "", ""});
}

TEST_CASE("blank lines stay between lines, and are not left before new ones") {
  const auto round = completed(k_pool, "文件名\n散页.txt\n\n没有.txt\n\n\n").value();
  CHECK(round.merged.rows[2] == Row{""});
  CHECK(round.merged.rows[3][0] == "没有.txt");
  CHECK(round.merged.rows[4][0] == "Ⅲ-1 制度/20261008 制度.txt");
}

TEST_CASE("a name that begins like a formula is guarded, and found again") {
  const Pool pool{{"=1+1.txt", "a"}, {"-x.txt", "b"}};
  const auto first = completed(pool, std::nullopt).value();
  CHECK(first.merged.rows[1][1] == "'-x.txt");
  CHECK_FALSE(completed(pool, first.csv).value().merged.is_changed());
}

TEST_CASE("files whose names no table can hold are told, not registered") {
  const Pool pool{{"a\nb.txt", "a"}, {" c.txt", "c"}, {"\xC4\xE3.txt", "d"}, {"gut.txt", "e"}};
  const auto first = completed(pool, std::nullopt).value();
  CHECK(first.merged.not_registered == Row{" c.txt", "a\nb.txt", "\xC4\xE3.txt"});
  CHECK(first.merged.added_lines == 1);
  CHECK_FALSE(completed(pool, first.csv).value().merged.is_changed());
}

TEST_CASE("names that differ in their normal form alone are two files") {
  const Pool pool{{"e\xCC\x81.txt", "a"}, {"\xC3\xA9.txt", "b"}};
  const auto first = completed(pool, std::nullopt).value();
  CHECK(first.merged.added_lines == 2);
  CHECK_FALSE(completed(pool, first.csv).value().merged.is_changed());
}

// ---- Laws ----

namespace {

/// Numbers that are the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2 + 1) {}

  std::size_t below(std::size_t count) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % count;
  }

  template <typename T>
  const T& of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_;
};

const std::vector<std::string> k_folders{"", "Ⅲ-1 制度/", "Ⅲ-2 会议/20261012 会议/", "Ⅲ-2 会议/20261101 会议/", "散/"};
const std::vector<std::string> k_names{
    "签到表.txt", "照片1.txt", "20261008 制度.txt", "通知+签到.txt", "=x.txt", "a,b;c.txt", "“引号”\".txt", "x.txt"};
const std::vector<std::string> k_contents{"一", "二", "三", ""};
const std::vector<std::string> k_typed{"", "", "", "题", "a,b", "多\n行", "\"q\"", "Ⅲ-2", " 前后 ", "=1+1", "'", ";"};

Pool random_pool(Dice& dice) {
  Pool pool;
  for (std::size_t i = dice.below(9); i > 0; --i) pool[dice.of(k_folders) + dice.of(k_names)] = dice.of(k_contents);
  return pool;
}

std::string random_register(Dice& dice) {
  struct Kind {
    std::string header;
    std::vector<std::string> cells;
  };

  const std::vector<Kind> kinds{{"文件名", {}},
                                {"题名", k_typed},
                                {"我的列", k_typed},
                                {"备注", k_typed},
                                {"日期", {"", "2026-10-09"}},
                                {"指标", {"", "Ⅲ-1"}},
                                {"校验码", {"", "", sha("一"), sha("二").substr(0, 16), sha("四")}},
                                {"序号", {"", "1", "2", "08"}},
                                {"材料", {"", "签到"}}};
  std::vector<Kind> columns;
  for (const auto& kind : kinds) {
    if (columns.empty() || dice.below(2) == 0)
      columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(dice.below(columns.size() + 1)), kind);
  }
  std::vector<Row> rows;
  if (dice.below(3) == 0) rows.push_back({"台账标题"});
  Row header;
  for (const auto& column : columns) header.push_back(column.header);
  rows.push_back(header);
  for (std::size_t i = dice.below(6); i > 0; --i) {
    Row row;
    for (const auto& column : columns) {
      const std::string folder = dice.below(2) == 0 ? dice.of(k_folders) : "";
      row.push_back(column.cells.empty() ? folder + dice.of(k_names) : dice.of(column.cells));
    }
    if (dice.below(6) == 0) row = {""};
    if (dice.below(6) == 0) row.resize(row.size() + 2);
    rows.push_back(row);
  }
  return register_csv({rows, 0}, dice.of(std::vector{',', ';', '\t'}));
}

}  // namespace

TEST_CASE("completing twice is completing once, nothing typed is lost, every file has its line") {
  int completions = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const auto pool = random_pool(dice);
    const auto csv = random_register(dice);
    const auto first = completed(pool, csv);
    if (!first) continue;
    ++completions;
    const auto second = completed(pool, first->csv);
    REQUIRE(second.has_value());
    CHECK_FALSE(second->merged.is_changed());
    CHECK(second->csv == first->csv);

    const auto before = sheet::parse_csv(csv, "").value();
    std::size_t other = 0;
    for (std::size_t r = 0; r < before.rows.size(); ++r) {
      for (std::size_t c = 0; c < before.rows[r].size(); ++c) {
        const auto& typed = before.rows[r][c].text;
        if (!trimmed(typed).empty() && first->merged.rows.at(r).at(c) != typed) ++other;
      }
    }
    CHECK(other == first->merged.renamed.size());

    std::vector<int> lines(pool.size());
    std::vector<int> lines_before(pool.size());
    for (const auto& match : second->matches) {
      if (match.file) ++lines[*match.file];
    }
    for (const auto& match : first->matches) {
      if (match.file) ++lines_before[*match.file];
    }
    for (std::size_t i = 0; i < lines.size(); ++i) CHECK(lines[i] == std::max(1, lines_before[i]));
  }
  CHECK(completions > 150);
}
