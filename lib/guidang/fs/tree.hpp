// SPDX-License-Identifier: Apache-2.0
/// \file
/// A tree of files to read: a folder on disk, one in memory, or (zip/reader.hpp) a packed bundle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"

namespace guidang::fs {

/// What an entry is. Only `file` has bytes to read.
enum class EntryKind { file, folder, link, other };

/// By what a file on disk can be told to be unchanged since it was last read: it is another file, or another content,
/// if any of these differ. Never part of an output.
struct Stamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t modified_ns = 0;  ///< Nanoseconds since 1970-01-01 UTC.
  std::int64_t changed_ns = 0;   ///< The same of the inode (ctime), which no program can set.

  friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// One entry of a tree.
struct Entry {
  RelPath path;
  EntryKind kind = EntryKind::file;
  std::uint64_t size_bytes = 0;     ///< Of a file; 0 for the rest.
  std::string link_target = {};     ///< Of a link, as stored; empty for the rest.
  std::optional<Stamp> stamp = {};  ///< Of a file on disk; none elsewhere.
  bool guessed_name = false;        ///< The zip does not say in which encoding the name is: it was read as GB18030.

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// A folder or entry that could not be listed.
struct Unreadable {
  RelPath path;
  Error error;
};

/// All entries below a folder, the folder itself left out.
struct Listing {
  std::vector<Entry> entries;          ///< Sorted by path, byte by byte; parents stand before what they hold.
  std::vector<Unreadable> unreadable;  ///< Folders whose content is missing above. Never silently dropped.
};

/// The bytes of one open file.
class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  virtual ~Source() = default;

  /// Returns the size when the file was opened, in bytes.
  [[nodiscard]] virtual std::uint64_t size_bytes() const = 0;

  /// Fills `buffer` from `offset`; returns how many bytes there were, less than asked for only at the end.
  /// Reading front to back is cheap everywhere; jumping back may reopen a packed file.
  /// Errors: io.
  [[nodiscard]] virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) = 0;

  /// Says `changed` if the file is no longer what was opened (size or time differ). Call after the last read.
  [[nodiscard]] virtual Result<void> check_unchanged() = 0;

  /// Returns a descriptor of the open file, for a helper process to read from any place of it; -1 where the bytes are
  /// not a file's. It stays the Source's. Its reading position means nothing.
  [[nodiscard]] virtual int descriptor() const { return -1; }

  /// Returns the stamp of the file when it was opened; none where the bytes are not a file's.
  [[nodiscard]] virtual std::optional<Stamp> stamp() const { return std::nullopt; }
};

/// A tree of files. Links are never followed.
///
/// Threads: all functions may be called concurrently; each Source belongs to one thread.
class Tree {
 public:
  Tree() = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  virtual ~Tree() = default;

  /// Lists everything below `folder`. Errors: not_found, io (the folder itself). Cost: one pass over directories.
  [[nodiscard]] virtual Result<Listing> list(const RelPath& folder) const = 0;

  /// Opens the file `path`. Errors: not_found, io (also if it is not a regular file, or a link is on the way).
  [[nodiscard]] virtual Result<std::unique_ptr<Source>> open(const RelPath& path) const = 0;
};

/// Returns whether an error is about reading a file (io, changed) and not about what the file holds.
[[nodiscard]] inline bool is_about_reading(const Error& error) {
  return error.code == ErrorCode::io || error.code == ErrorCode::changed;
}

/// Reads a whole file of at most `limit_bytes` bytes. Errors: those of open() and read_at(); limit; changed.
[[nodiscard]] Result<std::string> read_file(const Tree& tree, const RelPath& path, std::uint64_t limit_bytes);

/// The same of an open file; `name` is what the error calls it. Errors: those of read_at(); limit; changed.
[[nodiscard]] Result<std::string> read_source(Source& source, const std::string& name, std::uint64_t limit_bytes);

/// Returns whether there is anything at `path`: a file, a folder, a link.
[[nodiscard]] bool exists(const Tree& tree, const RelPath& path);

/// Reads `source` front to back in large pieces, giving each to `take`, then checks that it did not change.
/// `take` may end the reading with an error of its own.
[[nodiscard]] Result<void> stream(Source& source, const std::function<Result<void>(std::span<const std::byte>)>& take);

/// A folder on disk. Opened once by name; everything after goes through its descriptor, so that a renamed parent or a
/// link put in the way cannot lead elsewhere.
class DiskTree final : public Tree {
 public:
  /// Opens `folder` (bytes as the system wants them). Errors: not_found, io (not a folder, no permission).
  [[nodiscard]] static Result<std::unique_ptr<DiskTree>> open_folder(const std::string& folder);
  DiskTree(const DiskTree&) = delete;
  DiskTree& operator=(const DiskTree&) = delete;
  ~DiskTree() override;

  [[nodiscard]] Result<Listing> list(const RelPath& folder) const override;
  [[nodiscard]] Result<std::unique_ptr<Source>> open(const RelPath& path) const override;

 private:
  explicit DiskTree(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

/// A tree in memory, for tests, fuzzers and generated content.
class MemoryTree final : public Tree {
 public:
  /// Puts a file (and its parent folders) into the tree, replacing one of that name.
  void put(const RelPath& path, std::string bytes);

  /// Puts a link into the tree.
  void put_link(const RelPath& path, std::string target);

  /// Makes every later attempt to read `path` (a file or folder) fail with io: for tests of unreadable evidence.
  void make_unreadable(const RelPath& path);

  [[nodiscard]] Result<Listing> list(const RelPath& folder) const override;
  [[nodiscard]] Result<std::unique_ptr<Source>> open(const RelPath& path) const override;

 private:
  struct Node {
    EntryKind kind = EntryKind::file;
    std::string bytes;  // of a file, or a link's target
    bool unreadable = false;
  };

  void put_parents(const RelPath& path);

  std::map<RelPath, Node> nodes_;
};

/// Returns whether a link at `link` with this target leads out of the tree: an absolute target, or one that climbs
/// above the root. Judged by the words alone; nothing is looked up.
[[nodiscard]] bool leaves_tree(const RelPath& link, std::string_view target);

}  // namespace guidang::fs
