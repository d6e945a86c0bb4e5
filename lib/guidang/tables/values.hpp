// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the words in a cell mean: days, figures, yes and no, and what spreadsheet programs made of codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/tables/tables.hpp"

namespace guidang::tables {

/// Returns the day that a cell states: 2026-10-12, 2026/10/12, 2026.10.12, 20261012 or 2026年10月12日; months and days
/// of one digit but in 20261012; digits of either width.
[[nodiscard]] std::optional<Date> cell_date(std::string_view text);

/// Returns the minutes since 1970-01-01 00:00 that a cell states: a day as in cell_date() with or without a time of day
/// behind it (2:00, 02:00:30, 2时30分, 2点, 下午3:30); without one the day begins.
[[nodiscard]] std::optional<std::int64_t> cell_minutes(std::string_view text);

/// Returns the day on which `minutes` since 1970-01-01 00:00 falls.
[[nodiscard]] Date day_of_minutes(std::int64_t minutes);

/// Returns the number that a cell states: 12, -0.5, 1,012, 80%, 9/34; a unit word behind it is passed over
/// (34块, 3.5分), but 万 and 亿 at its front count. Nothing for what only comes near a number: 约34, 34块以上, 010.
[[nodiscard]] std::optional<Exact> cell_number(std::string_view text);

/// Returns what 是, 有, yes, TRUE, √ and 否, 无, no, FALSE, × say.
[[nodiscard]] std::optional<bool> cell_yes(std::string_view text);

/// Returns all that the cell of a figure says.
[[nodiscard]] FactValue cell_fact(std::string_view text);

/// Returns what a spreadsheet program made of the code in a cell: "tables/became-date" (1-2 turned 2026-01-02, 1月2日
/// or 2-Jan), "tables/became-number" (1.3E+10), "tables/digits-lost" (110101202600010000); nothing if it still may be a
/// code.
[[nodiscard]] std::optional<std::string> spoilt_code(std::string_view text);

/// Returns the hexadecimal digits, in lower case, of a SHA-256 (64) or of its beginning (16 or more): with or without
/// "sha256:" before them and blanks between them. Nothing for anything else, also not for a number whose digits a
/// spreadsheet program has made zeros from the 16th on.
[[nodiscard]] std::optional<std::string> cell_digest(std::string_view text);

/// Returns whether the text is a spreadsheet's error value such as #REF!.
[[nodiscard]] bool is_error_value(std::string_view text);

}  // namespace guidang::tables
