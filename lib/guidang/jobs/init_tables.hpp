// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to jobs/: the tables that a new archive folder begins with.
#pragma once

#include <string>
#include <vector>

#include "guidang/base/message.hpp"
#include "guidang/index/index.hpp"

namespace guidang {

/// A table that is to be filled in.
struct StarterTable {
  std::string name;  ///< File name, e.g. "数据.csv".
  std::string text;  ///< CSV with a byte order mark, as spreadsheet programs expect it.
};

/// Returns the assignments with a line a leaf; the facts with a line for every figure that a sentence or measure needs,
/// the value empty; the site results with a line for every leaf that people assess. The last two only where there is
/// something to list.
[[nodiscard]] std::vector<StarterTable> starter_tables(const Index& index, const Catalogue& catalogue);

}  // namespace guidang
