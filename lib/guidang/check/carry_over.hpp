// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a change of index means for evidence that is already there.
#pragma once

#include <string>
#include <vector>

#include "guidang/check/check.hpp"

namespace guidang {

/// One file that served the old index, at one leaf of the new.
struct CarriedFile {
  RelPath path;
  const Item* leaf = nullptr;  ///< Of the new index; null: it serves none.
  bool counts = false;         ///< It counts for a slot there; else it is out of the window, unfit, or one too many.
};

/// Something that the new index asks for and nothing serves yet.
struct ToCollect {
  std::string owner;           ///< Empty: nobody is named.
  const Item* leaf = nullptr;  ///< Of the new index.
  std::string what;            ///< The requirement, e.g. "签到1份"; of events the parts of one, joined by 、.
  int missing = 0;             ///< How many pieces, or events.
  bool event = false;
  Date due;
};

/// The effect on a folder. Points into both indexes.
struct CarryOver {
  std::vector<CarriedFile> files;  ///< By the inventory's order, then the new index's.
  std::vector<ToCollect> collect;  ///< By owner (nobody last), due day, the new index's order.
};

/// Compares the checks of one inventory against the old and the new index.
[[nodiscard]] CarryOver carry_over(const CheckResult& before, const CheckResult& after, const Inventory& inventory);

}  // namespace guidang
