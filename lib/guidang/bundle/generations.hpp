// SPDX-License-Identifier: Apache-2.0
/// \file
/// Earlier copies that stay beside the current one, under names with their dates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guidang/bundle/copy.hpp"

namespace guidang::bundle {

/// The copy that is there, on its way to a second name. Lives no longer than its CopyJob.
class Predecessor {
 public:
  /// Looks at the copy that `job.before` tells of: it is worth keeping if its side files are there and every byte of
  /// its parts is what its receipt says. Cost: reads it.
  [[nodiscard]] static std::optional<Predecessor> of(const CopyJob& job, const BundleRequest& request);

  /// Gives it its second name, with receipts of its own: with its date where `lasting`, else one that only stands until
  /// the new copy is in place. A folder gets the name when the new one takes its place.
  [[nodiscard]] Result<void> keep(bool lasting, const BundleRequest& request);

  /// Returns the name that a part gets.
  [[nodiscard]] std::string kept_name(const std::string& file) const;

  /// Returns the name with its date.
  [[nodiscard]] std::string dated_stem() const;

 private:
  Predecessor(const CopyJob& job, Receipt receipt);

  const CopyJob* job_;
  std::string kept_stem_;
  Receipt receipt_;
};

/// Returns whether the policy keeps the copy that is there when `current` takes its place.
[[nodiscard]] bool stays(const Predecessor& predecessor,
                         const CopyJob& job,
                         const Receipt& current,
                         const BundleRequest& request);

/// Removes the side files of the copy that is there: they must not vouch for what takes its place.
[[nodiscard]] Result<void> remove_side_files(const CopyJob& job);

/// Removes parts of the copy before that no part of the new one has replaced (another form, other volumes); folders of
/// a predecessor that is kept get their second name.
[[nodiscard]] Result<void> remove_superseded(const CopyJob& job, const std::optional<Predecessor>& kept);

/// Removes what Predecessor::keep() let stand only until the new copy is in place, of this run or of one that died.
[[nodiscard]] Result<void> remove_passing(const CopyJob& job);

/// Removes the dated copies of this unit and copy in `job.folder` that the policy does not keep, with their side files
/// and receipts; copies without a date in their names, this one or those of other editions, always stay. Returns the
/// names of what was removed; of a dry run, what would be.
[[nodiscard]] Result<std::vector<std::string>> prune(const CopyJob& job,
                                                     const Receipt& current,
                                                     const BundleRequest& request);

}  // namespace guidang::bundle
