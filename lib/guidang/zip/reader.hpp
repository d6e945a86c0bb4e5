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
  std::uint64_t entries = 1'000'000;
  std::uint64_t directory_bytes = std::uint64_t{512} << 20U;
  std::uint64_t total_bytes = std::uint64_t{1} << 42;       ///< Of all entries unpacked: 4 TiB.
  std::uint64_t ratio = 100;                                ///< Unpacked to packed, of all entries together …
  std::uint64_t ratio_from_bytes = std::uint64_t{1} << 32;  ///< … counted only above this: 4 GiB unpacked.
};

/// Opens the zip file `path`.
///
/// Names: marked as UTF-8 (bit 11) or valid UTF-8 they are that, else GB18030. Links are entries of kind `link`.
/// Each file's bytes are held against its crc when it is read to the end; what does not fit is `malformed`.
/// Errors:  malformed (no zip; or names twice, absolute, with `..`, `\` or a drive, encrypted or overlapping entries:
///          one fault each); unsupported; limit; not_found; io.
/// Cost:    reads the directory; about 200 B of memory an entry. Files up to 64 MiB are unpacked when opened.
/// Threads: as every Tree; several files can be read at once.
[[nodiscard]] Result<std::unique_ptr<fs::Tree>> open(const std::string& path, const Limits& limits = {});

/// Opens a zip from any source; `name` is used in errors only.
[[nodiscard]] Result<std::unique_ptr<fs::Tree>> open(std::unique_ptr<fs::Source> source,
                                                     const std::string& name,
                                                     const Limits& limits = {});

}  // namespace guidang::zip
