// SPDX-License-Identifier: Apache-2.0
/// \file
/// Decoding HEICs.
#pragma once

#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/picture/decoded.hpp"

namespace guidang::picture {

/// Decodes the primary picture of a HEIC, turned and cropped as the file says, and finds its Exif and XMP items.
/// One whose codec is not installed stays unexamined.
///
/// Limits:  100 MP; metadata items of 1 MiB, 16 of them.
/// Errors:  io, changed (from `source`).
[[nodiscard]] Result<Decoded> decode_heic(fs::Source& source);

/// Returns name and version of libheif, and which codecs it has.
[[nodiscard]] std::string heic_library();

}  // namespace guidang::picture
