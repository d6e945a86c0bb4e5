// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bytes in memory as an open file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "guidang/fs/tree.hpp"

namespace guidang::fs {

/// A Source over bytes that belong to somebody else and must live as long.
class ViewSource final : public Source {
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

}  // namespace guidang::fs
