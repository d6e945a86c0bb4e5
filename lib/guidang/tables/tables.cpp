// SPDX-License-Identifier: Apache-2.0
#include "guidang/tables/tables.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "guidang/sheet/sheet.hpp"
#include "guidang/tables/columns.hpp"

namespace guidang {
namespace {

using tables::Column;
using tables::Kind;
using tables::LineReader;

namespace reg {  // columns of the register

enum : std::size_t { file, title, number, responsible, date, secrecy, pages, remark, slot, codes, also_codes };

constexpr std::array k_columns = {
    Column{"column/file", "文件名|文件|文件名称|文件路径|名称|file|filename|name|path"},
    Column{"column/title", "题名|标题|文件题名|title"},
    Column{"column/number", "文号|文件编号|发文字号|number|documentnumber"},
    Column{"column/responsible", "责任者|作者|发文单位|responsible|author"},
    Column{"column/date", "日期|时间|形成日期|形成时间|成文日期|date"},
    Column{"column/secrecy", "密级|secrecy"},
    Column{"column/pages", "页数|页码数|pages"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
    Column{"column/slot", "材料|材料名称|材料要求|slot|material"},
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|codes|item|leaf"},
    Column{"column/also-codes", "也证明的指标|其他指标|其它指标|也证明|also|alsocodes|othercodes"},
};

}  // namespace reg

namespace res {  // columns of the results

enum : std::size_t { code, points, rating, defects, date, inspector, remark };

constexpr std::array k_columns = {
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|item|leaf"},
    Column{"column/points", "得分|分数|评分|points|score"},
    Column{"column/rating", "等级|评价等级|评级|rating|grade"},
    Column{"column/defects", "问题数|问题个数|问题数量|defects|problems"},
    Column{"column/date", "日期|时间|检查日期|检查时间|date"},
    Column{"column/inspector", "检查人|检查人员|检查者|inspector"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
};

}  // namespace res

namespace asg {  // columns of the assignments

enum : std::size_t { code, person, phone, due, remark };

constexpr std::array k_columns = {
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|codes|item|leaf"},
    Column{"column/person", "责任人|负责人|姓名|person|owner|name"},
    Column{"column/phone", "电话|联系电话|手机|手机号|联系方式|phone|telephone"},
    Column{"column/due", "时限|完成时限|完成时间|截止日期|due|deadline"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
};

}  // namespace asg

constexpr Kind k_register{"table/register", "台账", "register", reg::k_columns, reg::file};
constexpr Kind k_results{"table/results", "检查结果", "results", res::k_columns, res::code};
constexpr Kind k_assignments{"table/assignments", "分工表", "assignments", asg::k_columns, asg::code};

RegisterLine register_line(LineReader& reader) {
  return {.name = reader.required_text(),
          .title = reader.text(reg::title),
          .number = reader.text(reg::number),
          .responsible = reader.text(reg::responsible),
          .date = reader.date(reg::date),
          .secrecy = reader.text(reg::secrecy),
          .pages = reader.text(reg::pages),
          .remark = reader.text(reg::remark),
          .slot = reader.text(reg::slot),
          .codes = reader.list(reg::codes),
          .also_codes = reader.list(reg::also_codes),
          .where = reader.where()};
}

ResultLine result_line(LineReader& reader) {
  // A result of two leaves at once cannot be shared out between them.
  if (reader.list(res::code).size() > 1) reader.complain(res::code, "tables/one-code");
  return {.code = reader.required_text(),
          .points = reader.points(res::points),
          .rating = reader.rating(res::rating),
          .defects = reader.count(res::defects),
          .date = reader.date(res::date),
          .inspector = reader.text(res::inspector),
          .remark = reader.text(res::remark),
          .where = reader.where()};
}

/// One line of the table, as many lines here as it names leaves.
std::vector<AssignmentLine> assignment_lines(LineReader& reader) {
  (void)reader.required_text();
  AssignmentLine line{.code = {},
                      .person = reader.text(asg::person),
                      .phone = reader.text(asg::phone),
                      .due = reader.date(asg::due),
                      .remark = reader.text(asg::remark),
                      .where = reader.where()};
  std::vector<AssignmentLine> lines;
  for (auto& code : reader.list(asg::code)) {
    line.code = std::move(code);
    lines.push_back(line);
  }
  return lines;
}

RelPath file_name(std::string_view stem, std::string_view extension) {
  return RelPath{}.child(std::string(stem) + "." + std::string(extension));
}

Error in_the_way(const RelPath& first, const RelPath& second) {
  return {.code = ErrorCode::exists,
          .message = {"tables/two-tables", {{"first", first.text()}, {"second", second.text()}}}};
}

Error save_as_csv(const RelPath& path, const RelPath& wanted) {
  return {.code = ErrorCode::unsupported,
          .message = {"tables/save-as-csv", {{"path", path.text()}, {"wanted", wanted.text()}}}};
}

/// Returns the first of these files that is there. One spelling of the extension is enough: a USB stick's file system
/// shows the same file under both.
std::optional<RelPath> first_of(const fs::Tree& tree,
                                std::string_view stem,
                                std::initializer_list<std::string_view> extensions) {
  for (const auto extension : extensions) {
    auto path = file_name(stem, extension);
    if (fs::exists(tree, path)) return path;
  }
  return std::nullopt;
}

/// Finds the file of a table; nothing if the folder has none. A spreadsheet is refused rather than left unread, unless
/// its CSV lies beside it.
Result<std::optional<RelPath>> find_table(const fs::Tree& tree, const Kind& kind) {
  auto chinese = first_of(tree, kind.stem, {"csv", "CSV"});
  auto english = first_of(tree, kind.english_stem, {"csv", "CSV"});
  if (chinese && english) return fail(in_the_way(*chinese, *english));
  if (chinese) return chinese;
  if (english) return english;
  for (const auto stem : {kind.stem, kind.english_stem}) {
    const auto spreadsheet = first_of(tree, stem, {"xlsx", "XLSX", "xls", "XLS", "et"});
    if (spreadsheet) return fail(save_as_csv(*spreadsheet, file_name(stem, "csv")));
  }
  return std::nullopt;
}

/// The faults of one table stand in the order of its text.
void sort_by_place(std::vector<Fault>& faults) {
  std::ranges::stable_sort(
      faults, {}, [](const Fault& fault) { return std::pair(fault.where.line, fault.where.column); });
}

/// Reads one table and calls `take` with a reader at each of its lines; faults are appended to `faults`.
/// Errors: limit, io.
Result<void> read_table(const fs::Tree& tree,
                        const RelPath& path,
                        const Kind& kind,
                        const std::function<void(LineReader&)>& take,
                        std::vector<Fault>& faults) {
  const auto bytes = fs::read_file(tree, path, sheet::k_max_bytes);
  if (!bytes) return fail(bytes.error());
  auto sheet = sheet::parse_csv(*bytes, path.text());
  if (!sheet && sheet.error().code != ErrorCode::malformed) return fail(std::move(sheet).error());
  auto own = sheet ? std::vector<Fault>() : std::move(sheet.error().faults);
  if (sheet) {
    if (const auto header = tables::find_header(*sheet, kind, own)) {
      LineReader reader(*sheet, kind, *header, own);
      for (std::size_t row = header->row + 1; row < sheet->rows.size(); ++row) {
        if (tables::is_blank(sheet->rows[row])) continue;
        reader.go_to(row);
        take(reader);
      }
    }
  }
  sort_by_place(own);
  faults.insert(faults.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  return {};
}

/// What to do with a line of each kind of table.
struct Task {
  const Kind& kind;
  std::function<void(LineReader&)> take;
};

}  // namespace

Result<Tables> read_tables(const fs::Tree& tree) {
  Tables tables;
  const std::array tasks = {
      Task{k_register, [&](LineReader& reader) { tables.register_lines.push_back(register_line(reader)); }},
      Task{k_results, [&](LineReader& reader) { tables.results.push_back(result_line(reader)); }},
      Task{k_assignments,
           [&](LineReader& reader) {
             for (auto& line : assignment_lines(reader)) tables.assignments.push_back(std::move(line));
           }},
  };
  std::vector<Fault> faults;
  for (const auto& task : tasks) {
    const auto path = find_table(tree, task.kind);
    if (!path) return fail(path.error());
    if (!*path) continue;
    GUIDANG_TRY(read_table(tree, **path, task.kind, task.take, faults));
    if (&task.kind == &k_register) tables.has_register = true;
    tables.files.push_back(**path);
  }
  if (!faults.empty()) {
    Error error{.code = ErrorCode::malformed,
                .message = {"tables/faults", {{"count", static_cast<std::int64_t>(faults.size())}}},
                .where = faults.front().where};
    error.faults = std::move(faults);
    return fail(std::move(error));
  }
  std::ranges::sort(tables.files);
  return tables;
}

}  // namespace guidang
