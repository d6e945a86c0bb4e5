// SPDX-License-Identifier: Apache-2.0
/// \file
/// Packed bytes of a zip that is there, to be taken over as they are.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang::zip {

/// Where the bytes of one entry lie in a zip.
struct Packed {
  std::shared_ptr<fs::Source> zip;  ///< May be read by several threads.
  std::uint64_t offset = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t size_bytes = 0;
  std::uint32_t crc = 0;
  bool deflated = false;
};

/// A file of a zip with its packed bytes.
struct PackedFile {
  RelPath path;
  Packed packed;
};

/// Returns all stored and deflated files of the zip `path`, sorted by path. Nothing is checked but the headers: whoever
/// takes bytes over must verify the result. Errors: those of open().
[[nodiscard]] Result<std::vector<PackedFile>> packed_files(const std::string& path, const Limits& limits = {});

}  // namespace guidang::zip
