// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: whether a text states an amount.
#pragma once

#include <string_view>

namespace guidang::texts {

/// Returns whether `text` holds a figure: a number that says how much or how many.
///
/// A number is digits, perhaps with a point, thousands' commas, or two joined as a range: "12人", "85%", "3.5万元",
/// "1,280户", "3-5次", "共35". One that has a unit behind it (人, 户, 次, 元, %, km …) is a figure unless it is a date,
/// a time of day or an ordinal (第3次). One without a unit is none either where it is a year, a month and day, seven
/// digits or longer (a telephone, a serial), joined to letters or dashes (Ⅲ-3, A4, 5G), alone in brackets, before a
/// word of places and editions (12号, 3楼, 4期, 2页), or where it counts lines: "1." "1、" "(1)" "1.1 " at the
/// beginning of a line, a first cell or a line that is nothing but a whole number.
///
/// In Han numerals only what has at least two of them, a power of ten among them, and a unit is a figure: 二百人,
/// 三十二户; 一个 and 两名 are not. 百分之八十 is one.
///
/// Cost: linear, ends at the first figure.
[[nodiscard]] bool has_figure(std::string_view text);

}  // namespace guidang::texts
