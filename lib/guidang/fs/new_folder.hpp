// SPDX-License-Identifier: Apache-2.0
/// \file
/// A folder of files that appears whole or not at all.
#pragma once

#include <memory>
#include <string>

#include "guidang/base/relpath.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/fs/read_back.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::fs {

/// A folder that appears under its name only when it is complete: filled under a temporary name beside it, flushed,
/// renamed. Destroyed before commit(), it leaves nothing behind; what a run that was killed left is removed by the
/// next.
///
/// Everything goes through the folder's own descriptor and follows no link, so that nothing lands outside it.
class NewFolder {
 public:
  /// Starts the folder `path`, whose parent must exist and which itself must not (an empty folder is taken over).
  /// Errors: exists, not_found, io.
  [[nodiscard]] static Result<NewFolder> create(const std::string& path);

  /// Starts the folder `name` in a folder that is locked, even if the latter's name leads elsewhere by now; one that
  /// has the name already is replaced. Errors: io.
  [[nodiscard]] static Result<NewFolder> create(const FolderLock& folder, const std::string& name);
  NewFolder(NewFolder&&) noexcept;
  NewFolder& operator=(NewFolder&&) noexcept;
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  ~NewFolder();

  /// Makes the folder `path` and its parents; it is no error if they are there. Errors: io.
  [[nodiscard]] Result<void> add_folder(const RelPath& path);

  /// Writes the file `path`, its parents included, from `source` read to its end. Errors: exists, io, changed, and
  /// what the source says. Cost: one pass in large pieces.
  [[nodiscard]] Result<void> add_file(const RelPath& path, Source& source);

  /// Brings all to the medium and asks the system to forget its copies. Errors: io. Cost: O(files).
  [[nodiscard]] Result<ReadBack> flush();

  /// Brings all to the medium and gives the folder its name. Errors: exists, io.
  [[nodiscard]] Result<void> commit();

  /// The same where a folder has the name already, which is removed in one step with giving the new one its name. If
  /// `kept_name` is not empty, the old folder is called that first; a run killed then leaves it under that name alone.
  /// File systems that cannot exchange names (FAT, exFAT) take two steps; a run killed between them leaves the old
  /// folder as ".guidang-old-NAME", which FolderLock::remove_debris() gives its name back. Errors: io; then the name
  /// leads to the old folder, or where giving it back failed too, see above.
  [[nodiscard]] Result<void> replace(const std::string& kept_name);

  /// Returns the path by which the folder can be opened now.
  [[nodiscard]] std::string current_path() const;

 private:
  struct State;
  explicit NewFolder(std::unique_ptr<State> state);
  [[nodiscard]] static Result<NewFolder> create_in(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace guidang::fs
