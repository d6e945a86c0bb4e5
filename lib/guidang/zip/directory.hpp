// SPDX-License-Identifier: Apache-2.0
/// \file
/// The central directory of a zip, read by ourselves: libzip does not look at overlaps, twins and lying local headers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang::zip {

/// Which entries read_directory() lets through.
enum class Names {
  safe,  ///< Only those that can be unpacked into a folder, and that every reader sees alike.
  any,   ///< Whatever programs write: twins, absolute names, `\`, encrypted ones, bytes behind the end. To be looked
         ///< at, never unpacked.
};

/// One entry of the central directory.
struct Record {
  RelPath path;  ///< Decoded; without the slash that ends a folder's name. Empty where the name is no path.
  fs::EntryKind kind = fs::EntryKind::file;
  std::string raw_name;  ///< As stored.
  std::uint16_t method = 0;
  bool encrypted = false;
  std::uint32_t crc = 0;
  std::uint64_t size_bytes = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t local_offset = 0;
  std::uint64_t end_limit = 0;  ///< Where the next entry or the directory begins: its bytes must end before.
  std::size_t number = 0;       ///< Position in the directory, libzip's index.
};

/// Everything in a zip.
struct Directory {
  std::vector<Record> records;  ///< Sorted by path; with Names::any by name as stored.
  bool guessed_names = false;   ///< Some names were neither marked as UTF-8 nor valid UTF-8: taken as GB18030.
};

/// Reads the directory of `source` and checks it in n log n. `name` is used in errors only.
/// Errors: malformed ("zip/not-a-zip": no end; "zip/cut-off": an end with more behind it that does not fit; a fault for
///         each refused entry, at most 100), unsupported (several disks), limit, io.
[[nodiscard]] Result<Directory> read_directory(fs::Source& source,
                                               const std::string& name,
                                               const Limits& limits,
                                               Names names = Names::safe);

/// Returns where the bytes of `record` begin, having held its local header against the directory.
/// Errors: malformed, io.
[[nodiscard]] Result<std::uint64_t> data_offset(fs::Source& source, const Record& record);

}  // namespace guidang::zip
