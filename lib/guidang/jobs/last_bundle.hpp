// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the last packing of an archive folder left, so that the next one sees by names and times alone that nothing has
/// changed since.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/evidence/cache.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/jobs/bundle_archive.hpp"

namespace guidang {

/// One small file in the folder of caches for each archive folder and way of packing it.
///
/// A bundle is remembered together with the stamps (device, inode, size, mtime, ctime) of every file of the archive
/// folder and of every file of the copies, and everything else that the bundle depends on. As long as all of that is
/// the same, the copies are up to date. As with any cache nothing here fails: without it a run takes longer and finds
/// the same.
///
/// What it cannot see is a medium that rots without anybody writing to it: `guidang verify`, or a run without cache,
/// reads every byte.
class LastBundle {
 public:
  /// `circumstances` is all that the bundle depends on besides files: programs, settings of the job.
  LastBundle(CacheSettings settings, std::string_view circumstances);

  /// Looks at the archive folder and at the copies; returns what the last run had to say, if nothing has changed.
  [[nodiscard]] std::optional<Bundled> recall(const Archive& archive);

  /// Remembers `bundled`, made of what recall() saw. Nothing is remembered where a file changed so recently that a
  /// later change could have the same time, or a copy was not made.
  void save(const Bundled& bundled);

 private:
  CacheSettings settings_;
  std::string circumstances_;
  std::string name_;                  // of the file
  std::optional<std::string> state_;  // of the archive folder, as recall() saw it; none: nothing will be remembered
};

}  // namespace guidang
