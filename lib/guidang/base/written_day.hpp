// SPDX-License-Identifier: Apache-2.0
/// \file
/// Days as they stand in the names of files.
#pragma once

#include <cstddef>
#include <string_view>

namespace guidang {

/// Returns how many bytes at the beginning of `text` are a day as it stands in names: "20261012" (with no further digit
/// behind it), "2026-10-12", "2026.10.12", "2026年10月12日"; months and days there may have one digit, 日 may be left
/// out. 0 if none is, or the day does not exist.
[[nodiscard]] std::size_t written_day_size(std::string_view text);

}  // namespace guidang
