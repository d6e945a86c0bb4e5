// SPDX-License-Identifier: Apache-2.0
/// \file
/// A file descriptor that closes itself, and reading and writing all of something by one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace guidang::fs {

/// Owns one descriptor; negative means none.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}

  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }

  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }

  [[nodiscard]] int get() const { return value_; }

  [[nodiscard]] int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

/// Writes all of `bytes`; false and errno if not.
[[nodiscard]] bool write_all(int descriptor, std::span<const std::byte> bytes);

/// Fills `buffer` from `offset` on; returns how many bytes there were, less only at the end. Nothing and errno if it
/// cannot be read.
[[nodiscard]] std::optional<std::size_t> read_all_at(int descriptor, std::uint64_t offset, std::span<std::byte> buffer);

/// Returns whether a file is what it was, as far as its size and its time of change tell.
[[nodiscard]] bool is_unchanged(const struct stat& before, const struct stat& now);

}  // namespace guidang::fs
