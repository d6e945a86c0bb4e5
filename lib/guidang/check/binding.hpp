// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which leaves each file belongs to: by the codes of its folders, else by a unique title, else by the register.
#pragma once

#include <string_view>
#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/check/file_finder.hpp"
#include "guidang/check/folder_name.hpp"

namespace guidang {

/// One leaf that a file is bound to.
struct Bound {
  const Item* leaf = nullptr;
  BoundBy how = BoundBy::folder_code;
  RelPath folder;  ///< The folder that made the binding; of a register line, the file's own folder.
};

/// What binding found out about one file.
struct FileLinks {
  std::vector<Bound> leaves;           ///< Without doubles; folder bindings first, then the register's.
  const RegisterLine* line = nullptr;  ///< Its line of the register, if there is one.

  /// Returns the code of the first leaf, under which findings about the file are told; empty if there is none.
  [[nodiscard]] std::string item() const { return leaves.empty() ? "" : leaves.front().leaf->code; }
};

/// The bindings of a whole inventory.
struct Bindings {
  std::vector<FileLinks> files;   ///< One a file of the inventory, in its order.
  std::vector<LineMatch> lines;   ///< One a line of the register, in its order.
  std::vector<Finding> findings;  ///< About codes of folders, and about what the register says of files.
};

/// Returns whether another index over the same pool has this code, as an item or a veto. Cost: linear in the indexes.
[[nodiscard]] bool known_beside(const CheckInput& input, std::string_view code);

/// Binds every file, and tells `finder` which leaves' folders hold it. Cost: n log n.
[[nodiscard]] Bindings bind_files(const CheckInput& input, const CodeBook& codes, FileFinder& finder);

}  // namespace guidang
