// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers and texts as bytes, for what programs of one build tell each other: the helper process, the cache.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace guidang {

/// Writes values one after another: numbers as eight bytes, least first; texts behind their length.
class ByteEncoder {
 public:
  void number(std::uint64_t value) {
    for (unsigned shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>((value >> shift) & 0xFFU);
  }

  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }

  /// Adds bytes as they are, without their length.
  void raw(std::string_view bytes) { bytes_ += bytes; }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Takes them off the front of bytes that may be anything; false once something is missing.
class ByteDecoder {
 public:
  explicit ByteDecoder(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool number(std::uint64_t& value) {
    constexpr std::size_t k_bytes = 8;
    if (rest_.size() < k_bytes) return false;
    value = 0;
    for (std::size_t i = 0; i < k_bytes; ++i) {
      value |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    }
    rest_.remove_prefix(k_bytes);
    return true;
  }

  [[nodiscard]] bool text(std::string& value) {
    std::uint64_t size = 0;
    if (!number(size) || size > rest_.size()) return false;
    value = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(static_cast<std::size_t>(size));
    return true;
  }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace guidang
