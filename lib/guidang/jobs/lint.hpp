// SPDX-License-Identifier: Apache-2.0
/// \file
/// An index file read for its own sake, or out of a tree.
#pragma once

#include <string>
#include <vector>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/index/index.hpp"

namespace guidang {

/// One of the files that an index was put together from.
struct IndexPart {
  RelPath path;  ///< Below the root that `extends` may not leave.
  std::string text;
};

/// An index with the files it came from.
struct IndexFile {
  Index index;
  std::vector<IndexPart> parts;  ///< The file that was named first, then those it extends, the nearest first.
};

/// Reads the index file at `path`, as a user named it, and those that it extends (沿用). They stay within the archive
/// folder that `path` lies in, else within the folder of `path`; links on the way are refused.
/// Errors: not_found, io, limit; malformed with all faults.
[[nodiscard]] Result<IndexFile> read_index_file(const std::string& path);

/// Reads an index and those that it extends out of a tree, which is the root. Errors: the same.
[[nodiscard]] Result<Index> read_index(const fs::Tree& tree, const RelPath& file);

/// Reads an index file. Errors: those of read_index_file().
[[nodiscard]] Result<Index> lint_index(const std::string& path);

}  // namespace guidang
