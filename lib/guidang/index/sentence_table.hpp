// SPDX-License-Identifier: Apache-2.0
/// \file
/// The table of the score sentences: what is read, what is printed, and the examples.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "guidang/index/sentence.hpp"

namespace guidang {

/// One sentence of the list with all its wordings; the notation is that of sentence_pattern.hpp.
struct SentenceRow {
  SentencePattern shown;
  std::vector<std::string_view> zh;  ///< Accepted wordings; the first that can say a sentence is printed.
  std::vector<std::string_view> en;
};

/// Returns the rows in the order of SentenceKind. Where two rows could read a text, the earlier one does.
[[nodiscard]] std::span<const SentenceRow> sentence_rows();

/// The rows from figure_rating on (sentence_table_figures.cpp).
[[nodiscard]] std::vector<SentenceRow> figure_sentence_rows();

}  // namespace guidang
