// SPDX-License-Identifier: Apache-2.0
/// \file
/// A small archive in memory whose register (CSV) is completed, as often as a test wants.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guidang/jobs/archive.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "guidang/jobs/register_bytes.hpp"
#include "guidang/jobs/register_entries.hpp"
#include "guidang/jobs/register_merge.hpp"
#include "guidang/tables/kinds.hpp"
#include "guidang/tables/register.hpp"

namespace guidang::test {

inline constexpr const char* k_register_settings =
    "guidang: project/1\n"
    "单位: 小小社区\n"
    "年度: 2026\n"
    "体系: [{文件: 体系.yaml, 版次: 2026Q4}]\n"
    "份:\n"
    "  - {标识: a, 名称: 甲份, 保管单位: 甲, 保管人: 甲}\n"
    "  - {标识: b, 名称: 乙份, 保管单位: 乙, 保管人: 乙}\n";

inline constexpr const char* k_register_index =
    "guidang: index/1\n"
    "编号: small\n"
    "名称: 小小细则\n"
    "版次: 2026Q4\n"
    "考核期: {从: 2026-10-01, 到: 2026-12-31}\n"
    "报送: 2027-01-05\n"
    "总分: 6\n"
    "指标:\n"
    "  - 编号: Ⅰ-1\n"
    "    名称: 组织\n"
    "    指标:\n"
    "      - {编号: Ⅲ-1, 名称: 制度, 分值: 2, 材料: [制度1份], 评分: 缺一项不得分}\n"
    "      - 编号: Ⅲ-2\n"
    "        名称: 会议\n"
    "        分值: 4\n"
    "        活动: {应有: 1次, 每次: [签到1份, 照片1-3张]}\n"
    "        评分: [每缺1次活动扣2分]\n";

/// From paths within the pool to bytes.
using Pool = std::map<std::string, std::string>;

/// A register after one more completion.
struct RegisterRound {
  std::string csv;
  MergedRegister merged;
  Tables before;                   ///< The tables that it was completed from.
  std::vector<LineMatch> matches;  ///< One a line of `before`.
};

/// The first word of a column's header words.
inline std::string header_word(RegisterColumn column) {
  const auto words = tables::register_task().kind.columns[static_cast<std::size_t>(column)].words;
  return std::string(words.substr(0, words.find('|')));
}

/// Completes the register `csv` (none: a new one) of an archive with this pool; nothing where its table is refused.
inline std::optional<RegisterRound> completed(const Pool& pool, const std::optional<std::string>& csv) {
  auto tree = std::make_unique<fs::MemoryTree>();
  tree->put(RelPath::parse("guidang.yaml").value(), k_register_settings);
  tree->put(RelPath::parse("体系.yaml").value(), k_register_index);
  tree->put(RelPath::parse("资料/Ⅲ-2 会议/.DS_Store").value(), "");  // the pool is there, whatever `pool` holds
  for (const auto& [path, bytes] : pool) tree->put(RelPath::parse("资料/" + path).value(), bytes);
  if (csv) tree->put(RelPath::parse("台账.csv").value(), *csv);
  auto archive = open_archive(std::move(tree), "", {.day = parse_date("2026-11-20")});
  if (!archive) return std::nullopt;
  InventoryOptions options;
  options.jobs = 1;
  const auto checked = check_archive(*archive, archive->today, options).value();
  const auto table = read_register(*archive->tree).value();
  RegisterRound round;
  round.merged = merge_register(table ? &*table : nullptr,
                                checked.result.lines,
                                register_entries(*archive, checked),
                                {.header_word = header_word, .guard_formulas = true});
  round.csv = register_csv({round.merged.rows, round.merged.header_row}, table ? table->sheet.separator : ',');
  round.before = archive->tables;
  round.matches = checked.result.lines;
  return round;
}

}  // namespace guidang::test
