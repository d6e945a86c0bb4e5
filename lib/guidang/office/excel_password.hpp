// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to office/: workbooks that are encrypted and yet open by themselves.
#pragma once

#include <string_view>

namespace guidang::office {

/// Returns whether Excel opens a workbook without asking: one whose structure is protected it encrypts with a password
/// of its own, the same for all. `file_pass` is the body of the record FILEPASS (MS-XLS 2.4.117).
/// Known are the two sorts of RC4 (MS-OFFCRYPTO 2.3.5, 2.3.6), not the older XOR.
[[nodiscard]] bool opens_by_itself(std::string_view file_pass);

}  // namespace guidang::office
