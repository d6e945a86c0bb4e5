// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: the text of tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::texts {

/// Returns the cells of the visible sheets of a workbook as people see them, a row a line, cells ended by tabs; nothing
/// where there are no sheets of cells. Errors: io, changed; those of sheet::parse_xlsx().
[[nodiscard]] Result<std::optional<std::string>> xlsx_text(fs::Source& source);

/// Returns the cells of a CSV text in UTF-8 in the same shape, and the text itself where it is no table.
[[nodiscard]] std::string csv_text(std::string_view text);

}  // namespace guidang::texts
