// SPDX-License-Identifier: Apache-2.0
/// \file
/// Earlier copies that stay beside the current one, under names with their dates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guidang/bundle/copy.hpp"

namespace guidang::bundle {

/// The copy that is there, on its way to a name with its date. Lives no longer than its CopyJob.
class Predecessor {
 public:
  /// Looks at the copy that `job.before` tells of: it is worth keeping if all its parts and side files are there.
  [[nodiscard]] static std::optional<Predecessor> of(const CopyJob& job);

  /// Gives it its second name, with receipts of its own. A folder gets the name when the new one takes its place.
  [[nodiscard]] Result<void> keep(const BundleRequest& request) const;

  /// Returns the name that a part gets.
  [[nodiscard]] std::string kept_name(const std::string& file) const;

  /// Removes it again, under its second name.
  [[nodiscard]] Result<void> remove() const;

 private:
  Predecessor(const fs::FolderLock& folder, std::string stem, Receipt receipt);

  const fs::FolderLock* folder_;
  std::string stem_;       // of the current copy
  std::string kept_stem_;  // with the date
  Receipt receipt_;        // as it was
  Receipt kept_;           // with the new names
};

/// Removes the side files of the copy that is there: they must not vouch for what takes its place.
[[nodiscard]] Result<void> remove_side_files(const CopyJob& job);

/// Removes parts of the copy before that no part of the new one has replaced (another form, other volumes); folders of
/// a predecessor that is kept get their second name.
[[nodiscard]] Result<void> remove_superseded(const CopyJob& job, const std::optional<Predecessor>& kept);

/// Removes the copies of this unit and copy in `job.folder` that the policy does not keep, with all that stands beside
/// them; the current one always stays. Returns the names of what was removed; of a dry run, what would be.
[[nodiscard]] Result<std::vector<std::string>> prune(const CopyJob& job,
                                                     const Receipt& current,
                                                     const BundleRequest& request);

}  // namespace guidang::bundle
