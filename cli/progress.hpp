// SPDX-License-Identifier: Apache-2.0
/// \file
/// One line of progress on long work, for people who wait at a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "commands.hpp"

namespace guidang::cli {

/// Draws "正在读材料 45%,120 MB / 266 MB,80 MB/秒,还要 0:02" on stderr, over itself, at most five times a second;
/// removes it at the end. Silent where stderr is no terminal or --quiet was given, and for work that ends within half a
/// second.
class Progress {
 public:
  Progress(const CommonOptions& options, const Context& context);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// Returns a function to hand to the library; `what` is a catalogue identifier such as "progress/reading". The
  /// function may be called by any thread, and is empty where nothing is to be shown.
  [[nodiscard]] std::function<void(std::uint64_t, std::uint64_t)> show(std::string what);

 private:
  using Clock = std::chrono::steady_clock;

  void draw(const std::string& what, std::uint64_t done, std::uint64_t total);

  const Context& context_;
  bool shown_;
  bool drawn_ = false;
  std::mutex mutex_;
  std::optional<Clock::time_point> start_;  // of this work; none before the first word of it
  Clock::time_point last_ = Clock::now();
};

}  // namespace guidang::cli
