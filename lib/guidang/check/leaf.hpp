// SPDX-License-Identifier: Apache-2.0
/// \file
/// From bound files to the state of one leaf: slots, standards, events, occasions, sample.
#pragma once

#include <optional>
#include <vector>

#include "guidang/check/binding.hpp"
#include "guidang/check/dates.hpp"
#include "guidang/check/leaf_lines.hpp"
#include "guidang/check/remarks.hpp"
#include "guidang/check/state.hpp"

namespace guidang {

/// A file as one leaf sees it.
struct LeafFile {
  std::size_t file = 0;  ///< Index into the inventory.
  const Bound* bound = nullptr;
  const RegisterLine* line = nullptr;
};

/// What the tables say, looked up once for all leaves.
struct LeafContext {
  const LeafLines& lines;
  const Remarks& remarks;
};

/// The state of a leaf and what is left over.
struct BuiltLeaf {
  LeafState state;
  std::vector<std::size_t> unassigned;  ///< Files of the leaf that serve no slot.
};

/// Builds the state of `leaf` from the files bound to it, which come in the order of their paths.
[[nodiscard]] BuiltLeaf build_leaf(const CheckInput& input,
                                   const LeafContext& context,
                                   const LeafRef& leaf,
                                   const std::vector<LeafFile>& files);

/// Returns whether a format serves a slot: one of the slot's own formats, else those of its kind; a DOCX too where the
/// pictures inside count.
[[nodiscard]] bool format_allowed(const Slot& slot, const media::Format& format);

}  // namespace guidang
