// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: the tree of a published table, before it is an index.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "guidang/base/exact.hpp"
#include "guidang/base/result.hpp"
#include "guidang/importer/header.hpp"
#include "guidang/importer/heading.hpp"
#include "guidang/importer/importer.hpp"

namespace guidang {

/// A text of the table and where it stands, from 1.
struct Placed {
  std::string text;
  int row = 0;
  int column = 0;
};

/// A node of the tree.
struct DraftItem {
  std::string code;           ///< As found; made whole by give_codes().
  bool whole_code = false;    ///< See Heading::whole.
  bool made_up_code = false;  ///< By give_codes().
  std::string title;
  bool cut_title = false;       ///< The title is the beginning of a longer text.
  std::string content;          ///< What it asks for, as issued.
  bool leaf = false;            ///< It has points, or nothing below it.
  std::optional<Exact> points;  ///< Of a leaf.
  std::optional<Exact> stated;  ///< Of others: what the table says they add up to.
  std::vector<Placed> standards;
  std::vector<Placed> scoring;
  std::vector<Placed> evidence;
  std::string method;
  std::string owner;
  int row = 0;
  int column = 0;
  std::vector<std::unique_ptr<DraftItem>> children;
};

/// The tree, and what else the table says.
struct Draft {
  std::string title;  ///< Text above the header; may be empty.
  std::vector<std::unique_ptr<DraftItem>> projects;
  std::optional<Exact> stated;  ///< The total, from a row of sums or the title.
  int stated_row = 0;
  std::vector<ImportNote> notes;
};

/// Reads the rows below the header.
[[nodiscard]] Draft read_rows(const Grid& grid, const Header& header);

/// Gives every node without one a code, by level and in the table's order; makes those that count within their heading
/// whole. `first_level` is the level of the items.
void give_codes(std::vector<std::unique_ptr<DraftItem>>& projects);

/// Makes a group of a leaf: all that it says becomes the first child's.
void move_into_child(DraftItem& group);

/// Returns the sum of the leaves' points at and below `item`.
[[nodiscard]] Exact points_below(const DraftItem& item);

/// Returns the beginning of a text as a title: up to its first mark, at most 24 characters.
[[nodiscard]] std::string short_title(std::string_view text);

}  // namespace guidang
