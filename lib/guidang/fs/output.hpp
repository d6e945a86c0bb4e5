// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files written whole or not at all, and the folders they go to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/read_back.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::fs {

class FolderLock;

/// A file that appears under its name only when it is complete: written under a temporary name in the same folder,
/// flushed, renamed. Destroyed before commit(), it leaves nothing behind.
class AtomicFile {
 public:
  /// Starts a file that will be called `name` (one component) in `folder`. Errors: not_found, io.
  [[nodiscard]] static Result<AtomicFile> create(const std::string& folder, const std::string& name);

  /// The same in the folder that is locked, even if its name leads elsewhere by now (see check_in_place()); then
  /// current_path() does not lead to the file. Errors: io.
  [[nodiscard]] static Result<AtomicFile> create(const FolderLock& folder, const std::string& name);
  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  /// Writes at `offset`. Errors: io.
  [[nodiscard]] Result<void> write_at(std::uint64_t offset, std::span<const std::byte> bytes);

  /// Writes after what append() wrote before. Errors: io.
  [[nodiscard]] Result<void> append(std::string_view bytes);

  /// Brings the bytes to the medium and asks the system to forget its copies. Errors: io.
  [[nodiscard]] Result<ReadBack> flush();

  /// Flushes, gives the file its name (replacing one of that name) and flushes the folder. Errors: io.
  [[nodiscard]] Result<void> commit();

  /// Returns the path by which the file can be opened now.
  [[nodiscard]] std::string current_path() const;

 private:
  struct State;
  explicit AtomicFile(std::unique_ptr<State> state);
  [[nodiscard]] static Result<AtomicFile> create_in(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

/// Writes a small file whole or not at all. Errors: those of AtomicFile.
[[nodiscard]] Result<void> write_file(const std::string& folder, const std::string& name, std::string_view bytes);
[[nodiscard]] Result<void> write_file(const FolderLock& folder, const std::string& name, std::string_view bytes);

/// Writes what a user named: a file whole or not at all, where a link leads to; a device or a pipe as it is, for a
/// device that were replaced by a file would be lost to the whole machine. Errors: those of AtomicFile.
[[nodiscard]] Result<void> write_destination(const std::string& path, std::string_view bytes);

/// Keeps other runs out of a folder until destroyed or the process ends. Locks the folder's own descriptor, so that
/// nothing is left behind. On file systems without locks (some network ones) acquire() fails with io.
class FolderLock {
 public:
  /// Locks `folder` without waiting. Errors: locked (another run holds it), not_found, io.
  [[nodiscard]] static Result<FolderLock> acquire(const std::string& folder);
  FolderLock(FolderLock&&) noexcept;
  FolderLock& operator=(FolderLock&&) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

  /// Returns the folder as it was named.
  [[nodiscard]] const std::string& folder() const { return folder_; }

  /// Removes the temporary files and folders that runs which died have left in the folder. What a living run still
  /// writes stays. Returns how many were removed. A folder that one of them had begun to replace, and not more (see
  /// NewFolder::replace()), gets its name back.
  [[nodiscard]] int remove_debris() const;

  /// Says `not_found` if the folder's name leads to it no more: its medium was pulled (a mount point is then an empty
  /// folder of another disk), or it was renamed. Ask before saying that what was written is there. Errors: io.
  [[nodiscard]] Result<void> check_in_place() const;

  /// Returns the descriptor that is locked; it stays the lock's.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  FolderLock(std::string folder, int descriptor) : folder_(std::move(folder)), descriptor_(descriptor) {}

  std::string folder_;
  int descriptor_;
};

/// What the system says about a folder that is to be written to.
struct FolderState {
  std::uint64_t device = 0;              ///< Folders with the same number share their free space.
  std::uint64_t identity = 0;            ///< With `device`: the same folder under whatever name.
  std::uint64_t free_bytes = 0;          ///< For the user that asks.
  std::uint64_t largest_file_bytes = 0;  ///< 4 GiB - 1 on FAT, else practically no limit.
};

/// Looks at `folder`. Errors: not_found, io (not a folder, not writable, read-only).
[[nodiscard]] Result<FolderState> check_destination(const std::string& folder);

/// Returns whether `folder` is `above` or lies below it, whatever links and names lead there. Both must exist.
/// Errors: not_found, io.
[[nodiscard]] Result<bool> lies_within(const std::string& folder, const std::string& above);

/// Removes the file `name` of `folder`; it is no error if there is none. Errors: io.
[[nodiscard]] Result<void> remove_file(const FolderLock& folder, const std::string& name);

/// Removes what is called `name` in `folder`: a file, a link, or a folder with all that is below it. It is no error if
/// there is none. Errors: io.
[[nodiscard]] Result<void> remove_entry(const FolderLock& folder, const std::string& name);

/// Returns whether there is anything called `name` in `folder`.
[[nodiscard]] bool entry_exists(const std::string& folder, const std::string& name);

/// Returns whether `path` is a folder, or a link to one.
[[nodiscard]] bool is_folder(const std::string& path);

/// Returns the names in `folder`, sorted byte by byte. Errors: not_found, io.
[[nodiscard]] Result<std::vector<std::string>> names_of(const std::string& folder);
[[nodiscard]] Result<std::vector<std::string>> names_of(const FolderLock& folder);

/// Gives the file `name` of `folder` a second name, by which it stays when another file gets the first one; what had
/// that second name is replaced. Where a file can have one name only, and of a folder, it is renamed. It is no error if
/// there is none. Errors: io.
[[nodiscard]] Result<void> keep_file(const FolderLock& folder, const std::string& name, const std::string& kept_name);

/// Opens a file that a user named (a link may lead to it). Errors: not_found, io.
[[nodiscard]] Result<std::unique_ptr<Source>> open_file(const std::string& path);

}  // namespace guidang::fs
