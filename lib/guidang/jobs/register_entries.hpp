// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to jobs/: what an archive knows about its files, as cells of the register.
#pragma once

#include <vector>

#include "guidang/jobs/check_archive.hpp"
#include "guidang/jobs/register_merge.hpp"

namespace guidang {

/// Returns an entry a file of the inventory, in its order: the title that the name holds; the effective date, where a
/// slot asked for one or the name has it; the pages, where the format says how many; the leaves to which the folders
/// bind it; the slot that it serves by its name, if it is the only one of its only leaf (so that the register says
/// what was so before); its digest.
[[nodiscard]] std::vector<RegisterEntry> register_entries(const Archive& archive, const Checked& checked);

}  // namespace guidang
