// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: an index file and those it extends (沿用), put together into one tree.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "guidang/index/index.hpp"
#include "guidang/json/document.hpp"
#include "guidang/yaml/faults.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// Reads a chain of index files, from the one that was named to the one that extends nothing.
class IndexChain {
 public:
  /// `form` and `files` must outlive the object.
  IndexChain(const json::Form& form, const IndexFiles& files) : files_(files), canonicals_(form, faults_) {}

  /// Returns the merged tree, not yet judged; nothing if the chain is broken, which faults() then say.
  /// Errors: those of reading the first file and of yaml::parse() of any; limit.
  [[nodiscard]] Result<std::optional<yaml::Node>> read(const RelPath& file);

  /// The faults of all texts; text 0 is the file that was named.
  [[nodiscard]] yaml::Faults& faults() { return faults_; }

  [[nodiscard]] json::Canonicals& canonicals() { return canonicals_; }

  /// The files that were extended, the nearest first, as people call them.
  [[nodiscard]] std::vector<std::string> sources() const;

 private:
  Result<void> take(const RelPath& file, std::string text);
  Result<yaml::Node> read_table(std::string_view name);
  [[nodiscard]] std::optional<RelPath> next(const yaml::Node& extends);
  [[nodiscard]] std::string shown(const RelPath& file) const;

  const IndexFiles& files_;
  std::deque<std::string> texts_;  // whose addresses the faults keep
  std::vector<RelPath> paths_;
  std::vector<yaml::Node> nodes_;
  std::size_t bytes_ = 0;
  std::size_t node_count_ = 0;
  yaml::Faults faults_;
  json::Canonicals canonicals_;
};

/// Returns `parent` with what `child` drops, changes and adds; both are the roots of canonical trees. What does not fit
/// is added to `faults`.
[[nodiscard]] yaml::Node merge_indexes(yaml::Node parent, yaml::Node child, yaml::Faults& faults);

/// Returns the file that `text`, written in the file `from`, means: relative to its folder. Nothing if that leaves the
/// root, or is no relative path.
[[nodiscard]] std::optional<RelPath> path_from(const RelPath& from, std::string_view text);

}  // namespace guidang
