// SPDX-License-Identifier: Apache-2.0
/// \file
/// An OLE compound document as a tree of streams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::media {

/// One entry of the directory (MS-CFB 2.6.1).
struct OleEntry {
  enum class Kind { unused, storage, stream, root };

  std::string name;      ///< ASCII; any other character as '?'.
  std::string class_id;  ///< 16 bytes.
  Kind kind = Kind::unused;
  std::uint64_t left = 0;  ///< Numbers of other entries; what is no number of one means none.
  std::uint64_t right = 0;
  std::uint64_t child = 0;
  std::uint64_t start = 0;  ///< First sector.
  std::uint64_t size_bytes = 0;
};

/// How the structure of such a document stands up to being followed.
enum class OleState {
  sound,
  cut_off,  ///< It leads beyond the end of the file.
  bad,      ///< It contradicts itself.
};

/// An open OLE compound document.
///
/// Limits: chains of sectors are followed no further than the file has sectors, whatever they say.
/// Standard: MS-CFB.
class OleFile {
 public:
  /// Reads the header of a file that begins like one; nothing if there is no whole header. `source` must live as long.
  /// Errors: io, changed.
  [[nodiscard]] static Result<std::optional<OleFile>> open(fs::Source& source);

  /// Reads the directory as far as it can be followed, at most `sectors` sectors. Errors: io, changed.
  [[nodiscard]] Result<OleState> read_directory(std::size_t sectors = std::numeric_limits<std::size_t>::max());

  /// The directory's entries; the first is the root.
  [[nodiscard]] const std::vector<OleEntry>& entries() const { return entries_; }

  /// Returns the numbers of what lies directly in the storage with this number, in ascending order.
  [[nodiscard]] std::vector<std::size_t> children(std::size_t storage) const;

  /// Returns whether every stream that the root leads to has all its sectors within the file. Call after
  /// read_directory(). Errors: io, changed. Cost: reads the allocation tables, not the streams.
  [[nodiscard]] Result<OleState> check_streams();

  /// Returns up to `most` bytes of the beginning of a stream, as far as its chain leads. Errors: io, changed.
  [[nodiscard]] Result<std::string> read(const OleEntry& entry, std::size_t most);

 private:
  OleFile(fs::Source& source, std::string header);

  Result<std::optional<std::uint64_t>> table_sector(std::uint64_t number);
  Result<std::optional<std::uint64_t>> after(std::uint64_t sector);
  Result<OleState> check_chain(std::uint64_t sector, std::uint64_t size_bytes);
  Result<OleState> check_table();
  Result<OleState> load_small_table();
  [[nodiscard]] OleState check_small(const OleEntry& entry) const;
  [[nodiscard]] std::vector<std::size_t> reachable() const;
  [[nodiscard]] std::uint64_t place_of(std::uint64_t sector) const;
  Result<std::string> read_chain(std::uint64_t sector, std::uint64_t skip, std::size_t most);

  fs::Source* source_;
  std::string header_;
  std::size_t sector_bytes_;
  std::uint64_t sectors_;                   // in the file, the last perhaps in part
  std::vector<bool> used_;                  // sectors that check_chain() followed: no two chains share one
  std::vector<std::uint64_t> more_tables_;  // sectors of the allocation table beyond those that the header names
  std::uint64_t next_list_;                 // where the list of those goes on
  std::uint64_t cached_number_;             // of the piece of the table in cached_
  std::string cached_;
  std::string small_table_;
  std::vector<OleEntry> entries_;
};

}  // namespace guidang::media
