// SPDX-License-Identifier: Apache-2.0
/// \file
/// Faults in the system calls of whatever this program links.
///
/// The program that links injector.cpp defines pwrite(), openat() and their like itself: a program's own symbols come
/// before those of libc (and of a sanitizer's runtime), for the libraries it links as well. The library under test has
/// no seam for this and needs none. Everything is handed on to the real functions unless an Injection is alive.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guidang::test {

/// Kinds of calls, to be or-ed.
enum Call : unsigned {
  k_open = 1U << 0U,         ///< open, openat
  k_read = 1U << 1U,         ///< read, pread
  k_write = 1U << 2U,        ///< write, pwrite, copy_file_range
  k_sync = 1U << 3U,         ///< fsync, fdatasync, syncfs
  k_rename = 1U << 4U,       ///< rename, renameat, renameat2, linkat
  k_unlink = 1U << 5U,       ///< unlink, unlinkat, rmdir
  k_make_folder = 1U << 6U,  ///< mkdir, mkdirat
  k_stat = 1U << 7U,         ///< stat, lstat, fstat, fstatat
  k_truncate = 1U << 8U,     ///< ftruncate
  k_lock = 1U << 9U,         ///< flock
  k_any = (1U << 10U) - 1,
};

/// What is to go wrong, and when.
struct Fault {
  unsigned calls = k_any;    ///< The kinds that count.
  std::string below = {};    ///< Only calls on what lies here count, or on this itself; never empty.
  std::uint64_t number = 0;  ///< The number, from 0, of the call that is met …
  std::optional<std::uint64_t> byte =
      std::nullopt;                   ///< … or of all bytes written the one that cannot be: those before it are.
  int error = 0;                      ///< What the call fails with; 0: it does not, but …
  std::function<void()> action = {};  ///< … this is done before it. Its own calls do not count.
  bool can_exchange = true;           ///< Else the file system cannot exchange two names in one step, as FAT cannot.
  bool lasting = false;               ///< `error` meets all later calls too, as on a disk that stays full.
};

/// Has `fault` happen while it lives. One at a time; the calls may come from any thread.
///
/// fsync() below `folder` does nothing: that a medium keeps what it was given cannot be tested so, and
/// ten thousand real ones would take minutes. posix_fadvise() there says EINVAL, as where the cache cannot be dropped,
/// so that receipts do not depend on what the system kept in memory.
class Injection {
 public:
  Injection(std::string folder, Fault fault);
  Injection(const Injection&) = delete;
  Injection& operator=(const Injection&) = delete;
  Injection(Injection&&) = delete;
  Injection& operator=(Injection&&) = delete;
  ~Injection();

  /// How many calls of the kinds that count there were.
  [[nodiscard]] std::uint64_t seen() const;

  /// How many bytes were written, in all after each write.
  [[nodiscard]] std::vector<std::uint64_t> borders() const;

  /// How many calls failed or had the action done before them. A test in which this stays 0 has tested nothing.
  [[nodiscard]] std::uint64_t hits() const;

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace guidang::test
