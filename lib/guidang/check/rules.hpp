// SPDX-License-Identifier: Apache-2.0
/// \file
/// The findings: about files by themselves, about files as proofs, about what is missing, and about lines of tables.
#pragma once

#include <vector>

#include "guidang/check/binding.hpp"
#include "guidang/check/remarks.hpp"
#include "guidang/check/state.hpp"
#include "guidang/check/uses.hpp"

namespace guidang {

/// Makes a finding about one line of a table.
[[nodiscard]] Finding line_finding(const char* rule, const Location& where, std::vector<Argument> arguments);

/// Findings about files wherever they are filed: unreadable, empty, wrong extension, programs, links, system
/// files, lines missing in the register.
[[nodiscard]] std::vector<Finding> file_findings(const CheckInput& input, const Bindings& bindings);

/// Findings about the names of files and folders: what other systems cannot hold, twins, hidden characters, garbled
/// ones, gaps in running numbers.
[[nodiscard]] std::vector<Finding> name_findings(const CheckInput& input, const Bindings& bindings);

/// Findings about what looks into files found, one a file: cut off, damaged, locked, given up, holding programs, of no
/// known format.
[[nodiscard]] std::vector<Finding> examination_findings(const CheckInput& input, const Bindings& bindings);

/// Findings about the same content in several places: reuse (a note), or one file for two events (a warning).
[[nodiscard]] std::vector<Finding> content_findings(const CheckInput& input, const FileUses& uses);

/// Findings about one leaf: what is missing or too much, and proofs that do not count.
[[nodiscard]] std::vector<Finding> leaf_findings(const CheckInput& input,
                                                 const LeafState& leaf,
                                                 const Remarks& remarks);

/// Findings about numbers of people that lie open in files and in names: ID numbers (a note in sign-in sheets, whose
/// purpose they serve) and telephone numbers. One a sort, a file, and its text or its name; numbers are masked.
[[nodiscard]] std::vector<Finding> privacy_findings(const CheckInput& input,
                                                    const Bindings& bindings,
                                                    const std::vector<LeafState>& leaves);

/// Findings about lines of the tables (but the register's): codes, repeated lines, points and ratings that cannot be,
/// objects that were not drawn, kinds of the account.
[[nodiscard]] std::vector<Finding> table_findings(const CheckInput& input,
                                                  const CodeBook& codes,
                                                  const std::vector<LeafState>& leaves);

/// Findings about figures: those that a sentence needs and no line has, and lines that nothing uses.
[[nodiscard]] std::vector<Finding> figure_findings(const CheckInput& input,
                                                   const CodeBook& codes,
                                                   const FileFinder& files,
                                                   const std::vector<LeafState>& leaves);

}  // namespace guidang
