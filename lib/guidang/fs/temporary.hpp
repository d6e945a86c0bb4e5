// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a run writes under names that are not yet good, and clearing away what a dead one left.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace guidang::fs {

/// Names of files and folders that are not complete begin so.
inline constexpr std::string_view k_temporary_prefix = ".guidang-tmp-";

/// What a folder is called while another one takes its name in two steps: this and its name.
inline constexpr std::string_view k_replaced_prefix = ".guidang-old-";

/// Returns the names in the folder open as `folder`, in no order; none if it cannot be read.
[[nodiscard]] std::vector<std::string> names_in(int folder);

/// Removes the file or folder `name` with all that is below it; links are removed, never followed. What cannot be
/// removed stays.
void remove_tree(int above, const std::string& name);

/// Marks a temporary file or folder as one of a living run, for as long as the descriptor is open.
void mark_alive(int descriptor);

/// Removes the temporary files and folders in the folder open as `folder` that no living run has marked. Returns how
/// many there were.
int remove_dead(int folder);

/// Gives folders in the folder open as `folder` their names back that a run which died took for another one and never
/// gave to it. No living run may be replacing any.
void restore_replaced(int folder);

}  // namespace guidang::fs
