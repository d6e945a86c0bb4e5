// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/table_text.hpp"

#include <cstdint>

#include "guidang/sheet/book.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/texts/bounded_text.hpp"

namespace guidang::texts {
namespace {

/// A workbook whose cells show more than this is not read: one shared text may stand in millions of them.
constexpr std::uint64_t k_most_cell_bytes = std::uint64_t{64} << 20U;

void add_rows(const sheet::Sheet& sheet, BoundedText& text) {
  for (const auto& row : sheet.rows) {
    for (const auto& cell : row) {
      text.add(cell.text);
      text.add("\t");
    }
    text.add("\n");
    if (text.full()) return;
  }
}

}  // namespace

Result<std::optional<std::string>> xlsx_text(fs::Source& source) {
  const auto bytes = fs::read_source(source, "workbook", sheet::k_max_bytes);
  if (!bytes) return fail(bytes.error());
  const auto book = sheet::parse_xlsx(*bytes, "workbook", k_most_cell_bytes);
  if (!book && book.error().message.id == "sheet/not-workbook") return std::nullopt;  // charts alone
  if (!book) return fail(book.error());
  BoundedText text;
  for (const auto& sheet : book->sheets) add_rows(sheet, text);
  return text.take();
}

std::string csv_text(std::string_view text) {
  const auto sheet = sheet::parse_csv(text, "table");
  if (!sheet) return std::string(text);
  BoundedText cells;
  add_rows(*sheet, cells);
  return cells.take();
}

}  // namespace guidang::texts
