// SPDX-License-Identifier: Apache-2.0
/// \file
/// The register (台账) as a table of cells, for whoever adds to it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang {

/// The columns of the register (schemas/tables.md, section 2.1).
enum class RegisterColumn {
  file,
  title,
  number,
  serial,
  responsible,
  date,
  secrecy,
  pages,
  remark,
  slot,
  codes,
  also_codes,
  archive_number,
  copies,
  original,
  photographer,
  caption,
  place,
  people,
  theme,
  background,
  cause,
  digest
};

inline constexpr std::size_t k_register_columns = 23;

/// Returns a column's name in the catalogue ("column/file"), whose words are a header word of it.
[[nodiscard]] std::string_view column_id(RegisterColumn column);

/// A register as it lies in the archive folder.
struct RegisterTable {
  RelPath path;
  bool workbook = false;                          ///< .xlsx; else CSV.
  std::string bytes;                              ///< The whole file.
  sheet::Sheet sheet;                             ///< The table; what is joined downwards stands in each row.
  std::size_t header_row = 0;                     ///< Of Sheet::rows.
  std::vector<std::optional<std::size_t>> cells;  ///< By RegisterColumn: which cell of a row.
  std::vector<std::size_t> lines;                 ///< Rows of the sheet, one a line of Tables::register_lines.
};

/// Finds and reads the register in the root of `tree`; nothing if there is none. What its cells say is not looked at.
/// Errors: as read_tables().
[[nodiscard]] Result<std::optional<RegisterTable>> read_register(const fs::Tree& tree);

}  // namespace guidang
