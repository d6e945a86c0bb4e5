// SPDX-License-Identifier: Apache-2.0
/// \file
/// Decoding JPEGs.
#pragma once

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/picture/decoded.hpp"

namespace guidang::picture {

/// Decodes a JPEG to its end, at a fraction of its size, and finds its Exif and XMP blocks wherever they stand before
/// the picture data. What follows the end (a phone's film, further pictures) belongs to it and is not looked at.
///
/// Limits:  k_most_pixels; 160 MiB of coefficients (a progressive picture of about 50 MP); 100 scans.
/// Errors:  io, changed (from `source`).
[[nodiscard]] Result<Decoded> decode_jpeg(fs::Source& source);

}  // namespace guidang::picture
