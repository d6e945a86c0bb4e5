// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to recording/: the boxes that MP4, MOV and 3GP files are made of.
#pragma once

#include <cstdint>
#include <optional>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/recording/end.hpp"

namespace guidang::recording {

/// What the boxes say.
struct Boxes {
  Verdict fault = media::Fault::none;    ///< Nothing where there are more boxes than are looked at.
  std::optional<media::Moment> created;  ///< creation_time of the film, UTC; none if it was never set.
};

/// Walks the boxes of an MP4, MOV or 3GP file: whether they reach the end of the file and not further, whether the
/// table of contents (moov) is there, and whether what it points at lies within the file. Behind both moov and mdat
/// anything but a box of a known type that does not end within the file is a trailer of somebody's, and no fault.
///
/// Limits:  100,000 boxes, 8 levels; what lies deeper or behind is not looked at.
/// Errors:  io (from `source`).
/// Cost:    reads the headers of boxes and the tables of places (stco, co64), 64 KiB at a time.
/// Standard: ISO/IEC 14496-12, 4.2, 8.2.2, 8.7.5.
[[nodiscard]] Result<Boxes> walk_boxes(fs::Source& source);

}  // namespace guidang::recording
