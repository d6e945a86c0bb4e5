// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a zip or an OLE document holds, by the names in its directory alone: nothing is unpacked.
#pragma once

#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::media {

/// Returns the name of the format of a file that begins like a zip: "docx", "ofd", "jar", …, "zip" for any other. One
/// without directory, as if it was cut off, is told by the names before its entries.
/// Limits: looks at the first 4,096 names, in at most 1 MiB of the directory, or 256 KiB of a file without one.
/// Errors: io.
[[nodiscard]] Result<std::string_view> zip_format(fs::Source& source);

/// Returns the name of the format of a file that begins like an OLE compound document: "doc", "xls", "ppt", "msi",
/// "encrypted" (an OOXML document with a password), "ole" for any other and for one that was cut off before its
/// directory, and "unknown" if its directory is damaged.
/// Limits: looks at the first 256 sectors of the directory.
/// Errors: io.
[[nodiscard]] Result<std::string_view> ole_format(fs::Source& source);

}  // namespace guidang::media
