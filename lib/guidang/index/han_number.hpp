// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers in Chinese numerals: 三, 十二, 一百零五, 零点五.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "guidang/base/exact.hpp"

namespace guidang {

/// A number in Chinese numerals.
struct HanNumber {
  Exact value;
  bool whole = true;
  std::size_t end = 0;  ///< Where it ends.
};

/// Returns the number below 10,000 that begins at `at`; nothing if none does, or if it could be two: 一百二 (102, 120).
[[nodiscard]] std::optional<HanNumber> han_number(std::u32string_view text, std::size_t at);

}  // namespace guidang
