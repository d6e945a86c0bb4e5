// SPDX-License-Identifier: Apache-2.0
/// \file
/// Work spread over threads whose results do not depend on how many there are.
#pragma once

#include <cstddef>
#include <functional>

namespace guidang {

/// Calls `work(i)` once for each i in [0, count), on at most `jobs` threads (0: as many as the machine has), and
/// returns when all are done. `work` writes only to its own slot, so that results come in the order of i whatever the
/// threads do.
void for_each_parallel(std::size_t count, int jobs, const std::function<void(std::size_t)>& work);

}  // namespace guidang
