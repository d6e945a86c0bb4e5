// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers of people that should not lie open: citizens' ID numbers and mobile telephone numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace guidang::texts {

/// What was found, without the numbers themselves.
struct SensitiveNumbers {
  std::uint32_t id_numbers = 0;     ///< How many; one that stands there twice counts twice.
  std::string first_id_number;      ///< The first one, masked: "110101********1234"; empty if none.
  std::uint32_t phone_numbers = 0;  ///< How many.
  std::string first_phone_number;   ///< The first one, masked: "138****5678"; empty if none.

  friend bool operator==(const SensitiveNumbers&, const SensitiveNumbers&) = default;
};

/// Returns the numbers of people in a text, or in the name of a file.
///
/// An ID number is 18 characters, the last a digit or x, with a province that exists, a birthday from 1900 to 2099, a
/// sequence that is not 000, and the right check digit. In one piece, or as 6-8-4 or 6-4-4-4 with one blank or dash
/// between. A telephone number is 1, 3 to 9 and nine digits, in one piece or as 3-4-4 with one blank or dash between,
/// perhaps after 86 with a +, 00, blank or dash. Full-width digits are digits. Neither is found within a longer run of
/// digits and letters, next to a decimal point, nor, of telephone numbers, before a unit of money. What is masked with
/// asterisks or letters is none. Fifteen-digit ID numbers, bank cards and fixed telephones are not looked for.
///
/// Cost:     a few ms a MiB.
/// Standard: GB 11643-1999.
[[nodiscard]] SensitiveNumbers find_sensitive_numbers(std::string_view text);

}  // namespace guidang::texts
