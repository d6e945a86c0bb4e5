// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/import_index.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "guidang/base/text.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/importer/header.hpp"
#include "guidang/importer/importer.hpp"
#include "guidang/index/table.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/docx.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// "docx" of "考核表.DOCX"; empty if there is none.
std::string extension(std::string_view path) {
  const auto name = file_name(path);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : folded(name.substr(dot + 1));
}

std::string_view without_extension(std::string_view path) {
  return path.substr(0, path.size() - (extension(path).empty() ? 0 : path.size() - path.rfind('.')));
}

Result<std::string> read_bytes(const std::string& path) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  if ((*source)->size_bytes() > sheet::k_max_bytes) {
    return fail(ErrorCode::limit,
                {"fs/too-large", {{"path", path}, {"limit_bytes", static_cast<std::int64_t>(sheet::k_max_bytes)}}});
  }
  std::string bytes;
  GUIDANG_TRY(fs::stream(**source, [&bytes](std::span<const std::byte> piece) -> Result<void> {
    // reinterpret_cast: bytes to chars, which may alias anything.
    bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  }));
  return bytes;
}

Result<void> add_grid(const sheet::Sheet& sheet, std::vector<Grid>& grids) {
  auto grid = make_grid(sheet);
  if (!grid) return fail(std::move(grid).error());
  grids.push_back(*std::move(grid));
  return {};
}

/// Whether a table repeats the header row of the one before it.
bool continues(const Grid& first, const Grid& second) {
  const auto header = find_header(first);
  const auto again = find_header(second);
  if (!header || !again || first.width != second.width || header->rows != again->rows) return false;
  const auto& a = first.rows[header->first_row];
  const auto& b = second.rows[again->first_row];
  return std::ranges::equal(a, b, {}, &GridCell::text, &GridCell::text);
}

void append(Grid& first, Grid&& second) {
  const auto height = first.rows.size();
  first.continued.push_back(height);
  for (auto& row : second.rows) {
    for (auto& cell : row) cell.origin += height * first.width;
    first.rows.push_back(std::move(row));
  }
  if (!second.foot.empty()) first.foot += (first.foot.empty() ? "" : "\n") + second.foot;
}

/// Joins tables whose first row repeats the one of the table before them: what stands between them is part of neither.
void join_continued(std::vector<Grid>& grids) {
  std::vector<Grid> joined;
  for (auto& grid : grids) {
    if (joined.empty() || !continues(joined.back(), grid)) {
      joined.push_back(std::move(grid));
    } else {
      append(joined.back(), std::move(grid));
    }
  }
  grids = std::move(joined);
}

/// The tables of a document, those that go on joined.
Result<void> add_document(const std::string& bytes, const std::string& path, std::vector<Grid>& grids) {
  const auto tables = sheet::parse_docx(bytes, path);
  if (!tables) return fail(tables.error());
  for (const auto& table : *tables) {
    GUIDANG_TRY(add_grid(table.sheet, grids));
    grids.back().title = table.title;
    grids.back().foot = table.foot;
  }
  join_continued(grids);
  // the title of the document stands before its first table, whichever is the one
  for (auto& grid : grids) {
    if (grid.title.empty()) grid.title = grids.front().title;
  }
  return {};
}

Result<void> add_book(const std::string& bytes, const std::string& path, std::vector<Grid>& grids) {
  const auto book = sheet::parse_xlsx(bytes, path);
  if (!book) return fail(book.error());
  for (const auto& sheet : book->sheets) GUIDANG_TRY(add_grid(sheet, grids));
  return {};
}

Result<void> add_csv(const std::string& bytes, const std::string& path, std::vector<Grid>& grids) {
  const auto table = sheet::parse_csv(bytes, path);
  return table ? add_grid(*table, grids) : fail(table.error());
}

/// All tables of the file.
Result<std::vector<Grid>> read_grids(const std::string& path) {
  const auto bytes = read_bytes(path);
  if (!bytes) return fail(bytes.error());
  const auto kind = extension(path);
  std::vector<Grid> grids;
  if (kind == "csv" || kind == "txt") {
    GUIDANG_TRY(add_csv(*bytes, path, grids));
  } else if (kind == "xlsx") {
    GUIDANG_TRY(add_book(*bytes, path, grids));
  } else if (kind == "docx") {
    GUIDANG_TRY(add_document(*bytes, path, grids));
  } else {
    return fail(ErrorCode::unsupported, {"jobs/import-kind", {{"path", path}}});
  }
  return grids;
}

/// A table of the file that nothing is taken from; its first text helps to find it.
ImportNote other_table(const Grid& grid, std::size_t number) {
  std::string text;
  for (const auto& row : grid.rows) {
    for (const auto& cell : row) {
      if (text.empty()) text = cell.text;
    }
  }
  return {ImportNote::Kind::left_out,
          0,
          0,
          "",
          std::move(text),
          {"importer/other-table",
           {{"number", static_cast<std::int64_t>(number)}, {"rows", static_cast<std::int64_t>(grid.rows.size())}}},
          std::nullopt};
}

/// The largest table that can be imported; else the error of the first.
Result<Imported> import_largest(const std::string& path, const std::vector<Grid>& grids, const Date& today) {
  const std::string stem(without_extension(file_name(path)));
  std::optional<Error> first;
  std::optional<Imported> best;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < grids.size(); ++i) {
    auto one = import_index(grids[i], stem, today);
    if (!one && !first) first = one.error();
    if (!one || (best && best->leaves >= one->leaves)) continue;
    best = *std::move(one);
    chosen = i;
  }
  if (!best && first) return fail(*std::move(first));
  if (!best) return fail(ErrorCode::malformed, {"jobs/import-no-table", {{"path", path}}});
  for (std::size_t i = 0; i < grids.size(); ++i) {
    if (i != chosen && !grids[i].rows.empty()) best->notes.push_back(other_table(grids[i], i + 1));
  }
  return *std::move(best);
}

}  // namespace

Result<ImportedIndex> import_index_file(const std::string& path,
                                        const std::string& out,
                                        Overwrite overwrite,
                                        const Date& today) {
  const auto grids = read_grids(path);
  if (!grids) return fail(grids.error());
  auto imported = import_largest(path, *grids, today);
  if (!imported) return fail(std::move(imported).error());
  ImportedIndex result{static_cast<const ImportSummary&>(*imported),
                       out.empty() ? std::string(without_extension(path)) + ".yaml" : out};
  if (result.out == path || (overwrite == Overwrite::no && fs::open_file(result.out))) {
    return fail(ErrorCode::exists, {"jobs/import-in-the-way", {{"path", result.out}}});
  }
  const auto kind = extension(result.out);
  auto bytes = kind == "csv" || kind == "xlsx" ? print_index_table(imported->index, kind)
                                               : Result<std::string>(yaml::print(imported->index));
  if (!bytes) return fail(std::move(bytes).error());
  GUIDANG_TRY(fs::write_destination(result.out, *bytes));
  return result;
}

}  // namespace guidang
