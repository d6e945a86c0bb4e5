// SPDX-License-Identifier: Apache-2.0
/// \file
/// Entries read, checked and deflated ahead of the writer, by several threads, in order and within bounded memory.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/zip/packed_bytes.hpp"
#include "guidang/zip/writer.hpp"

namespace guidang::zip {

/// Larger files are streamed by the writer itself.
inline constexpr std::uint64_t k_prepared_limit_bytes = std::uint64_t{64} << 20;

/// One entry ready to be written.
struct Prepared {
  bool deflated = false;
  std::uint32_t crc = 0;
  std::uint64_t size_bytes = 0;
  PackedBytes data;  ///< As it goes into the zip.
};

/// Reads the bytes at an offset, all that the buffer holds.
using ReadAt = std::function<Result<void>(std::uint64_t, std::span<std::byte>)>;

/// Finds out at little cost whether bytes are worth deflating. Belongs to one thread at a time.
class SampleDeflater {
 public:
  SampleDeflater();
  SampleDeflater(const SampleDeflater&) = delete;
  SampleDeflater& operator=(const SampleDeflater&) = delete;
  SampleDeflater(SampleDeflater&&) = delete;
  SampleDeflater& operator=(SampleDeflater&&) = delete;
  ~SampleDeflater();

  /// Returns whether 20 samples of 2 KiB, evenly spread over `size_bytes` bytes, become at least 5 % smaller as a
  /// whole: films and scans have tables at their ends that do, and are not worth it. Up to 64 KiB all is promising,
  /// since trying in full costs little more. `read` fills a buffer from an offset; its errors are handed on.
  [[nodiscard]] Result<bool> promising(std::uint64_t size_bytes, const ReadAt& read) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Says `changed` with the file's name.
[[nodiscard]] tl::unexpected<Error> changed(const RelPath& path);

/// Returns whether the writer streams `entry` itself.
[[nodiscard]] bool is_streamed(const Entry& entry);

/// Prepares all entries but the streamed ones.
class Preparer {
 public:
  Preparer(std::span<const Entry> entries, const WriteOptions& options);
  Preparer(const Preparer&) = delete;
  Preparer& operator=(const Preparer&) = delete;
  Preparer(Preparer&&) = delete;
  Preparer& operator=(Preparer&&) = delete;
  ~Preparer();

  /// Waits for entry `number` and hands it over. Each once, in rising order.
  [[nodiscard]] Result<Prepared> take(std::size_t number);

 private:
  void work();
  [[nodiscard]] std::optional<std::size_t> next();

  std::span<const Entry> entries_;
  const WriteOptions& options_;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::vector<std::optional<Result<Prepared>>> slots_;
  std::vector<std::size_t> waiting_;  // numbers to prepare, in order
  std::size_t started_ = 0;           // how many of them were begun
  std::size_t wanted_ = 0;            // the number that take() waits for
  std::uint64_t held_bytes_ = 0;      // by entries begun and not taken yet
  bool stopping_ = false;
  std::vector<std::jthread> threads_;  // last: they use all of the above
};

}  // namespace guidang::zip
