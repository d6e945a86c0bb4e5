// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pictures of one place before and after (成对), and pictures that repeat each other (不同画面).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/check/state.hpp"

namespace guidang {

/// On which side of a mending a picture is.
enum class Side { unknown, before, after };

/// What the name of a picture says of its pair.
struct PairName {
  Side side = Side::unknown;
  std::string place;  ///< The rest of the name, folded, without days, blanks and marks: what both names share.

  friend bool operator==(const PairName&, const PairName&) = default;
};

/// Reads the name of a picture without its extension ("20261012 广场整改前", "plaza-after-1"); where it names no side,
/// its folder's name may ("整改前"). Of several marks 整改前/整改后, before/after and such win over a bare 前 or 后,
/// and of those the last wins (前进路后 is 前进路, after).
[[nodiscard]] PairName pair_name(std::string_view stem, std::string_view folder);

/// Marks the pictures of a slot that asks for pairs: of a pair the one before becomes Standing::paired and the one
/// after keeps its standing; all else that counts or may count becomes Standing::unpaired. Pictures pair when their
/// places are the same and the one after is not older than the one before (days unknown do not matter).
void mark_pairs(SlotState& state, const Inventory& inventory);

/// Returns whether files of this format are not pieces of the slot themselves, but hold some (文档内图片).
[[nodiscard]] bool holds_pieces(const Slot& slot, const media::Format& format);

/// Returns the pictures inside a document; none of other files.
[[nodiscard]] std::span<const media::EmbeddedPicture> pictures_inside(const EvidenceFile& file);

/// Marks the pictures of slots that ask for distinct ones: of files with the same content the first that counts or may
/// count stands, all others become Standing::repeated. A picture inside a document is compared like a file: the
/// document loses the piece (Proof::pieces), and is repeated once it has none left. All `states` are of one slot.
void mark_repeats(const std::vector<SlotState*>& states, const Inventory& inventory);

}  // namespace guidang
