// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cutting what will be packed into volumes, between leaves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "guidang/base/result.hpp"

namespace guidang::bundle {

/// One file that will be packed.
struct Cargo {
  std::string path;         ///< Below the bag's root.
  std::string leaf;         ///< Files of one leaf stay together; empty: this file may be anywhere.
  std::uint64_t bytes = 0;  ///< What it takes up at most, its lines in the bag's own files included.
  bool of_first = false;    ///< It belongs into the first volume.
};

/// Returns for each of `cargo` its volume, from 0. Leaves are taken in the order of their first paths and put into the
/// volume at hand as long as they fit; a volume holds at most `volume_bytes` less what its own files need. With 0 all
/// is one volume.
///
/// Errors: limit ("bundle/leaf-too-large" with all leaves, "bundle/file-too-large" with all files that fit into none).
[[nodiscard]] Result<std::vector<std::size_t>> cut_volumes(const std::vector<Cargo>& cargo, std::uint64_t volume_bytes);

/// What the files of a bag itself take up at most, the lines for its payload left out.
inline constexpr std::uint64_t k_own_files_bytes = 32 << 10;

}  // namespace guidang::bundle
