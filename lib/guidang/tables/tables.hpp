// SPDX-License-Identifier: Apache-2.0
/// \file
/// The optional tables of an archive folder, as clerks keep them: 台账, 检查结果, 分工表.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang {

/// One line of the register (台账).
struct RegisterLine {
  std::string name;                     ///< 文件名 or 文件: a path within the pool, or a file name alone.
  std::string title;                    ///< 题名
  std::string number;                   ///< 文号
  std::string responsible;              ///< 责任者
  std::optional<Date> date;             ///< 日期
  std::string secrecy;                  ///< 密级
  std::string pages;                    ///< 页数
  std::string remark;                   ///< 备注
  std::string slot;                     ///< 材料: name of the slot it serves; empty if not said.
  std::vector<std::string> codes;       ///< 指标: the leaf it belongs to …
  std::vector<std::string> also_codes;  ///< … and 也证明的指标: further leaves.
  Location where;
};

/// One line of the site and survey results (检查结果).
struct ResultLine {
  std::string code;             ///< 指标
  std::optional<Exact> points;  ///< 得分
  std::string rating;           ///< 等级: "A", "B", "C", "C#"; empty if not said.
  std::optional<int> defects;   ///< 问题数
  std::optional<Date> date;     ///< 日期
  std::string inspector;        ///< 检查人
  std::string remark;           ///< 备注
  Location where;
};

/// One line of the assignments (分工表).
struct AssignmentLine {
  std::string code;         ///< 指标
  std::string person;       ///< 责任人
  std::string phone;        ///< 电话
  std::optional<Date> due;  ///< 时限
  std::string remark;       ///< 备注
  Location where;
};

/// All tables of an archive folder; one that is not there is empty.
struct Tables {
  bool has_register = false;  ///< Whether 台账 exists at all.
  std::vector<RegisterLine> register_lines;
  std::vector<ResultLine> results;
  std::vector<AssignmentLine> assignments;
  std::vector<RelPath> files;  ///< The table files that were read, sorted.
};

/// Reads 台账.csv, 检查结果.csv and 分工表.csv (or register.csv, results.csv, assignments.csv) from the root of `tree`:
/// UTF-8 with or without BOM, or GB18030; comma, semicolon or tab; title rows above the header row; Chinese or English
/// header words. All faults of all tables come at once. An assignment of several leaves (Ⅲ-4、Ⅲ-9) is a line a leaf.
///
/// Limits:   16 MiB and 200,000 lines a table.
/// Errors:   malformed (with faults), unsupported (an .xlsx of that name: says to save it as CSV), limit, io, exists
///           (two tables of one meaning).
/// Standard: schemas/tables.md.
[[nodiscard]] Result<Tables> read_tables(const fs::Tree& tree);

}  // namespace guidang
