// SPDX-License-Identifier: Apache-2.0
/// \file
/// From a file with a published table to a file with an index.
#pragma once

#include <string>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/importer/summary.hpp"

namespace guidang {

/// What was made of a table.
struct ImportedIndex {
  ImportSummary imported;
  std::string out;  ///< The file that was written.
};

/// Whether a file that is there may be replaced.
enum class Overwrite { no, yes };

/// Reads the table in `path` (.docx, .xlsx or .csv) and writes the index to `out`: YAML, or a table with fixed columns
/// where that ends in .csv or .xlsx; empty: beside the table under its name with .yaml. Of several tables or sheets the
/// largest one with a header counts. `today` is the day of the run, for a table that names no year.
/// Errors: not_found, io, unsupported (another kind of file), malformed, limit, exists (`out` is there).
[[nodiscard]] Result<ImportedIndex> import_index_file(const std::string& path,
                                                      const std::string& out,
                                                      Overwrite overwrite,
                                                      const Date& today);

}  // namespace guidang
