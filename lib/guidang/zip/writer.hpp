// SPDX-License-Identifier: Apache-2.0
/// \file
/// Writing a zip whose bytes depend on nothing but what goes in.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/reuse.hpp"

namespace guidang::zip {

/// One file to be packed: of a tree, bytes in memory, or packed bytes of another zip.
struct Entry {
  std::string name;                             ///< Within the zip: valid UTF-8, `/`-separated.
  const fs::Tree* tree = nullptr;               ///< Where `path` is read from; null: `bytes` are packed.
  RelPath path = {};                            ///< Within `tree`.
  std::uint64_t size_bytes = 0;                 ///< Of a tree's file, as the inventory found it.
  std::string sha256 = {};                      ///< Expected of a tree's file; empty: not checked.
  std::string bytes = {};                       ///< Without a tree: the content.
  std::optional<Packed> packed = std::nullopt;  ///< Taken over as it is, in place of the tree's file; not checked.
};

/// Takes bytes that belong at `offset` of the output. Pieces come mostly, not always, front to back.
using Put = std::function<Result<void>(std::uint64_t, std::span<const std::byte>)>;

/// How to write.
struct WriteOptions {
  int jobs = 0;                                  ///< Threads that read and pack; 0: as many as the machine has.
  const std::atomic<bool>* cancelled = nullptr;  ///< Set by the caller to stop; may be null.
  std::function<void(std::uint64_t)> progress;   ///< Told how many more bytes were packed; may be empty.
};

/// Writes `entries` in their order to `put`; returns the size of the zip.
///
/// Fixed: DOS time 1980-01-01, mode 0644, deflate level 6. An entry is deflated if that saves at least 5 % (tried, not
/// guessed from the name; large ones by samples), else stored. Each tree's file is read once.
/// Errors:  changed (the file is not what `sha256` says, or changes while it is read: the message names it);
///          interrupted; those of the trees and of `put`; limit (a name or number that zip cannot hold).
/// Cost:    at most 256 MiB of memory and about 700 B an entry.
/// Threads: the bytes do not depend on `jobs`.
[[nodiscard]] Result<std::uint64_t> write(std::span<const Entry> entries, const Put& put, const WriteOptions& options);

}  // namespace guidang::zip
