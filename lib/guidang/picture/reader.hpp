// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading a file piece by piece for libraries that want their bytes in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "guidang/fs/tree.hpp"
#include "guidang/media/bytes.hpp"

namespace guidang::picture {

/// A place in a file, with a buffer before it. What goes wrong is remembered, since callbacks of C libraries cannot
/// return it.
class Reader {
 public:
  explicit Reader(fs::Source& source) : source_(&source) {}

  [[nodiscard]] std::uint64_t size_bytes() const { return source_->size_bytes(); }

  [[nodiscard]] std::uint64_t position() const { return position_; }

  void seek(std::uint64_t position) { position_ = position; }

  /// Returns the next 1 to 64 KiB bytes and moves behind them; empty at the end and after an error. They live until the
  /// next call.
  [[nodiscard]] std::string_view next_piece() {
    constexpr std::size_t k_piece_bytes = std::size_t{1} << 16U;
    return next(k_piece_bytes);
  }

  /// Returns the next `count` bytes, fewer only at the end and after an error, and moves behind them. They live until
  /// the next call.
  [[nodiscard]] std::string_view next(std::size_t count) {
    if (error_) return {};
    auto bytes = media::read_bytes(*source_, position_, count);
    if (!bytes) {
      error_ = bytes.error();
      return {};
    }
    buffer_ = std::move(*bytes);
    position_ += buffer_.size();
    return buffer_;
  }

  /// Returns up to `count` bytes at `position`, moving there first.
  [[nodiscard]] std::string_view at(std::uint64_t position, std::size_t count) {
    seek(position);
    return next(count);
  }

  /// Why the file could not be read; none if it could.
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  fs::Source* source_;
  std::uint64_t position_ = 0;
  std::string buffer_;
  std::optional<Error> error_;
};

}  // namespace guidang::picture
