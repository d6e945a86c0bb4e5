// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: a leaf of the published table as an item of the index.
#pragma once

#include <string>
#include <vector>

#include "guidang/importer/draft.hpp"
#include "guidang/importer/importer.hpp"
#include "guidang/importer/scoring.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// Adds to `item` (which has code, title and points) all that the cells of a leaf say. Counts sentences and adds notes
/// in `imported`. A sentence that an index would refuse here is judged by people, like one that fits nothing.
void write_leaf(const DraftItem& leaf, yaml::Node& item, Imported& imported, ScoringMemo& memo);

/// Adds a note about an item.
void add_note(Imported& imported, ImportNote::Kind kind, const DraftItem& item, std::string text, Message what);

}  // namespace guidang
