// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which files serve which slots: by the register, by name, by kind, in this order.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "guidang/check/state.hpp"

namespace guidang {

/// A file that may serve slots.
struct Candidate {
  std::size_t file = 0;                   ///< Index into the inventory.
  std::string stem;                       ///< Its name without extension, folded.
  std::string register_slot;              ///< What its register line says it is; empty if nothing.
  const media::Format* format = nullptr;  ///< Null if it could not be read.
};

/// One file at one slot.
struct Assigned {
  std::size_t candidate = 0;  ///< Index into the candidates.
  BoundBy how = BoundBy::name;
};

/// Returns whether files of this sort are of this kind of evidence by themselves.
[[nodiscard]] bool same_kind(EvidenceKind kind, media::Sort sort);

/// Returns for each slot the files that serve it, in the candidates' order.
///
/// A name serves a slot when it holds one of the slot's names; the longest name wins, then the earlier slot. A name
/// joined by + or & serves one slot a part ("通知+签到+记录.pdf"). What no name places goes by kind: a paper to the
/// only slot of its kind if that lacks something; a photo or recording to the only one, else the first that lacks
/// something.
[[nodiscard]] std::vector<std::vector<Assigned>> assign(const std::vector<const Slot*>& slots,
                                                        const std::vector<Candidate>& candidates);

}  // namespace guidang
