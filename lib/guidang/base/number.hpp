// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers as people write them: 两, 十二, 百分之八十, full-width digits.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "guidang/base/exact.hpp"

namespace guidang {

/// Reads a number in Chinese numerals: 零, 〇, 一 to 九, 两, with 十, 百, 千, 万 (below 100,000,000), 点 and decimals,
/// and 百分之 before it: "十二", "一百零五", "零点五", "百分之八十" (4/5). What hearers fill in themselves (一百二 for
/// 120) and digits in a row (一五) are refused.
[[nodiscard]] std::optional<Exact> read_han_number(std::string_view text);

/// Reads a number of at least 0 as people write it: what Exact::parse() reads, full-width digits, Chinese numerals.
[[nodiscard]] std::optional<Exact> read_number(std::string_view text);

/// Reads a whole number from 0 to 1,000,000 as people write it.
[[nodiscard]] std::optional<int> read_count(std::string_view text);

/// Returns how many bytes at the end of valid UTF-8 `text` are Chinese numerals up to 千.
[[nodiscard]] std::size_t han_digits_at_end(std::string_view text);

/// Returns how many bytes at the beginning of valid UTF-8 `text` are Chinese numerals up to 千.
[[nodiscard]] std::size_t han_digits_at_begin(std::string_view text);

}  // namespace guidang
