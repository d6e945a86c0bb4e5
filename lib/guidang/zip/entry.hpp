// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bytes of one entry of a zip that is only looked at.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/directory.hpp"

namespace guidang::zip {

/// Reads an entry of `source` to its end, giving its unpacked bytes to `take` piece by piece, and holds them against
/// its size and checksum.
///
/// Limits:  never makes more bytes than the directory states.
/// Errors:  malformed ("zip/bad-checksum" if only that is wrong, else "zip/damaged-entry"); unsupported (encrypted, or
///          packed otherwise than stored or deflated); io, changed.
/// Cost:    entries of up to 16 MiB are unpacked in memory at once, larger ones in pieces of 64 KiB.
[[nodiscard]] Result<void> read_entry(fs::Source& source,
                                      const Record& record,
                                      const std::function<void(std::string_view)>& take);

/// Returns the unpacked bytes of an entry. Errors: those of read_entry(); limit (more than `limit_bytes`).
[[nodiscard]] Result<std::string> unpack_entry(fs::Source& source, const Record& record, std::uint64_t limit_bytes);

}  // namespace guidang::zip
