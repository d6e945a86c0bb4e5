// SPDX-License-Identifier: Apache-2.0
/// \file
/// From a table as it was published (测评体系、考核细则) to an index that its author can go on with.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/importer/grid.hpp"
#include "guidang/importer/summary.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// An index made of a table, and what its author has to know.
struct Imported : ImportSummary {
  yaml::Node index;  ///< With Chinese keys; parse_index() reads what yaml::print() makes of it.
  /// Codes of items that are told of together, by the message of their note; empty once import_index() returns.
  std::map<std::string, std::vector<std::string>> groups;
};

/// Reads a published table. Columns are found by their header words, codes and points in headings or columns of their
/// own; missing codes are made up (Ⅰ-1, Ⅱ-1, Ⅲ-1 by level, in the table's order). `stem` names the index (its code) and
/// `today` its period where the table's title names none.
/// Errors:   malformed (no header row; no row with points).
/// Cost:     linear in the table, but for sentences that fit nothing (see parse_sentence()).
/// Standard: schemas/index.md, section 13.
[[nodiscard]] Result<Imported> import_index(const Grid& grid, const std::string& stem, const Date& today);

}  // namespace guidang
