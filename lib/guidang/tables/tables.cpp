// SPDX-License-Identifier: Apache-2.0
#include "guidang/tables/tables.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>

#include "guidang/sheet/book.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/tables/columns.hpp"
#include "guidang/tables/kinds.hpp"
#include "guidang/tables/register.hpp"

namespace guidang {
namespace {

using tables::Header;
using tables::Kind;
using tables::LineReader;
using tables::Task;

RelPath file_name(std::string_view stem, std::string_view extension) {
  return RelPath{}.child(std::string(stem) + "." + std::string(extension));
}

Error in_the_way(const RelPath& first, const RelPath& second) {
  return {.code = ErrorCode::exists,
          .message = {"tables/two-tables", {{"first", first.text()}, {"second", second.text()}}}};
}

Error save_as_xlsx(const RelPath& path, const RelPath& wanted) {
  return {.code = ErrorCode::unsupported,
          .message = {"tables/save-as-xlsx", {{"path", path.text()}, {"wanted", wanted.text()}}}};
}

Fault all_hidden(const std::string& name) {
  return {.message = {"tables/all-hidden", {{"path", name}}},
          .where = {name, 0, 0},
          .line = {},
          .length = 1,
          .hint = std::nullopt};
}

Error over(const char* id, const std::string& name, std::uint64_t most) {
  return {.code = ErrorCode::limit, .message = {id, {{"path", name}, {"limit", static_cast<std::int64_t>(most)}}}};
}

/// Returns the first of these files that is there. One spelling of the extension is enough: a USB stick's file system
/// shows the same file under both.
std::optional<RelPath> first_of(const fs::Tree& tree, std::string_view stem, std::span<const char* const> extensions) {
  for (const auto* const extension : extensions) {
    auto path = file_name(stem, extension);
    if (fs::exists(tree, path)) return path;
  }
  return std::nullopt;
}

/// The names that the file of a table may have.
std::vector<std::string_view> stems(const Kind& kind) {
  std::vector<std::string_view> list{kind.stem, kind.english_stem};
  if (!kind.other_stem.empty()) list.push_back(kind.other_stem);
  return list;
}

/// Finds the file of a table; nothing if the folder has none. An older spreadsheet is refused rather than left unread,
/// unless one that can be read lies beside it.
Result<std::optional<RelPath>> find_table(const fs::Tree& tree, const Kind& kind) {
  std::optional<RelPath> found;
  for (const auto stem : stems(kind)) {
    for (const auto& extensions : {std::array{"csv", "CSV"}, std::array{"xlsx", "XLSX"}}) {
      auto path = first_of(tree, stem, extensions);
      if (path && found) return fail(in_the_way(*found, *path));
      if (path) found = std::move(path);
    }
  }
  if (found) return found;
  for (const auto stem : stems(kind)) {
    const auto old = first_of(tree, stem, std::array{"xls", "XLS", "et", "ET"});
    if (old) return fail(save_as_xlsx(*old, file_name(stem, "xlsx")));
  }
  return std::nullopt;
}

/// The faults of one table stand in the order of its text.
void sort_by_place(std::vector<Fault>& faults) {
  std::ranges::stable_sort(
      faults, {}, [](const Fault& fault) { return std::pair(fault.where.line, fault.where.column); });
}

/// A sheet to be read and where its header is.
struct Found {
  sheet::Sheet sheet;
  Header header;
};

/// Fills what was joined downwards: a code that stands for several lines is meant in each of them.
/// Errors: limit, where joined ranges lie over each other without end, or a long text would stand in many lines.
Result<void> fill_joined(sheet::Sheet& sheet) {
  std::size_t filled = 0;
  std::uint64_t bytes = 0;
  for (const auto& merge : sheet.merged) {
    const auto column = static_cast<std::size_t>(merge.first_column) - 1;
    auto row = std::ranges::lower_bound(
        sheet.rows, merge.first_row, {}, [](const sheet::Row& one) { return one.front().line; });
    if (row == sheet.rows.end() || row->front().line != merge.first_row || column >= row->size()) continue;
    const auto text = (*row)[column].text;
    for (++row; row != sheet.rows.end() && row->front().line <= merge.last_row; ++row) {
      if (++filled > sheet::k_max_cells) {
        return fail(over("sheet/too-many-cells", sheet.name, sheet::k_max_cells));
      }
      if ((bytes += text.size()) > sheet::k_max_filled_bytes) {
        return fail(over("sheet/too-large", sheet.name, sheet::k_max_filled_bytes));
      }
      while (row->size() <= column) {
        row->push_back({.text = {}, .line = row->front().line, .column = static_cast<int>(row->size()) + 1});
      }
      (*row)[column].text = text;
    }
  }
  return {};
}

/// Finds the table among the sheets of a workbook: the first with its header row.
Result<std::optional<Found>> find_in_book(std::string_view bytes,
                                          const std::string& name,
                                          const Kind& kind,
                                          std::vector<Fault>& faults) {
  auto book = sheet::parse_xlsx(bytes, name);
  if (!book) return fail(std::move(book).error());
  std::vector<Fault> why_not;
  for (auto& sheet : book->sheets) {
    std::vector<Fault> own;
    auto header = tables::find_header(sheet, kind, own);
    if (!header) {
      if (why_not.empty()) why_not = std::move(own);
      continue;
    }
    faults = std::move(own);
    GUIDANG_TRY(fill_joined(sheet));
    return Found{std::move(sheet), std::move(*header)};
  }
  faults = std::move(why_not);
  if (faults.empty()) faults = {all_hidden(name)};
  return std::nullopt;
}

Result<std::optional<Found>> find_in_csv(std::string_view bytes,
                                         const std::string& name,
                                         const Kind& kind,
                                         std::vector<Fault>& faults) {
  auto sheet = sheet::parse_csv(bytes, name);
  if (!sheet) return fail(std::move(sheet).error());
  auto header = tables::find_header(*sheet, kind, faults);
  if (!header) return std::nullopt;
  return Found{std::move(*sheet), std::move(*header)};
}

bool is_book(const RelPath& path) {
  return path.text().ends_with(".xlsx") || path.text().ends_with(".XLSX");
}

Result<std::optional<Found>> find_in(std::string_view bytes,
                                     const RelPath& path,
                                     const Kind& kind,
                                     std::vector<Fault>& faults) {
  const auto find = is_book(path) ? find_in_book : find_in_csv;
  return find(bytes, path.text(), kind, faults);
}

/// The rows below the header that say something.
std::vector<std::size_t> line_rows(const Found& found) {
  std::vector<std::size_t> rows;
  for (std::size_t row = found.header.row + 1; row < found.sheet.rows.size(); ++row) {
    if (!tables::is_blank(found.sheet.rows[row])) rows.push_back(row);
  }
  return rows;
}

Error faulty(std::vector<Fault> faults) {
  Error error{.code = ErrorCode::malformed,
              .message = {"tables/faults", {{"count", static_cast<std::int64_t>(faults.size())}}},
              .where = faults.front().where};
  error.faults = std::move(faults);
  return error;
}

/// Reads one table into `tables`; faults are appended to `faults`. Errors: limit, unsupported, io.
Result<void> read_table(
    const fs::Tree& tree, const RelPath& path, const Task& task, Tables& tables, std::vector<Fault>& faults) {
  const auto bytes = fs::read_file(tree, path, sheet::k_max_bytes);
  if (!bytes) return fail(bytes.error());
  std::vector<Fault> own;
  auto found = find_in(*bytes, path, task.kind, own);
  if (!found && found.error().code != ErrorCode::malformed) return fail(std::move(found).error());
  if (!found) own = std::move(found.error().faults);
  if (found && *found) {
    const auto& [sheet, header] = **found;
    std::ranges::move(tables::find_unknown_columns(sheet, task.kind, header),
                      std::back_inserter(tables.unknown_columns));
    LineReader reader(sheet, task.kind, header, own);
    for (const std::size_t row : line_rows(**found)) {
      reader.go_to(row);
      task.take(reader, tables);
    }
  }
  sort_by_place(own);
  faults.insert(faults.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  return {};
}

}  // namespace

Result<Tables> read_tables(const fs::Tree& tree) {
  Tables read;
  const std::array tasks{tables::register_task(),
                         tables::facts_task(),
                         tables::results_task(),
                         tables::remarks_task(),
                         tables::assignments_task(),
                         tables::exceptions_task(),
                         tables::account_task()};
  std::vector<Fault> faults;
  for (const auto& task : tasks) {
    const auto path = find_table(tree, task.kind);
    if (!path) return fail(path.error());
    if (!*path) continue;
    GUIDANG_TRY(read_table(tree, **path, task, read, faults));
    if (task.kind.id == "table/register") read.has_register = true;
    read.files.push_back(**path);
  }
  if (!faults.empty()) return fail(faulty(std::move(faults)));
  std::ranges::sort(read.files);
  return read;
}

std::string_view column_id(RegisterColumn column) {
  return tables::register_task().kind.columns[static_cast<std::size_t>(column)].id;
}

Result<std::optional<RegisterTable>> read_register(const fs::Tree& tree) {
  const auto kind = tables::register_task().kind;
  const auto path = find_table(tree, kind);
  if (!path) return fail(path.error());
  if (!*path) return std::nullopt;
  auto bytes = fs::read_file(tree, **path, sheet::k_max_bytes);
  if (!bytes) return fail(std::move(bytes).error());
  std::vector<Fault> faults;
  auto found = find_in(*bytes, **path, kind, faults);
  if (!found) return fail(std::move(found).error());
  if (!faults.empty() || !*found) return fail(faulty(std::move(faults)));
  RegisterTable table;
  table.path = **path;
  table.workbook = is_book(**path);
  table.bytes = *std::move(bytes);
  table.lines = line_rows(**found);
  table.sheet = std::move((*found)->sheet);
  table.header_row = (*found)->header.row;
  table.cells = std::move((*found)->header.cells);
  return table;
}

}  // namespace guidang
