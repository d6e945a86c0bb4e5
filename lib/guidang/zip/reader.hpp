// SPDX-License-Identifier: Apache-2.0
/// \file
/// A zip as a tree of files, without unpacking it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::zip {

/// What is refused unread: files from strangers.
struct Limits {
  std::uint64_t entries = 4'000'000;                        ///< Files and folders; folders without entry as well.
  std::uint64_t directory_bytes = std::uint64_t{2} << 30U;  ///< Of the central directory, which is read in pieces.
  std::uint64_t total_bytes = std::uint64_t{1} << 42;       ///< Of all entries unpacked: 4 TiB.
  std::uint64_t ratio = 100;  ///< Unpacked to packed: of all entries together, and of those together that are above
                              ///< it by themselves …
  std::uint64_t ratio_from_bytes = std::uint64_t{1} << 32;  ///< … counted only where these unpack to more: 4 GiB.
};

/// Opens the zip file `path`.
///
/// Names: valid UTF-8 they are that, else what their Unicode path field says, else GB18030 (Entry::guessed_name). Links
/// are entries of kind `link`. Each file's bytes are held against its crc when it is read to the end; what does not fit
/// is `malformed`.
/// Errors:  malformed (no zip; something before, between or behind its entries; or names twice, absolute, with `..`,
///          `\` or a drive, two names for one entry, encrypted or overlapping entries, local headers that disagree: one
///          fault each; schemas/bundle.md, 9); unsupported; limit; not_found; io.
/// Cost:    reads the directory and every local header, n log n; about 250 B of memory an entry with a name of 60 B.
///          Files up to 64 MiB are unpacked when opened.
/// Threads: as every Tree; several files can be read at once.
[[nodiscard]] Result<std::unique_ptr<fs::Tree>> open(const std::string& path, const Limits& limits = {});

/// Opens a zip from any source; `name` is used in errors only.
[[nodiscard]] Result<std::unique_ptr<fs::Tree>> open(std::unique_ptr<fs::Source> source,
                                                     const std::string& name,
                                                     const Limits& limits = {});

}  // namespace guidang::zip
