// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whether what was just written can be read from the medium itself, and not from memory.
#pragma once

#include <string_view>

namespace guidang::fs {

/// How far a file that was just written can be read back from the medium itself.
enum class ReadBack {
  cache_bypassed,  ///< The system dropped its copies in memory: what is read now comes from the medium.
  through_cache,   ///< Some copies stayed in memory (a file system in memory, an unusual one, another reader).
};

/// Returns "cache_bypassed" or "through_cache".
[[nodiscard]] std::string_view to_string(ReadBack kind);

/// Asks the system to forget what it holds in memory of a file that has been flushed, and looks whether it did.
[[nodiscard]] ReadBack forget_pages(int descriptor);

}  // namespace guidang::fs
