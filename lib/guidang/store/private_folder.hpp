// SPDX-License-Identifier: Apache-2.0
/// \file
/// A folder for what a program keeps for itself, and nobody else may write or read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/descriptor.hpp"

namespace guidang::store {

/// A lock that a file of the folder stands for. Given up when destroyed or when the process ends, whatever way.
class Lock {
 public:
  /// Has this run alone hold the lock, if no other one holds it. Returns whether it does now; if not, it may hold
  /// nothing any more.
  [[nodiscard]] bool become_only();

  /// Lets others hold it too.
  void share();

 private:
  friend class PrivateFolder;

  explicit Lock(fs::Descriptor file) : file_(std::move(file)) {}

  fs::Descriptor file_;
};

/// A folder of mode 0700, its files of mode 0600. What belongs to somebody else, can be written by somebody else, or is
/// a link is not trusted: it is told by `store/not-trusted`, with code `unsupported`, and not touched.
class PrivateFolder {
 public:
  /// Opens `path` (absolute), making it and the folders above it where they lack. Errors: io, exists, unsupported.
  [[nodiscard]] static Result<PrivateFolder> open(const std::string& path);

  /// Returns the path of the file `name`.
  [[nodiscard]] std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Makes the file `name`, empty, if it is not there; whether or not it was, it is one to be trusted afterwards.
  /// Errors: io, unsupported.
  [[nodiscard]] Result<void> make_file(std::string_view name) const;

  /// Writes the file `name` whole or not at all, replacing one of that name. Errors: io, unsupported.
  [[nodiscard]] Result<void> write(std::string_view name, std::string_view bytes) const;

  /// Returns the 32 random bytes that are kept in the file `name`, making them at the first time. Of several runs that
  /// do so at once all get the same. A file of another size is replaced. Errors: io, unsupported.
  [[nodiscard]] Result<std::string> secret(std::string_view name) const;

  /// Holds the lock `name` together with others. Errors: locked (somebody holds it alone), io, unsupported.
  [[nodiscard]] Result<Lock> lock(std::string_view name) const;

  /// Removes the file `name`; one that is not there is fine. Whether it worked shows later.
  void remove(std::string_view name) const;

  /// Gives the file `name` the time `now_ns` (nanoseconds since 1970-01-01 UTC), making it if it is not there, and
  /// returns the time that it had; none if it was not there. Errors: io, unsupported.
  [[nodiscard]] Result<std::optional<std::int64_t>> touch(std::string_view name, std::int64_t now_ns) const;

  /// Removes the databases that have not been used since `before_ns`: for each lock "X.lock" of an older time that
  /// nobody holds, X, "X-journal" and the lock.
  void remove_unused(std::int64_t before_ns) const;

 private:
  PrivateFolder(std::string path, fs::Descriptor folder) : path_(std::move(path)), folder_(std::move(folder)) {}

  [[nodiscard]] Result<fs::Descriptor> open_file(std::string_view name, int flags) const;
  [[nodiscard]] Result<std::string> read_secret(std::string_view name) const;
  [[nodiscard]] Result<void> write_secret(std::string_view name) const;
  [[nodiscard]] Result<void> write_new(std::string_view name, std::string_view bytes) const;

  std::string path_;
  fs::Descriptor folder_;
};

/// The end of the name of a database's lock.
inline constexpr std::string_view k_lock_suffix = ".lock";

}  // namespace guidang::store
