// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to zip/: libzip's handles over bytes that several of them share.
#pragma once

#include <memory>
#include <mutex>
#include <span>

#include <zip.h>

#include "guidang/fs/tree.hpp"

namespace guidang::zip {

/// A source that several threads may read.
class SharedSource final : public fs::Source {
 public:
  explicit SharedSource(std::unique_ptr<fs::Source> source) : source_(std::move(source)) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return source_->size_bytes(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    const std::lock_guard lock(mutex_);
    return source_->read_at(offset, buffer);
  }

  [[nodiscard]] Result<void> check_unchanged() override {
    const std::lock_guard lock(mutex_);
    return source_->check_unchanged();
  }

 private:
  std::unique_ptr<fs::Source> source_;
  std::mutex mutex_;
};

struct DiscardZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

using ZipHandle = std::unique_ptr<zip_t, DiscardZip>;

/// Returns a handle of libzip with a reading position of its own, or null.
[[nodiscard]] ZipHandle open_handle(std::shared_ptr<SharedSource> source);

}  // namespace guidang::zip
