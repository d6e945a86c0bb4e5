// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a picture is like: whether it decodes to its end, when and by what it was taken, and which other pictures are
/// the same one.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::picture {

/// Looks into a picture whose format is known (`found.format`): fills in condition, fault, captured and picture.
/// JPEG, PNG and HEIC are decoded. Of TIFF, BMP, GIF and WebP only the structure is looked at: one that is all there
/// stays unexamined. Hostile content is a fault, never an error.
///
/// Limits:  600 MP (HEIC: 100 MP), 160 MiB of decoder memory (a progressive JPEG of about 50 MP); what is larger is
///          abandoned with Fault::too_large.
/// Errors:  io, changed (from `source`).
/// Cost:    reads the file once and its head twice; a large JPEG is decoded at 1/8 of its size.
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<void> examine(fs::Source& source, media::Examination& found);

/// The same for a picture in memory, as those inside documents are. Cannot fail but for lack of memory: without a file
/// there is nothing to read wrongly.
[[nodiscard]] Result<void> examine_bytes(std::string_view bytes, media::Examination& found);

/// Returns names and versions of the libraries that decode pictures, as far as they say them, and which codecs they
/// have.
[[nodiscard]] std::string libraries();

/// Returns in how many of their 64 bits two fingerprints differ: 0 for the same picture, about 32 for strangers.
[[nodiscard]] inline int distance(std::uint64_t a, std::uint64_t b) {
  return std::popcount(a ^ b);
}

/// Up to this distance two pictures are taken for one; tests/perf/same_picture.md says how often that is right.
inline constexpr int k_same_distance = 6;

}  // namespace guidang::picture
