// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: the columns of a published table that hold nothing but codes.
#pragma once

#include <cstddef>
#include <vector>

#include "guidang/importer/header.hpp"

namespace guidang {

struct CodeColumn {
  std::size_t number = 0;
  std::size_t level = 0;
  bool running = false;  ///< No code stands there twice.
};

/// Finds the columns of codes. A code belongs to the level on its right where both begin in the same rows; else to the
/// leaf. Running numbers over the whole table stand for themselves.
[[nodiscard]] std::vector<CodeColumn> find_code_columns(const Grid& grid,
                                                        const Header& header,
                                                        const std::vector<std::size_t>& levels);

}  // namespace guidang
