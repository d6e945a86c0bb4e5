// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the assessor sent back (检查意见, 退回).
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/check/file_finder.hpp"
#include "guidang/check/folder_name.hpp"

namespace guidang {

/// The remarks by the files and leaves they speak of.
class Remarks {
 public:
  /// Reads the remarks. Lines whose file cannot be told add findings: form/unknown-file (a note where the file was sent
  /// back, since it may be gone by now), form/ambiguous-file.
  Remarks(const CheckInput& input, const CodeBook& codes, const FileFinder& files, std::vector<Finding>& findings);

  /// Returns the line by which `file` does not count for `leaf`, or null. Of several lines about the file, its leaf or
  /// both the last in the table stands: 认可 lifts an earlier 退回.
  [[nodiscard]] const RemarkLine* rejection(const Item& leaf, std::size_t file) const;

 private:
  void read(const RemarkLine& line, const Item* leaf, const FileFinder& files, std::vector<Finding>& findings);

  std::map<std::pair<const Item*, std::size_t>, const RemarkLine*> by_file_;  // null: every leaf of the file
  std::map<const Item*, const RemarkLine*> by_leaf_;
};

}  // namespace guidang
