// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hands an open file to what wants to own one (zip::open()), without giving it away.
#pragma once

#include <memory>

#include "guidang/fs/tree.hpp"

namespace guidang::fs {

/// A Source that reads another one.
class BorrowedSource final : public Source {
 public:
  explicit BorrowedSource(Source& source) : source_(source) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return source_.size_bytes(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    return source_.read_at(offset, buffer);
  }

  [[nodiscard]] Result<void> check_unchanged() override { return source_.check_unchanged(); }

  [[nodiscard]] int descriptor() const override { return source_.descriptor(); }

  [[nodiscard]] std::optional<Stamp> stamp() const override { return source_.stamp(); }

 private:
  Source& source_;
};

/// Returns a Source that reads `source`, which must outlive it.
[[nodiscard]] inline std::unique_ptr<Source> borrow(Source& source) {
  return std::make_unique<BorrowedSource>(source);
}

}  // namespace guidang::fs
