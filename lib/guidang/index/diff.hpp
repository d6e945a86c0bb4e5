// SPDX-License-Identifier: Apache-2.0
/// \file
/// What changed from one index to another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/message.hpp"
#include "guidang/index/index.hpp"

namespace guidang {

/// What one field said before and says now, in the catalogue's language: only the lines that differ.
struct FieldChange {
  std::string field;  ///< The key: "points", "slots", "scoring" …; the catalogue has "field/KEY".
  std::vector<std::string> before;
  std::vector<std::string> after;
};

/// How an item of the new index was found to be one of the old.
enum class MatchedBy { code, was, title, text };

/// One item that is not as it was, with no counterpart, or under another code.
struct ItemChange {
  const Item* before = nullptr;  ///< Null: added.
  const Item* after = nullptr;   ///< Null: dropped.
  MatchedBy how = MatchedBy::code;
  std::vector<FieldChange> fields;  ///< In the order of schemas/index.md; of added and dropped items none.

  [[nodiscard]] bool recoded() const { return before != nullptr && after != nullptr && how != MatchedBy::code; }
};

/// An item of the old index and its counterpart.
struct ItemMatch {
  const Item* before;
  const Item* after;
  MatchedBy how;
};

/// The difference of two indexes. It points into both.
struct IndexDiff {
  std::vector<FieldChange> header;
  std::vector<ItemChange> items;   ///< Those of the new index in its order, then the dropped in the old one's.
  std::vector<ItemMatch> matches;  ///< All items that are in both, in the new index's order.

  [[nodiscard]] bool empty() const { return header.empty() && items.empty(); }
};

/// Compares two indexes.
///
/// Where their periods differ, days that lie in both at the same place of the period (of its months, of the year) are
/// the same: windows, due days, look-backs. So are the occasions of a recurrence, and a festival that the other window
/// does not hold. Only "period" in the header says that they moved.
///
/// An item of the new index is, in this order, the one of the old that it names (原编号), that has its code and title,
/// that has its title under the same project (if only one has), that has its code, whose text is most like its own.
/// Text is alike if of the pairs of neighbouring characters of title and content at least 60 % are common (Dice);
/// leaves are compared with leaves only.
///
/// Cost: n log n in items; the last step compares the text of every item without counterpart with that of every such
/// item
///       of the other index, and is left out where that takes over 100,000,000 steps (a character pair each).
[[nodiscard]] IndexDiff diff_indexes(const Index& before, const Index& after, const Catalogue& catalogue);

/// "code", "was", "title", "text".
[[nodiscard]] std::string_view to_string(MatchedBy how);

}  // namespace guidang
