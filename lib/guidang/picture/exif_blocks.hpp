// SPDX-License-Identifier: Apache-2.0
/// \file
/// Where pictures keep what cameras and programs wrote about them.
#pragma once

#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/picture/decoded.hpp"

namespace guidang::picture {

/// Fills in `exif` and `xmp` from the segments of a JPEG that stand before its picture data.
///
/// Limits: 1,000 segments. Errors: io.
[[nodiscard]] Result<void> find_jpeg_blocks(fs::Source& source, Decoded& decoded);

/// Returns the TIFF structure in an Exif block, which begins with "Exif" and two NULs in some places and not in others;
/// empty if there is none.
[[nodiscard]] std::string_view tiff_in(std::string_view block);

/// Returns the bytes that ImageMagick and its like write as hexadecimal digits into a PNG's text "Raw profile type …";
/// empty if they are not that.
[[nodiscard]] std::string unpacked_profile(std::string_view text);

}  // namespace guidang::picture
