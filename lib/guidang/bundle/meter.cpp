// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/meter.hpp"

#include <algorithm>

namespace guidang::bundle {

void Meter::begin(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  raise(step_end_);
  step_begin_ = step_end_;
  step_end_ = std::min(total_, step_begin_ + bytes);  // a copy that is built twice counts once
}

void Meter::end() {
  const std::lock_guard lock(mutex_);
  raise(step_end_);
}

void Meter::add(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  raise(done_ + bytes);
}

std::function<void(std::uint64_t, std::uint64_t)> Meter::as_progress() {
  return [this](std::uint64_t done, std::uint64_t) {
    const std::lock_guard lock(mutex_);
    raise(step_begin_ + done);  // threads may tell an older sum after a newer one
  };
}

void Meter::raise(std::uint64_t done) {
  done = std::min(done, step_end_);
  if (done <= done_) return;
  done_ = done;
  if (request_.progress) request_.progress(done_, total_);
}

}  // namespace guidang::bundle
