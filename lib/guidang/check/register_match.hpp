// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which file each line of the register speaks of.
#pragma once

#include <span>
#include <vector>

#include "guidang/check/binding.hpp"
#include "guidang/check/check.hpp"
#include "guidang/check/file_finder.hpp"

namespace guidang {

/// The leaves that a line of the register names.
struct LineLeaves {
  std::vector<const Item*> main;  ///< 指标
  std::vector<const Item*> also;  ///< 也证明的指标
};

/// Returns for each line of the register the file that it means.
///
/// The name decides: a path within the pool, else a file name alone; of several files of one name the 校验码 tells
/// which, else the line's leaf. Where no file has the name, a file with the line's 校验码 is the one, if no line means
/// it by its name (a copy of a registered file is not what became of another): of several such files the one that
/// still has its file name, then one in a folder of the line's leaf, then the first by path; each file is taken once,
/// by the first line that asks for it. Of more than 256 equal files only the first 256 by path are looked at.
///
/// `links` has what the folders bind; `leaves` one a line. Cost: n log n.
[[nodiscard]] std::vector<LineMatch> match_lines(const CheckInput& input,
                                                 const FileFinder& finder,
                                                 std::span<const FileLinks> links,
                                                 std::span<const LineLeaves> leaves);

}  // namespace guidang
