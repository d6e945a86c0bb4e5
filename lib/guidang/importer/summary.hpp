// SPDX-License-Identifier: Apache-2.0
/// \file
/// What an import tells the author of an index.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guidang/base/exact.hpp"
#include "guidang/base/message.hpp"

namespace guidang {

/// A part of the table that its author has to look at, and why.
struct ImportNote {
  enum class Kind {
    not_understood,  ///< A score sentence that fits nothing: judged by people, kept as issued.
    points_differ,   ///< A sum in the table, or in a heading, is not the sum of its leaves.
    guessed,         ///< Taken from clear words: a slot, how many events, a period.
    left_out,        ///< A row or column that is no part of an index.
  };

  Kind kind = Kind::guessed;
  int row = 0;                         ///< Of the table, from 1; 0: the table as a whole.
  int column = 0;                      ///< From 1; 0: the row as a whole.
  std::string item;                    ///< Code of the item; may be empty.
  std::string text;                    ///< As published.
  Message what;                        ///< What was made of it, or what is wrong with it.
  std::optional<std::string> nearest;  ///< Of not_understood: the sentence of the list that is most like it.
};

/// What came of a table.
struct ImportSummary {
  int leaves = 0;
  Exact points;                   ///< Sum over the leaves, without the bonus block.
  std::optional<Exact> stated;    ///< The total that the table states.
  bool adds_up = true;            ///< Every stated sum is the sum of its leaves.
  int sentences = 0;              ///< Score sentences found …
  int understood = 0;             ///< … and those of them that fit the closed list.
  int by_people = 0;              ///< Leaves that are 人工评定, in whole or in part.
  std::vector<ImportNote> notes;  ///< By row and column.
};

}  // namespace guidang
