// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the number of a cell looks like to people.
#pragma once

#include <string>
#include <string_view>

namespace guidang::sheet {

/// What a number format shows of a number.
struct NumberFormat {
  bool percent = false;
  bool year = false;
  bool month = false;
  bool day = false;
  bool time = false;     ///< Hours, minutes or seconds.
  bool elapsed = false;  ///< Hours go on beyond 24: [h]:mm.

  [[nodiscard]] bool date() const { return year || month || day; }

  friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// Reads a format code such as `yyyy"年"m"月"d"日"`: its first section, without what is quoted or escaped.
/// Standard: ECMA-376 part 1, 18.8.31.
[[nodiscard]] NumberFormat parse_format(std::string_view code);

/// Returns the format with this built-in number, as Chinese Excel and WPS have them (27 to 36 and 50 to 58 are dates).
[[nodiscard]] NumberFormat built_in_format(int number);

/// Returns the number that a file states ("0.80000000000000004", "1.38E+10") as people see it: rounded half away from
/// zero to 15 digits, which is all that spreadsheet programs keep, and never with an exponent. What is no number, or
/// has more than 40 digits that way, is returned as it is.
[[nodiscard]] std::string shown_number(std::string_view stated);

/// The same in a format: per cent, date, time. `from_1904`: day 0 is 1904-01-01. What is no day between 1900 and 2199
/// is shown as a number.
[[nodiscard]] std::string shown(std::string_view stated, const NumberFormat& format, bool from_1904);

}  // namespace guidang::sheet
