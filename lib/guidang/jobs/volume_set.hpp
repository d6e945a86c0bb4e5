// SPDX-License-Identifier: Apache-2.0
/// \file
/// The volumes that belong together, found beside each other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang {

/// The volumes of one bundle that are there.
struct VolumeSet {
  std::vector<std::string> paths;    ///< Of the volumes, in the order of their numbers; of an undivided bundle the one.
  std::vector<std::string> missing;  ///< Numbers of those that are not there: "2", "3".
  int count = 1;                     ///< How many there should be.
};

/// Opens a bundle to read without unpacking: a folder, or a zip. Errors: not_found, io, malformed (neither), limit.
[[nodiscard]] Result<std::unique_ptr<fs::Tree>> open_bundle(const std::string& path);

/// Finds the set that the bundle `path` belongs to: if its bag-info.txt says Bag-Count "2 of 3", the bags in the same
/// folder that have the same Bag-Group-Identifier, Copy, Bagging-Date and count. `path` may also be a folder that holds
/// the volumes of one set and no other bundle.
///
/// Errors: those of open_bundle(). Cost: opens what lies beside a divided bundle, and reads a text file of each.
/// Standard: RFC 8493, 2.2.2 (Bag-Count, Bag-Group-Identifier).
[[nodiscard]] Result<VolumeSet> find_volumes(const std::string& path);

}  // namespace guidang
