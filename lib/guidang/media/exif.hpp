// SPDX-License-Identifier: Apache-2.0
/// \file
/// The capture day that a camera wrote into a picture.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "guidang/base/date.hpp"

namespace guidang::media {

/// Returns the day of DateTimeOriginal, as the camera's clock showed it, from the first bytes of a JPEG; of any other
/// picture, from the Exif block found in them. No other tag is taken for it: DateTime is when a program saved it.
/// Damaged or hostile content gives nothing.
[[nodiscard]] std::optional<Date> capture_day(std::span<const std::byte> head);

}  // namespace guidang::media
