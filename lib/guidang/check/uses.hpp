// SPDX-License-Identifier: Apache-2.0
/// \file
/// What each file is used for, over all leaves.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/check/state.hpp"
#include "guidang/evidence/inventory.hpp"

namespace guidang {

/// An event of a leaf.
struct EventUse {
  RelPath folder;
  std::string item;
  std::optional<NamedDays> days;  ///< As its folder's name states them.
};

/// Returns whether both may be one event: what is filed under two leaves proves both, if their folders do not name
/// different days.
[[nodiscard]] bool same_event(const EventUse& a, const EventUse& b);

/// Where one file is used.
struct Uses {
  std::vector<std::string> items;  ///< Codes, in the index's order, vetoes last; each once.
  std::vector<EventUse> events;    ///< Of which it is a part; each once.
  bool as_photo = false;  ///< A slot takes it that asks for photos, films or anything: it is looked at as a picture.
  bool as_shot = false;   ///< A slot takes it that asks for photos or films, but not for pairs of them.
  bool wanted_photo = false;  ///< A slot takes it that asks for photos.
};

/// The uses of all files that serve a slot.
class FileUses {
 public:
  FileUses(const std::vector<LeafState>& leaves, const std::vector<VetoState>& vetoes);

  /// Returns the uses of a file, by its place in the inventory; of one that serves no slot none.
  [[nodiscard]] const Uses& of(std::size_t file) const;

  /// Returns whether the file serves a slot.
  [[nodiscard]] bool has(std::size_t file) const { return uses_.contains(file); }

  /// Returns those that serve a slot, in the inventory's order.
  [[nodiscard]] const std::map<std::size_t, Uses>& all() const { return uses_; }

 private:
  void note(const SlotState& state, const std::string& item, const EventUse* event);

  std::map<std::size_t, Uses> uses_;
  Uses none_;
};

}  // namespace guidang
