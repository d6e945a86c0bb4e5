// SPDX-License-Identifier: Apache-2.0
/// \file
/// A vector of bytes that is not filled with zeros before it is read into: of hundreds of megabytes that shows.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace guidang::zip {

/// An allocator that leaves bytes as they are where a vector would set them to zero.
template <typename T>
struct UnsetAllocator : std::allocator<T> {
  // The standard names these two.
  template <typename U>
  struct rebind {                     // NOLINT(readability-identifier-naming)
    using other = UnsetAllocator<U>;  // NOLINT(readability-identifier-naming)
  };

  template <typename U>
  void construct(U* place) noexcept {
    ::new (static_cast<void*>(place)) U;
  }

  template <typename U, typename... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    std::construct_at(place, std::forward<Arguments>(arguments)...);
  }
};

using PackedBytes = std::vector<std::byte, UnsetAllocator<std::byte>>;

}  // namespace guidang::zip
