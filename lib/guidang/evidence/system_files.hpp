// SPDX-License-Identifier: Apache-2.0
/// \file
/// What programs leave lying in folders without anybody's doing: no evidence, and no fault of the clerk's.
#pragma once

#include <string_view>

namespace guidang {

/// Returns whether a file of this name was left by a system or by an office program that has a document open:
/// Thumbs.db, desktop.ini, .DS_Store, ._*, ~$*, ~WRL*.tmp, .~* (locks and copies that WPS and LibreOffice keep); in any
/// case of letters.
[[nodiscard]] bool is_system_file(std::string_view name);

/// Returns whether a folder of this name belongs to a system, with all that it holds: __MACOSX, $RECYCLE.BIN,
/// System Volume Information, .Trash-*, .Trashes, .Spotlight-V100, .fseventsd, @eaDir, #recycle, lost+found,
/// .TemporaryItems; in any case of letters.
[[nodiscard]] bool is_system_folder(std::string_view name);

}  // namespace guidang
