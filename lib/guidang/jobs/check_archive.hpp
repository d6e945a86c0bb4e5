// SPDX-License-Identifier: Apache-2.0
/// \file
/// Inventory, check and score of an archive folder, as one report.
#pragma once

#include <map>
#include <string>

#include "guidang/check/check.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/jobs/archive.hpp"
#include "guidang/report/report.hpp"
#include "guidang/score/score.hpp"

namespace guidang {

/// Whether a report holds the score.
enum class WithScore { no, yes };

/// An archive that has been looked through.
struct Checked {
  Inventory inventory;
  CheckResult result;
  std::map<std::string, Points> index_shares;  ///< ScoreContext::indexes: what the index counts of other indexes.
};

/// Takes the inventory of the archive's pool and checks it as of `day`. Errors: those of take_inventory().
[[nodiscard]] Result<Checked> check_archive(const Archive& archive, Date day, const InventoryOptions& options);

/// Makes the report of a checked archive as of `day`.
[[nodiscard]] Report make_report(const Archive& archive, const Checked& checked, Date day, WithScore with_score);

}  // namespace guidang
