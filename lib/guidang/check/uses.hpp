// SPDX-License-Identifier: Apache-2.0
/// \file
/// What each file is used for, over all leaves.
#pragma once

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

/// Returns the uses of files (by their place in the inventory) that serve a slot; others have none.
[[nodiscard]] std::map<std::size_t, Uses> uses_of(const std::vector<LeafState>& leaves);

}  // namespace guidang
