// SPDX-License-Identifier: Apache-2.0
/// \file
/// The central directory of a zip, read by ourselves: libzip does not look at overlaps, gaps, twins and lying local
/// headers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang::zip {

/// Which entries read_directory() lets through.
enum class Names {
  safe,  ///< Only those that can be unpacked into a folder, and that every reader sees alike; every byte is of one.
  any,   ///< Whatever programs write: twins, absolute names, `\`, encrypted ones, bytes behind the end, gaps. To be
         ///< looked at, never unpacked.
};

inline constexpr std::uint16_t k_encryption_flags = 0x2041;  ///< Bits 0, 6 and 13: the bytes, strongly, the headers.
inline constexpr std::uint16_t k_utf8_flag = 0x800;          ///< Bit 11.

/// One entry of the central directory.
struct Record {
  RelPath path;  ///< Decoded; without the slash that ends a folder's name. Empty where the name is no path.
  fs::EntryKind kind = fs::EntryKind::file;
  std::uint16_t method = 0;
  std::uint16_t flags = 0;
  bool encrypted = false;
  bool guessed_name = false;  ///< Neither marked as UTF-8 nor valid UTF-8: taken as GB18030.
  std::string raw_name;       ///< As stored; with Names::safe empty if it is the path, see stored_name().
  std::uint32_t crc = 0;
  std::uint64_t size_bytes = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t local_offset = 0;
  std::uint64_t data_offset = 0;  ///< Where its bytes begin; 0: not looked at yet (Names::any).
  std::uint64_t end_limit = 0;    ///< Where the next entry or the directory begins: its bytes must end before.
  std::uint64_t number = 0;       ///< Position in the directory, libzip's index.

  /// Returns the name as stored.
  [[nodiscard]] std::string_view stored_name() const {
    return raw_name.empty() ? std::string_view(path.text()) : std::string_view(raw_name);
  }

  /// Returns whether `name`, a slash at its end left out, is the decoded path.
  [[nodiscard]] bool is_called(std::string_view name) const {
    if (name.ends_with('/')) name.remove_suffix(1);
    return name == path.text();
  }
};

/// Everything in a zip.
struct Directory {
  std::vector<Record> records;  ///< Sorted by path; with Names::any by name as stored.
};

/// Reads the directory of `source` and, with Names::safe, every local header, and checks them in n log n. `name` is
/// used in errors only.
/// Errors: malformed ("zip/not-a-zip": no end; "zip/cut-off": an end with more behind it that does not fit; faults of
///         the archive as a whole; a fault for each refused entry, at most 100), unsupported (several disks, protected
///         directory), limit, io.
/// Cost:   about 130 B and the name for each entry; local headers are read front to back in pieces of 32 KiB.
[[nodiscard]] Result<Directory> read_directory(fs::Source& source,
                                               const std::string& name,
                                               const Limits& limits,
                                               Names names = Names::safe);

/// Returns where the bytes of `record` begin; of one of Names::any having held its local header against the directory.
/// Errors: malformed, io.
[[nodiscard]] Result<std::uint64_t> data_offset(fs::Source& source, const Record& record);

}  // namespace guidang::zip
