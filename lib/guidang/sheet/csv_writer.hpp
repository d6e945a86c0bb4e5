// SPDX-License-Identifier: Apache-2.0
/// \file
/// CSV as spreadsheet programs open it without asking.
#pragma once

#include <span>
#include <string>

namespace guidang {

/// The mark that makes Excel and WPS take a CSV for UTF-8; stands first in the file.
inline constexpr const char* k_byte_order_mark = "\xEF\xBB\xBF";

/// Returns one row, ended by CR LF. Cells with a comma, a quote or a line end are quoted; a cell that begins like a
/// formula gets an apostrophe in front, since spreadsheets run formulas.
[[nodiscard]] std::string csv_row(std::span<const std::string> cells);

}  // namespace guidang
