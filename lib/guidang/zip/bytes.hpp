// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to zip/: numbers and pieces of an archive's bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::zip {

/// Little-endian numbers out of bytes; the caller keeps to the size.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t number(std::size_t at, std::size_t width) const {
    std::uint64_t value = 0;
    for (std::size_t i = width; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes_[at + i]);
    return value;
  }

  [[nodiscard]] std::uint16_t u16(std::size_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }

  [[nodiscard]] std::uint32_t u32(std::size_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }

  [[nodiscard]] std::uint64_t u64(std::size_t at) const { return number(at, 8); }

 private:
  std::string_view bytes_;
};

/// A source read mostly front to back: small pieces out of large ones, so that a million headers that lie close
/// together take some thousand reads.
class Window {
 public:
  explicit Window(fs::Source& source) : source_(source) {}

  /// Returns `count` bytes from `offset`, fewer where the source ends; good until the next call. Errors: io, changed.
  [[nodiscard]] Result<std::string_view> view(std::uint64_t offset, std::size_t count) {
    const bool there = offset >= start_ && offset - start_ <= bytes_.size() &&
                       bytes_.size() - static_cast<std::size_t>(offset - start_) >= count;
    if (!there) {
      bytes_.resize(std::max(count, k_piece_bytes));
      const auto got = source_.read_at(offset, std::as_writable_bytes(std::span(bytes_)));
      if (!got) return fail(got.error());
      bytes_.resize(*got);
      start_ = offset;
    }
    return std::string_view(bytes_).substr(static_cast<std::size_t>(offset - start_), count);
  }

 private:
  static constexpr std::size_t k_piece_bytes = std::size_t{32} << 10U;

  fs::Source& source_;
  std::uint64_t start_ = 0;
  std::string bytes_;
};

}  // namespace guidang::zip
