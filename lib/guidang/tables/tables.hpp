// SPDX-License-Identifier: Apache-2.0
/// \file
/// The optional tables of an archive folder, as clerks keep them: 台账, 数据, 检查结果, 检查意见, 分工表, 例外登记,
/// 记分.
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

/// What stands under a photo (说明六要素): in one cell, or in a cell each; the time is the line's date.
struct Caption {
  std::string text;        ///< 说明六要素: all in one.
  std::string place;       ///< 地点
  std::string people;      ///< 人物
  std::string theme;       ///< 主题
  std::string background;  ///< 背景
  std::string cause;       ///< 事由

  friend bool operator==(const Caption&, const Caption&) = default;
};

/// One line of the register (台账).
struct RegisterLine {
  std::string name;                     ///< 文件名 or 文件: a path within the pool, or a file name alone.
  std::string title;                    ///< 题名
  std::string number;                   ///< 文号
  std::string serial;                   ///< 序号, 件号; empty if not said.
  std::string responsible;              ///< 责任者
  std::optional<Date> date;             ///< 日期
  std::string secrecy;                  ///< 密级
  std::string pages;                    ///< 页数
  std::string remark;                   ///< 备注
  std::string slot;                     ///< 材料: name of the slot it serves; empty if not said.
  std::vector<std::string> codes;       ///< 指标: the leaf it belongs to …
  std::vector<std::string> also_codes;  ///< … and 也证明的指标: further leaves.
  std::string archive_number;           ///< 档号
  std::string copies;                   ///< 份数
  std::string original;                 ///< 原件/复印件
  std::string photographer;             ///< 摄影者
  Caption caption;                      ///< 说明六要素
  std::string digest;  ///< 校验码: the first 16 or more (of 64) hexadecimal digits of the file's SHA-256, in lower
                       ///< case; empty if not said.
  Location where;
};

/// One line of the site and survey results (检查结果).
struct ResultLine {
  std::string code;             ///< 指标
  std::optional<Exact> points;  ///< 得分
  std::string rating;           ///< 等级: folded, in capitals ("A", "C#", "优"); empty if not said.
  std::optional<int> defects;   ///< 问题数
  std::optional<Date> date;     ///< 日期
  std::string inspector;        ///< 检查人
  std::string remark;           ///< 备注
  std::string object;         ///< 对象, 点位: the place looked at or the record drawn; empty: the leaf as a whole.
  std::optional<bool> good;   ///< 结论: 合格, 不存在 (true) or 不合格, 成立 (false); none: not said …
  bool under_review = false;  ///< … or 核查中.
  Location where;
};

/// What the cell of a figure says.
struct FactValue {
  std::optional<Exact> number;          ///< "12", "80%", "9/34", "是" (1), "否" (0).
  std::optional<std::int64_t> minutes;  ///< "2024-10-06 02:00": minutes since 1970-01-01 00:00 in the index's zone.
  std::vector<Exact> list;              ///< "3、2、3、1"; of one number alone empty.
  std::string text;                     ///< As written.
};

/// One line of the facts (数据).
struct FactLine {
  std::string code;          ///< 指标; empty: a figure of the whole unit (常住人口).
  std::string name;          ///< 名称: the figure's, or the honour's.
  FactValue value;           ///< 数值
  std::string level;         ///< 级别: 国家级, 省级 …, of honours.
  std::string matter;        ///< 事项: honours of one matter count once where the index says so.
  std::optional<Date> date;  ///< 日期
  std::string proof;         ///< 佐证: a file of the pool; may be empty.
  std::string remark;        ///< 备注
  Location where;
};

/// One line of the assessor's remarks (检查意见).
struct RemarkLine {
  std::optional<Date> date;       ///< 日期
  std::string inspector;          ///< 检查人
  std::string code;               ///< 指标
  std::string file;               ///< 文件: as in the register; empty: the leaf as a whole.
  bool rejected = false;          ///< 意见: 退回 (true) or 认可.
  std::optional<Exact> points;    ///< 扣分
  std::string reason;             ///< 理由
  std::optional<Date> supply_by;  ///< 补交期限
  Location where;
};

/// One line of the exceptions (例外登记).
struct ExceptionLine {
  std::string rule;           ///< 规则, e.g. "coverage/missing-slot".
  std::string code;           ///< 指标; empty: any.
  std::string path;           ///< 文件, within the pool; empty: any.
  std::string reason;         ///< 理由
  std::string approver;       ///< 批准人
  std::optional<Date> until;  ///< 截止日期, included.
  Location where;
};

/// One line of the running account (记分).
struct AccountLine {
  std::optional<Date> date;  ///< 日期
  std::string kind;          ///< 类型: one of the index's kinds.
  std::string code;          ///< 指标: the leaf it counts for; empty: the total.
  int count = 1;             ///< 次数
  std::optional<int> spots;  ///< 点位数 of the inspection, for doubling.
  bool on_the_spot = false;  ///< 当场整改
  std::string remark;        ///< 备注
  Location where;
};

/// One line of the assignments (分工表).
struct AssignmentLine {
  std::string code;         ///< 指标
  std::string person;       ///< 责任人
  std::string phone;        ///< 电话
  std::optional<Date> due;  ///< 时限
  std::string remark;       ///< 备注
  std::string not_ours;  ///< 不承担及理由: why the leaf is not this unit's task, so that it does not apply; else empty.
  Location where;
};

/// A column with something in it that no reader takes.
struct UnknownColumn {
  std::string word;  ///< Its header, as written.
  std::string
      likely;  ///< The header of the column it probably is, which the table does not have; empty: none is like it.
  Location where;
};

/// All tables of an archive folder; one that is not there is empty.
struct Tables {
  bool has_register = false;  ///< Whether 台账 exists at all.
  std::vector<RegisterLine> register_lines;
  std::vector<ResultLine> results;
  std::vector<AssignmentLine> assignments;
  std::vector<FactLine> facts;
  std::vector<RemarkLine> remarks;
  std::vector<ExceptionLine> exceptions;
  std::vector<AccountLine> account;
  std::vector<UnknownColumn> unknown_columns;
  std::vector<RelPath> files;  ///< The table files that were read, sorted.
};

/// Reads the seven tables from the root of `tree`, each from an .xlsx or a .csv file of its Chinese or English name
/// (register, facts, results, remarks, assignments, exceptions, account). CSV: UTF-8 with or without BOM, or GB18030;
/// comma, semicolon or tab. Title rows may stand above the header row; header words are Chinese or English. All faults
/// of all tables come at once. An assignment of several leaves (Ⅲ-4、Ⅲ-9) is a line a leaf.
///
/// Limits:   16 MiB and 200,000 lines a table.
/// Errors:   malformed (with faults), unsupported (an .xls or .et alone, a workbook with a password: says how to save
///           it), limit, io, exists (two tables of one meaning).
/// Standard: schemas/tables.md.
[[nodiscard]] Result<Tables> read_tables(const fs::Tree& tree);

}  // namespace guidang
