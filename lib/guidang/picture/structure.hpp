// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pictures of the rarer formats: their sizes, and whether their ends are there.
#pragma once

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/picture/decoded.hpp"

namespace guidang::picture {

/// Reads the sizes of a TIFF's first picture, and whether the strips or tiles of all its pages lie within the file. Its
/// pixels are not decoded: one that is all there stays unexamined. Exif is looked for in its first 64 KiB, the moment
/// of capture anywhere.
///
/// Limits: 1,000 pages, 100,000 strips, 65,535 entries a directory. Errors: io. Standard: TIFF 6.0.
[[nodiscard]] Result<Decoded> look_into_tiff(fs::Source& source);

/// Reads a BMP's size, and whether its rows lie within the file, if they are not compressed. Errors: io.
[[nodiscard]] Result<Decoded> look_into_bmp(fs::Source& source);

/// Reads a GIF's size, and whether all its blocks are there, to the end mark. Errors: io. Standard: GIF89a.
/// Limits: 1,000,000 blocks.
[[nodiscard]] Result<Decoded> look_into_gif(fs::Source& source);

/// Reads a WebP's size, whether its chunks lie within the file, and its Exif and XMP. Errors: io.
/// Limits: 1,000 chunks.
[[nodiscard]] Result<Decoded> look_into_webp(fs::Source& source);

}  // namespace guidang::picture
