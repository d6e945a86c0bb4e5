// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: codes and points that stand in the text of a heading.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/exact.hpp"

namespace guidang {

/// "1.领导小组（2分）" taken apart.
struct Heading {
  std::string code;             ///< Without brackets and the mark behind it: "Ⅰ-1", "1.1", "一", "1"; empty: none.
  bool whole = false;           ///< The code stands for itself (Ⅰ-1, 1.1); else it counts within the heading above.
  std::string text;             ///< The rest.
  std::optional<Exact> points;  ///< 2
};

/// Takes a heading apart. Points stand in brackets; with 分, or alone at the end.
[[nodiscard]] Heading read_heading(std::string_view text);

/// Reads the points of a cell of their own: "14", "14分", "2.0 分", "-5". Nothing where it says something else.
[[nodiscard]] std::optional<Exact> read_points(std::string_view text);

/// Takes the numbering "1.", "1)", "（1）", "①", "1、", "一、" off the beginning; returns it, or an empty text.
std::string_view take_numbering(std::string_view& text);

/// Returns whether a cell begins a row of sums: 合计, 小计, 总分.
[[nodiscard]] bool is_sum_word(std::string_view text);

/// Returns the total that a text states: "总分（满分100分）" says 100; what an award needs (总分90分以上) is none.
[[nodiscard]] std::optional<Exact> stated_points(std::string_view text);

}  // namespace guidang
