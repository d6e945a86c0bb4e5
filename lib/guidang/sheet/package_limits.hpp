// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to sheet/: limits of the packages that office programs write.
#pragma once

#include <cstdint>

#include "guidang/zip/reader.hpp"

namespace guidang::sheet {

/// Sheets of many equal lines shrink a lot; what unpacks to two hundred times its size is made to do harm.
inline constexpr zip::Limits k_zip_limits{
    .entries = 20'000,
    .total_bytes = std::uint64_t{1} << 30U,
    .ratio = 200,
    .ratio_from_bytes = std::uint64_t{32} << 20U,
};

}  // namespace guidang::sheet
