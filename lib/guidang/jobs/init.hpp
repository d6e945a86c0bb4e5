// SPDX-License-Identifier: Apache-2.0
/// \file
/// The folder of an index.
#pragma once

#include <string>
#include <vector>

#include "guidang/base/message.hpp"
#include "guidang/base/result.hpp"

namespace guidang {

/// What was made.
struct Initialised {
  std::string folder;              ///< Absolute.
  int leaf_folders = 0;            ///< One a leaf.
  std::vector<std::string> files;  ///< Written: settings, the index, the tables.
};

/// Makes an archive folder at `folder` for the index in the file `index_path`: settings, the index under 体系
/// (indexes in English; a table stays a table), a folder a leaf below the pool (of the bonus block and for vetoes with
/// proofs too), an assignments table with a line a leaf, and, where the index asks for them, tables of facts and site
/// results whose values are empty. Folders that are there
/// stay; titles are shortened so that no name is longer than 255 bytes. Errors: exists (the folder has settings
/// already), not_found, malformed (the index, with all faults), io.
[[nodiscard]] Result<Initialised> init_archive(const std::string& index_path,
                                               const std::string& folder,
                                               const Catalogue& catalogue);

/// Returns the name of an item's folder: "CODE TITLE", characters that Windows cannot hold replaced by '_', shortened
/// at a character so that it has at most 255 bytes.
[[nodiscard]] std::string folder_name(const std::string& code, const std::string& title);

}  // namespace guidang
