// SPDX-License-Identifier: Apache-2.0
/// \file
/// What has the names of a copy already, and whether it may be replaced.
#pragma once

#include "guidang/bundle/copy.hpp"

namespace guidang::bundle {

/// Says `exists` if a part of the copy would take the place of something that is not ours: a zip or folder that no run
/// of this program has made, or a folder into which somebody has put files of their own (a signed scan, say). Files
/// that operating systems put everywhere (Thumbs.db) do not count.
[[nodiscard]] Result<void> check_in_the_way(const CopyJob& job);

}  // namespace guidang::bundle
