// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to office/: bytes that are part of a file, or lie in memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "guidang/fs/tree.hpp"

namespace guidang::office {

/// The first bytes of a file, without what follows its end.
class PrefixSource final : public fs::Source {
 public:
  /// `source` must live as long; `size_bytes` is at most its size.
  PrefixSource(fs::Source& source, std::uint64_t size_bytes) : source_(source), size_bytes_(size_bytes) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (offset >= size_bytes_) return 0;
    const auto count = std::min<std::uint64_t>(buffer.size(), size_bytes_ - offset);
    return source_.read_at(offset, buffer.first(static_cast<std::size_t>(count)));
  }

  [[nodiscard]] Result<void> check_unchanged() override { return source_.check_unchanged(); }

 private:
  fs::Source& source_;
  std::uint64_t size_bytes_;
};

/// Bytes in memory, which must live as long.
class ViewSource final : public fs::Source {
 public:
  explicit ViewSource(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return bytes_.size(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (offset >= bytes_.size()) return 0;
    const auto rest = std::as_bytes(std::span(bytes_)).subspan(static_cast<std::size_t>(offset));
    const auto count = std::min(buffer.size(), rest.size());
    std::ranges::copy(rest.first(count), buffer.begin());
    return count;
  }

  [[nodiscard]] Result<void> check_unchanged() override { return {}; }

 private:
  std::string_view bytes_;
};

}  // namespace guidang::office
