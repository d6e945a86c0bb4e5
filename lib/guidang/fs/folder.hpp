// SPDX-License-Identifier: Apache-2.0
/// \file
/// Making folders.
#pragma once

#include <string>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"

namespace guidang::fs {

/// Makes the folder `path` below `root`, and those above it; one that is there already is fine. Errors: io, exists (a
/// file of that name is in the way).
[[nodiscard]] Result<void> make_folder(const std::string& root, const RelPath& path);

/// Makes the folder `folder` itself, as a user named it; one that is there already is fine. Errors: io, exists,
/// not_found (the folder above it).
[[nodiscard]] Result<void> make_folder(const std::string& folder);

/// Returns the absolute path of an existing folder, without links and dots. Errors: not_found, io.
[[nodiscard]] Result<std::string> absolute_path(const std::string& folder);

}  // namespace guidang::fs
