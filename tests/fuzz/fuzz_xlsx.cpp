// SPDX-License-Identifier: Apache-2.0
// A workbook that is the input; and one whose sheet, strings and styles are the input, split at NUL bytes: a zip hides
// its parts from a fuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "guidang/sheet/book.hpp"
#include "guidang/tables/tables.hpp"
#include "support/books.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string take_part(std::string& rest) {
  const auto end = std::min(rest.find('\0'), rest.size());
  std::string part = rest.substr(0, end);
  rest.erase(0, end + 1);
  return part;
}

void check(const std::string& bytes) {
  const auto book = guidang::sheet::parse_xlsx(bytes, "t.xlsx");
  if (!book && book.error().code == guidang::ErrorCode::malformed && book.error().faults.empty()) std::abort();
  if (!book) return;
  for (const auto& sheet : book->sheets) {
    for (const auto& row : sheet.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i].line != row.front().line || row[i].column != static_cast<int>(i) + 1) std::abort();
      }
    }
  }
  guidang::fs::MemoryTree tree;
  tree.put(guidang::RelPath{}.child("facts.xlsx"), bytes);
  (void)guidang::read_tables(tree).has_value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  std::string rest(reinterpret_cast<const char*>(data), size);
  if (rest.starts_with("PK")) {
    check(rest);
    return 0;
  }
  guidang::test::BookParts parts;
  parts.sheet_data = take_part(rest);
  parts.strings = take_part(rest);
  parts.formats = take_part(rest);
  parts.styles = take_part(rest);
  parts.after_data = take_part(rest);
  check(guidang::test::book_of(parts));
  return 0;
}
