// SPDX-License-Identifier: Apache-2.0
/// \file
/// Many files of a tree read once each, by several threads, for all digests that are wanted of them.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "guidang/bag/bag.hpp"

namespace guidang::bag {

/// One file and what is wanted of it.
struct HashTask {
  RelPath path;  ///< Within the tree.
  std::uint64_t size_bytes = 0;
  std::vector<Algorithm> algorithms;

  std::vector<std::string> digests = {};      ///< Result: one for each algorithm, unless `error` is set.
  std::optional<Error> error = std::nullopt;  ///< Result: why the file could not be read.
};

/// Fills the results of `tasks`. Errors: interrupted.
[[nodiscard]] Result<void> hash_files(const fs::Tree& tree, std::vector<HashTask>& tasks, const VerifyOptions& options);

/// Returns the SHA-256 of the file `path`, as a user named it. `cancelled` may be null. Errors: interrupted; those of
/// opening and reading it.
[[nodiscard]] Result<std::string> digest_of_file(const std::string& path, const std::atomic<bool>* cancelled);

}  // namespace guidang::bag
