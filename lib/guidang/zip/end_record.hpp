// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to zip/: the records that end an archive, and where they say its directory is.
#pragma once

#include <cstdint>
#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/directory.hpp"

namespace guidang::zip {

/// The short form of the end record.
struct End {
  std::uint64_t offset = 0;
  std::string bytes;         ///< Without its comment.
  bool more_behind = false;  ///< It does not end the file; with Names::any only.
};

/// Finds the end record: the one whose comment reaches exactly to the end of the file; with Names::any the last one
/// that is all there. Errors: malformed ("zip/not-a-zip", "zip/trailing-data", "zip/several-ends"), io.
[[nodiscard]] Result<End> find_end(fs::Source& source, const std::string& name, Names names);

/// Where the central directory lies; it ends where the records that end the archive begin.
struct Place {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t count = 0;
};

/// Returns where the central directory lies by the word of the end record, or of the 64-bit one before it.
/// Errors: malformed ("zip/bad-directory", "zip/prepended-data", "zip/several-ends"), unsupported (several disks,
///         signed or encrypted directory), io.
[[nodiscard]] Result<Place> place_of(fs::Source& source, const End& end, const std::string& name, Names names);

/// An error about the whole archive `name`.
[[nodiscard]] tl::unexpected<Error> malformed(const char* id, const std::string& name);

/// Reads exactly `count` bytes, or says malformed ("zip/cut-off").
[[nodiscard]] Result<std::string> read_exactly(fs::Source& source,
                                               std::uint64_t offset,
                                               std::size_t count,
                                               const std::string& name);

}  // namespace guidang::zip
