// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to office/: the beginning of a file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

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

}  // namespace guidang::office
