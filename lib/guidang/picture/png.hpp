// SPDX-License-Identifier: Apache-2.0
/// \file
/// Decoding PNGs.
#pragma once

#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/picture/decoded.hpp"

namespace guidang::picture {

/// Decodes a PNG to its end chunk and finds its Exif and XMP blocks, at either end, also those that programs wrote as
/// text before there was a chunk for it.
///
/// Limits:  k_most_pixels, 1,000,000 a side; texts of 1 MiB, 64 of them.
/// Errors:  io, changed (from `source`).
[[nodiscard]] Result<Decoded> decode_png(fs::Source& source);

/// Returns name and version of libpng.
[[nodiscard]] std::string png_library();

}  // namespace guidang::picture
