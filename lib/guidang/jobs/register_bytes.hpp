// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to jobs/: a register as a file.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang {

/// The cells of a register.
struct RegisterCells {
  const std::vector<std::vector<std::string>>& rows;
  std::size_t header_row = 0;
};

/// Returns what the cells of a sheet show, row by row.
[[nodiscard]] std::vector<std::vector<std::string>> texts_of(const sheet::Sheet& sheet);

/// Returns the cells as CSV in UTF-8 with its mark, cells that need it in quotes. What a cell holds is not changed.
[[nodiscard]] std::string register_csv(const RegisterCells& cells, char separator);

/// Returns the cells as a workbook of one sheet called `tab`: header frozen and on each printed page, every cell a
/// text, also those that are still empty, so that a code typed there stays a code. Errors: those of write_xlsx().
[[nodiscard]] Result<std::string> register_xlsx(const RegisterCells& cells, const std::string& tab);

/// Returns whether the file `bytes` holds these cells, trailing empty ones aside. A workbook's rows without anything
/// are passed over.
[[nodiscard]] bool holds_register(const std::string& bytes, bool workbook, const RegisterCells& cells);

}  // namespace guidang
