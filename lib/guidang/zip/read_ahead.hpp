// SPDX-License-Identifier: Apache-2.0
/// \file
/// A large file read and digested by a thread of its own, ahead of who takes the bytes.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/packed_bytes.hpp"

namespace guidang::zip {

/// What to read.
struct Stretch {
  std::shared_ptr<fs::Source> source;
  std::uint64_t begin = 0;  ///< Within the source.
  std::uint64_t size_bytes = 0;
  bool with_sha256 = false;
};

/// Reads a stretch front to back in pieces of 1 MiB, at most eight of them ahead.
class ReadAhead {
 public:
  explicit ReadAhead(Stretch stretch);
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;
  ReadAhead(ReadAhead&&) = delete;
  ReadAhead& operator=(ReadAhead&&) = delete;
  ~ReadAhead();

  /// Returns the next piece; empty at the end, and always then. Good until the next call.
  /// Errors: those of read_at(); changed ("fs/changed" without a path: fewer bytes than the stretch has).
  [[nodiscard]] Result<std::span<const std::byte>> next();

  /// Returns the SHA-256 of all bytes, if it was asked for. After next() has come to the end.
  [[nodiscard]] const std::string& sha256() const { return sha256_; }

 private:
  void work();
  [[nodiscard]] bool wait_for_room();
  void put(Result<PackedBytes> piece);

  Stretch stretch_;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::deque<Result<PackedBytes>> pieces_;  // the last one is empty, or an error
  PackedBytes taken_;
  std::string sha256_;  // written before the last piece is put
  bool ended_ = false;
  bool stopping_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace guidang::zip
