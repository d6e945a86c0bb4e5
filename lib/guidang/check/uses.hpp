// SPDX-License-Identifier: Apache-2.0
/// \file
/// What each file is used for, over all leaves.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "guidang/check/state.hpp"

namespace guidang {

/// Where one file is used.
struct Uses {
  std::set<std::string> items;
  std::set<RelPath> events;  ///< Folders of the events of which it is a part.
  bool as_photo = false;     ///< A slot takes it that asks for photos, films or anything: it is looked at as a picture.
  bool as_shot = false;      ///< A slot takes it that asks for photos or films, but not for pairs of them.
  bool wanted_photo = false;  ///< A slot takes it that asks for photos.
};

/// The uses of all files that serve a slot.
class FileUses {
 public:
  explicit FileUses(const std::vector<LeafState>& leaves);

  /// Returns the uses of a file, by its place in the inventory; of one that serves no slot none.
  [[nodiscard]] const Uses& of(std::size_t file) const;

  /// Returns whether the file serves a slot.
  [[nodiscard]] bool has(std::size_t file) const { return uses_.contains(file); }

  /// Returns those that serve a slot, in the inventory's order.
  [[nodiscard]] const std::map<std::size_t, Uses>& all() const { return uses_; }

 private:
  std::map<std::size_t, Uses> uses_;
  Uses none_;
};

}  // namespace guidang
