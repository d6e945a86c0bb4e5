// SPDX-License-Identifier: Apache-2.0
/// \file
/// The slips of the pen that Chinese keyboards lead to: full-width punctuation, U+3000, missing blanks.
#pragma once

#include <optional>
#include <string_view>

#include "guidang/base/message.hpp"
#include "guidang/yaml/faults.hpp"

namespace guidang::yaml {

/// One slip, and where it stands in the text that was looked at.
struct Slip {
  Message message;
  int offset = 0;  ///< In characters from 0.
};

/// Looks for "key：value" and "key:value" at the beginning of `text` (after blanks and "- ").
[[nodiscard]] std::optional<Slip> colon_slip(std::string_view text);

/// Looks for any slip in one line that YAML could not read.
[[nodiscard]] std::optional<Slip> line_slip(std::string_view line);

/// Returns the likeliest slip behind a syntax error in line `number`: in that line, or else in the lines above it that
/// could be part of the same value.
[[nodiscard]] std::optional<std::pair<Slip, int>> slip_near(const Lines& lines, int number);

/// Returns `text` with full-width digits, letters and punctuation made half-width, if that changes it.
[[nodiscard]] std::optional<std::string> half_width(std::string_view text);

}  // namespace guidang::yaml
