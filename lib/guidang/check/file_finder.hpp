// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files as tables name them: by a path within the pool, or by a file name alone.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "guidang/check/check.hpp"

namespace guidang {

/// Finds files by the words of a table. Names are compared as they are, then in normal form C, so that what a
/// Mac wrote is found too.
class FileFinder {
 public:
  /// Learns every file of the inventory. Cost: n log n.
  explicit FileFinder(const CheckInput& input);

  /// Notes that a file is bound to a leaf.
  void bind(std::size_t file, const Item* leaf);

  /// Returns the one file with this path; else all files of this name, of `leaf` only if it is not null; empty if
  /// there are none. Cost: log n.
  [[nodiscard]] const std::vector<std::size_t>& find(const std::string& words, const Item* leaf) const;

 private:
  std::vector<std::string> names_;                                                   // of the files, form C
  std::map<std::string, std::vector<std::size_t>> by_path_;                          // one file each
  std::map<std::pair<const Item*, std::string>, std::vector<std::size_t>> by_name_;  // null: wherever it is
};

}  // namespace guidang
