// SPDX-License-Identifier: Apache-2.0
/// \file
/// The text of PDF files, by poppler's pdftotext where it is installed.
#pragma once

#include <string>

namespace guidang::texts {

/// Returns the path of pdftotext: /usr/bin or /usr/local/bin, never a folder of PATH; empty if it is in neither.
[[nodiscard]] std::string find_pdftotext();

}  // namespace guidang::texts
