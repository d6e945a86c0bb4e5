// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two indexes compared, and what that means for a folder.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "guidang/check/carry_over.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/index/diff.hpp"
#include "guidang/jobs/archive.hpp"
#include "guidang/texts/texts.hpp"

namespace guidang {

/// The answer of `guidang index diff`. Its parts point into the two indexes.
struct IndexComparison {
  std::unique_ptr<Index> before;
  std::unique_ptr<Index> after;
  IndexDiff diff;
  std::optional<CarryOver> folder;  ///< If a folder was named.
};

/// What is compared.
struct IndexPair {
  std::string before;  ///< Path of an index file.
  std::string after;
  std::string folder;  ///< An archive folder; empty: none.
};

/// How to take the inventory of the folder, once it is known what the indexes ask of its texts.
using InventoryOptionsFor = std::function<Result<InventoryOptions>(texts::Questions)>;

/// Compares two index files; with a folder also which of its evidence, bound by the codes of `before`, serves `after`,
/// as of the clock's day. The folder's settings need not name either. Errors: those of read_index_file(),
/// find_archive(), `options_for`, take_inventory() and read_tables(); usage (the folder's evidence
///         could not all be read).
[[nodiscard]] Result<IndexComparison> compare_indexes(const IndexPair& pair,
                                                      const Clock& clock,
                                                      const InventoryOptionsFor& options_for,
                                                      const Catalogue& catalogue);

/// Returns the comparison as JSON: schemas/index-diff.schema.json.
[[nodiscard]] std::string to_json(const IndexComparison& comparison, const Catalogue& catalogue);

}  // namespace guidang
