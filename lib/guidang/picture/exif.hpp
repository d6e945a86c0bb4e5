// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a camera wrote into a picture.
#pragma once

#include <optional>
#include <string_view>

#include "guidang/media/examination.hpp"

namespace guidang::picture {

/// Returns the moment of DateTimeOriginal, as the camera's clock showed it, from the first bytes of a JPEG; of any
/// other picture, from the Exif block found in them. No other tag is taken for it: DateTime is when a program saved it.
/// Damaged or hostile content gives nothing.
[[nodiscard]] std::optional<media::Moment> capture_moment(std::string_view head);

}  // namespace guidang::picture
