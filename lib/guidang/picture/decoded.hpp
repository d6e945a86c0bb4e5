// SPDX-License-Identifier: Apache-2.0
/// \file
/// What decoding a picture gave.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "guidang/media/examination.hpp"
#include "guidang/picture/grey.hpp"

namespace guidang::picture {

/// More pixels than any camera makes; decoding takes time in their proportion.
inline constexpr std::uint64_t k_most_pixels = 600'000'000;

/// A picture as a decoder of ours leaves it.
struct Decoded {
  std::uint32_t width = 0;  ///< Pixels as stored; 0: unknown.
  std::uint32_t height = 0;
  media::Condition condition = media::Condition::unexamined;
  media::Fault fault = media::Fault::none;
  Grey grey;                              ///< The whole picture made small; empty if it was not decoded to its end.
  std::string exif;                       ///< The TIFF structure of its Exif block; empty if there is none.
  std::optional<media::Moment> captured;  ///< Where the format's own structure said it, beside `exif`.
  std::string xmp;                        ///< Its XMP packet; empty if there is none.
  bool turned = false;  ///< `grey`, `width` and `height` are already as people look at it: Exif's orientation is not to
                        ///< be applied.
};

/// Notes why a picture is not whole.
inline void set_fault(Decoded& decoded, media::Condition condition, media::Fault fault) {
  decoded.condition = condition;
  decoded.fault = fault;
}

}  // namespace guidang::picture
