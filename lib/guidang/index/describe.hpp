// SPDX-License-Identifier: Apache-2.0
/// \file
/// An index in words: what it asks for, line by line, as people read it and as two editions are compared.
#pragma once

#include <string>
#include <vector>

#include "guidang/base/message.hpp"
#include "guidang/index/index.hpp"

namespace guidang {

/// One line about an item or an index.
struct IndexLine {
  std::string
      field;  ///< The key it comes from: "slots", "events", "scoring", "period" …; the catalogue has "field/KEY".
  std::string text;  ///< In the catalogue's language; not escaped.

  friend bool operator==(const IndexLine&, const IndexLine&) = default;
};

/// Returns what an item says beside its code, title and points, in the order of schemas/index.md; of an item that holds
/// others, only what is its own.
[[nodiscard]] std::vector<IndexLine> describe(const Item& item, const Catalogue& catalogue);

/// Returns what an index says beside its items.
[[nodiscard]] std::vector<IndexLine> describe(const Index& index, const Catalogue& catalogue);

}  // namespace guidang
