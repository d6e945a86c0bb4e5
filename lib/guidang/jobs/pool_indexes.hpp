// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to jobs/: the indexes of one edition over one pool, and how their codes correspond.
#pragma once

#include <vector>

#include "guidang/jobs/archive.hpp"

namespace guidang {

/// Finds the filing index of `archive.pool_indexes` and what its codes serve in each of the others: by 对应 of their
/// items, by their crosswalk, and by equal codes where one extends the other (or both the same).
/// Errors: malformed, limit, io.
[[nodiscard]] Result<void> connect_indexes(const fs::Tree& tree,
                                           const std::vector<const IndexRef*>& references,
                                           Archive& archive);

/// Refuses indexes that count each other's points (按体系…的得分率得分), directly or around others. Errors: malformed.
[[nodiscard]] Result<void> refuse_cycles(const std::vector<PoolIndex>& indexes);

}  // namespace guidang
