// SPDX-License-Identifier: Apache-2.0
// The only door to oneTBB.
#include "guidang/base/parallel.hpp"

#include <algorithm>

#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace guidang {

void for_each_parallel(std::size_t count, int jobs, const std::function<void(std::size_t)>& work) {
  // Never more than there are processors: oneTBB would print a warning, and no work here waits for anything else.
  const int processors = tbb::info::default_concurrency();
  tbb::task_arena arena(jobs <= 0 ? processors : std::min(jobs, processors));
  // Grain 1: one item is a whole file, far dearer than a task.
  arena.execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 1), [&](const tbb::blocked_range<std::size_t>& range) {
      for (std::size_t i = range.begin(); i != range.end(); ++i) work(i);
    });
  });
}

}  // namespace guidang
