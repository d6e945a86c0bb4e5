// SPDX-License-Identifier: Apache-2.0
/// \file
/// Progress over all steps of all copies, in bytes of payload.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>

#include "guidang/bundle/bundle.hpp"

namespace guidang::bundle {

/// Counts bytes step by step, and asks whether to stop. A step that counts less or more than it was to ends where it
/// was to, so that the whole ends at exactly 100 %.
class Meter {
 public:
  Meter(const BundleRequest& request, std::uint64_t total) : request_(request), total_(total) {}

  /// Begins a step of `bytes`, ending the one before.
  void begin(std::uint64_t bytes);

  /// Ends the step in hand.
  void end();

  /// Counts on within the step. Any thread.
  void add(std::uint64_t bytes);

  /// Returns a VerifyOptions::progress for the step in hand.
  [[nodiscard]] std::function<void(std::uint64_t, std::uint64_t)> as_progress();

  [[nodiscard]] bool cancelled() const { return request_.cancelled != nullptr && *request_.cancelled; }

 private:
  /// Goes on to `done`, never back and never beyond the step. The mutex is held.
  void raise(std::uint64_t done);

  const BundleRequest& request_;
  std::uint64_t total_;
  std::mutex mutex_;
  std::uint64_t step_begin_ = 0;
  std::uint64_t step_end_ = 0;
  std::uint64_t done_ = 0;
};

}  // namespace guidang::bundle
