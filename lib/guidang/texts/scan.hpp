// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: a text as scanners for numbers read it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace guidang::texts {

/// Returns whether a code point is a blank, a line end, a control or invisible: nothing that anybody would count.
[[nodiscard]] bool is_uncounted(std::uint32_t code_point);

/// Returns how many characters `text` has without blanks and line ends: code points but those of is_uncounted().
[[nodiscard]] std::uint64_t count_characters(std::string_view text);

/// Returns `text` without the characters that are not counted.
[[nodiscard]] std::string squeezed(std::string_view text);

/// Returns `text` with full-width digits, letters and marks as ASCII (but ， and 。), every blank within a line as ' ',
/// every dash and minus as '-', ends of pages as line ends. What is invisible is left out; tabs and line ends stay.
[[nodiscard]] std::string narrowed(std::string_view text);

}  // namespace guidang::texts
