// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small readings of binary structures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::media {

/// Returns the number of `count` (at most 8) bytes at `offset`, least first; bytes beyond the end count as 0.
[[nodiscard]] inline std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count && offset + i < bytes.size(); ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[offset + i])) << (8 * i);
  }
  return value;
}

/// The same, greatest first.
[[nodiscard]] inline std::uint64_t big_endian(std::string_view bytes, std::size_t offset, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto byte = offset + i < bytes.size() ? static_cast<unsigned char>(bytes[offset + i]) : 0U;
    value = value << 8U | byte;
  }
  return value;
}

/// Returns up to `count` bytes at `offset`; fewer only at the end. Errors: io.
[[nodiscard]] inline Result<std::string> read_bytes(fs::Source& source, std::uint64_t offset, std::size_t count) {
  if (offset >= source.size_bytes()) return std::string();
  std::string bytes(count, '\0');
  const auto got = source.read_at(offset, std::as_writable_bytes(std::span(bytes)));
  if (!got) return fail(got.error());
  bytes.resize(*got);
  return bytes;
}

}  // namespace guidang::media
