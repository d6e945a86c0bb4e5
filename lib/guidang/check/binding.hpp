// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which leaves each file belongs to: by the codes of its folders, else by a unique title, else by the register.
#pragma once

#include <vector>

#include "guidang/check/check.hpp"
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
};

/// The bindings of a whole inventory.
struct Bindings {
  std::vector<FileLinks> files;   ///< One a file of the inventory, in its order.
  std::vector<Finding> findings;  ///< form/unknown-code, ambiguous-code, code-title-mismatch; register-without-file.
};

/// Binds every file. Cost: n log n.
[[nodiscard]] Bindings bind_files(const CheckInput& input, const CodeBook& codes);

}  // namespace guidang
