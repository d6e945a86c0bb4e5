// SPDX-License-Identifier: Apache-2.0
// What the unit itself keeps: 台账, 数据, 分工表, 例外登记.
#include <array>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/tables/kinds.hpp"
#include "guidang/tables/register.hpp"
#include "guidang/tables/values.hpp"

namespace guidang::tables {
namespace {

namespace reg {

using enum RegisterColumn;

/// A column's place in `k_columns`.
constexpr std::size_t operator+(RegisterColumn column) {
  return static_cast<std::size_t>(column);
}

constexpr std::array k_columns = {
    Column{"column/file", "文件名|文件|文件名称|文件路径|名称|file|filename|name|path"},
    Column{"column/title", "题名|标题|文件题名|title"},
    Column{"column/number", "文号|文件编号|发文字号|number|documentnumber"},
    Column{"column/serial", "件号|序号|serial|serialnumber|no"},
    Column{"column/responsible", "责任者|作者|发文单位|responsible|author"},
    Column{"column/date", "日期|时间|形成日期|形成时间|成文日期|date"},
    Column{"column/secrecy", "密级|secrecy"},
    Column{"column/pages", "页数|页码数|pages"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
    Column{"column/slot", "材料|材料名称|材料要求|slot|material"},
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|codes|item|leaf"},
    Column{"column/also-codes", "也证明的指标|其他指标|其它指标|也证明|also|alsocodes|othercodes"},
    Column{"column/archive-number", "档号|归档号|archivenumber|archivalcode"},
    Column{"column/copies", "份数|copies"},
    Column{"column/original", "原件/复印件|原件复印件|原件或复印件|原件|original|originalorcopy"},
    Column{"column/photographer", "摄影者|摄影人|拍摄者|拍摄人|photographer"},
    Column{"column/caption", "说明六要素|六要素|图片说明|照片说明|文字说明|caption"},
    Column{"column/place", "地点|place"},
    Column{"column/people", "人物|people"},
    Column{"column/theme", "主题|theme"},
    Column{"column/background", "背景|background"},
    Column{"column/cause", "事由|cause"},
    Column{"column/digest", "校验码|校验值|哈希值|sha256|sha-256|digest|checksum|hash"},
};
static_assert(k_columns.size() == k_register_columns);
constexpr std::size_t k_name = +file;

void take(LineReader& reader, Tables& tables) {
  tables.register_lines.push_back({.name = reader.required_text(),
                                   .title = reader.text(+title),
                                   .number = reader.kept_text(+number),
                                   .serial = reader.code_text(+serial),
                                   .responsible = reader.text(+responsible),
                                   .date = reader.date(+date),
                                   .secrecy = reader.text(+secrecy),
                                   .pages = reader.code_text(+pages),
                                   .remark = reader.text(+remark),
                                   .slot = reader.text(+slot),
                                   .codes = reader.codes(+codes),
                                   .also_codes = reader.codes(+also_codes),
                                   .archive_number = reader.code_text(+archive_number),
                                   .copies = reader.code_text(+copies),
                                   .original = reader.text(+original),
                                   .photographer = reader.text(+photographer),
                                   .caption = {.text = reader.text(+caption),
                                               .place = reader.text(+place),
                                               .people = reader.text(+people),
                                               .theme = reader.text(+theme),
                                               .background = reader.text(+background),
                                               .cause = reader.text(+cause)},
                                   .digest = reader.digest(+digest),
                                   .where = reader.where()});
}

}  // namespace reg

namespace fact {

enum : std::size_t { code, name, value, level, matter, date, proof, remark };

constexpr std::array k_columns = {
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|codes|item|leaf"},
    Column{"column/figure", "名称|数据名称|数据项|指标名称|荣誉名称|项目|name|figure|fact"},
    Column{"column/value", "数值|数据|值|数量|结果|value|amount"},
    Column{"column/level", "级别|层级|授予级别|level"},
    Column{"column/matter", "事项|同一事项|matter"},
    Column{"column/date", "日期|时间|截至日期|统计日期|取得日期|date"},
    Column{"column/proof", "佐证|佐证材料|证明材料|来源|proof|source"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
};

void take(LineReader& reader, Tables& tables) {
  tables.facts.push_back({.code = reader.one_code(code),
                          .name = reader.required_text(),
                          .value = cell_fact(reader.text(value)),
                          .level = reader.text(level),
                          .matter = reader.text(matter),
                          .date = reader.date(date),
                          .proof = reader.text(proof),
                          .remark = reader.text(remark),
                          .where = reader.where()});
}

}  // namespace fact

namespace asg {

enum : std::size_t { code, person, phone, due, remark, not_ours };

constexpr std::array k_columns = {
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|codes|item|leaf"},
    Column{"column/person", "责任人|负责人|姓名|person|owner|name"},
    Column{"column/phone", "电话|联系电话|手机|手机号|联系方式|phone|telephone"},
    Column{"column/due", "时限|完成时限|完成时间|截止日期|due|deadline"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
    Column{"column/not-ours", "不承担及理由|不承担|不承担理由|不适用|不适用理由|notours|notapplicable"},
};

/// Why the leaf is not the unit's task. Whoever fills in every cell writes 否 or 承担 where it is.
std::string not_ours_text(const LineReader& reader) {
  auto text = reader.text(not_ours);
  if (cell_yes(text) == false || folded(text) == "承担") text.clear();
  return text;
}

/// One line of the table, as many lines here as it names leaves.
void take(LineReader& reader, Tables& tables) {
  (void)reader.required_text();
  AssignmentLine line{.code = {},
                      .person = reader.text(person),
                      .phone = reader.kept_text(phone),
                      .due = reader.date(due),
                      .remark = reader.text(remark),
                      .not_ours = not_ours_text(reader),
                      .where = reader.where()};
  for (auto& one : reader.codes(code)) {
    line.code = std::move(one);
    tables.assignments.push_back(line);
  }
}

}  // namespace asg

namespace exc {

enum : std::size_t { rule, code, path, reason, approver, until };

constexpr std::array k_columns = {
    Column{"column/rule", "规则|检查规则|rule"},
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|codes|item|leaf"},
    Column{"column/path", "文件|文件名|路径|文件路径|file|filename|path"},
    Column{"column/reason", "理由|原因|例外理由|reason"},
    Column{"column/approver", "批准人|审批人|批准|approver|approvedby"},
    Column{"column/until", "截止日期|有效期至|有效期|到期日|截止|until|expires"},
};

void take(LineReader& reader, Tables& tables) {
  // Whoever excuses a finding says why and answers for it.
  for (const auto column : {reason, approver}) {
    if (reader.text(column).empty()) reader.complain(column, "tables/empty-cell");
  }
  tables.exceptions.push_back({.rule = folded(reader.required_text()),
                               .code = reader.one_code(code),
                               .path = reader.text(path),
                               .reason = reader.text(reason),
                               .approver = reader.text(approver),
                               .until = reader.date(until),
                               .where = reader.where()});
}

}  // namespace exc

}  // namespace

Task register_task() {
  return {{"table/register", "台账", "register", reg::k_columns, reg::k_name, "台帐"}, reg::take};
}

Task facts_task() {
  return {{"table/facts", "数据", "facts", fact::k_columns, fact::name}, fact::take};
}

Task assignments_task() {
  return {{"table/assignments", "分工表", "assignments", asg::k_columns, asg::code}, asg::take};
}

Task exceptions_task() {
  return {{"table/exceptions", "例外登记", "exceptions", exc::k_columns, exc::rule}, exc::take};
}

}  // namespace guidang::tables
