// SPDX-License-Identifier: Apache-2.0
/// \file
/// Findings that somebody accepted (例外登记).
#pragma once

#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/check/file_finder.hpp"
#include "guidang/check/folder_name.hpp"

namespace guidang {

/// Excuses findings: each that an exception names which is not over on the day of the run becomes a note with
/// Finding::excused. An exception names a rule, and where they are not empty a leaf (compared after folding) and a file
/// or folder, with all that is in it. Of several that name one finding the narrowest stands, then the first.
///
/// Returns what became of each line of the table. form/exception-expired and form/exception-unused are added to
/// `findings` and are never excused themselves; a line for another index over the same pool is not told to be unused.
/// Cost: n log n in findings and lines.
[[nodiscard]] std::vector<ExceptionState> apply_exceptions(const CheckInput& input,
                                                           const CodeBook& codes,
                                                           const FileFinder& files,
                                                           std::vector<Finding>& findings);

}  // namespace guidang
