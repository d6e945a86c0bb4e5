// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to zip/: the header before each entry's bytes, which must say what the directory says.
#pragma once

#include <cstdint>

#include "guidang/base/result.hpp"
#include "guidang/zip/bytes.hpp"
#include "guidang/zip/directory.hpp"

namespace guidang::zip {

inline constexpr std::size_t k_local_bytes = 30;  // before the name

/// What comes of holding a local header against the directory.
struct LocalHeader {
  const char* fault = nullptr;     ///< "zip/…" if the two disagree.
  std::uint64_t data_offset = 0;   ///< Where the entry's bytes begin.
  std::uint64_t unused_bytes = 0;  ///< Behind them, up to where the next entry begins.
};

/// Holds the local header of `record`, and the data descriptor behind its bytes if it has one, against the record:
/// name, method, encryption, sizes, checksum. Times, versions and attributes may differ: writers do not agree on them,
/// and nothing depends on them. `record.end_limit` must be behind `record.local_offset`. Errors: io, changed.
[[nodiscard]] Result<LocalHeader> read_local_header(Window& window, const Record& record);

}  // namespace guidang::zip
