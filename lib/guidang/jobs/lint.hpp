// SPDX-License-Identifier: Apache-2.0
/// \file
/// An index file read for its own sake.
#pragma once

#include <string>

#include "guidang/base/result.hpp"
#include "guidang/index/index.hpp"

namespace guidang {

/// Reads the text of an index file of at most 8 MiB. Errors: not_found, io, limit.
[[nodiscard]] Result<std::string> read_index_text(const std::string& path);

/// Reads an index file. Errors: those of read_index_text() and parse_index(), with all faults.
[[nodiscard]] Result<Index> lint_index(const std::string& path);

}  // namespace guidang
