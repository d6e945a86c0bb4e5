// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers by which pictures are compared.
#pragma once

#include <cstdint>
#include <optional>

#include "guidang/picture/grey.hpp"

namespace guidang::picture {

/// Returns 64 bits that stay nearly the same when a picture is compressed again, resized, brightened or slightly
/// changed; nothing if it is nearly blank. `orientation` is EXIF's: the bits are those of the picture as people look at
/// it.
///
/// How: drawn to 9 × 9 cells; each bit says whether a cell is darker than its neighbour, the right one and the one
/// below in turn, as on a chessboard. Of the ways tried (cosine waves, means, neighbours in one direction) this one
/// told pictures of other scenes apart best while bearing stamps on the picture: such a stamp changes the bits beneath
/// it only.
[[nodiscard]] std::optional<std::uint64_t> fingerprint(const Grey& grey, int orientation);

/// Returns how sharp the edges of a picture are, by tests/perf/same_picture.md: 0 for a blank wall.
///
/// How: drawn to a longest side of 1024 pixels; the mean square of each pixel's difference from its four neighbours.
/// Nothing for pictures of less than 3 pixels a side.
[[nodiscard]] std::optional<std::uint32_t> sharpness(const Grey& grey);

}  // namespace guidang::picture
