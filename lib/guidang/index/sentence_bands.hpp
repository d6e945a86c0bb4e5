// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to the score sentences: which bands of a figure can stand in one sentence.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "guidang/index/sentence.hpp"
#include "guidang/index/sentence_pattern.hpp"

namespace guidang {

/// Returns why the last of `bands` cannot stand beside those before it: the same comparison twice, per cent beside
/// plain numbers, ranges that overlap, "80%以上" beside "不超过80%" (80% would be in both), whole numbers that fall in
/// no band. That of several one-sided bands the tightest wins is no fault.
[[nodiscard]] std::optional<Expected> fault_of_last(const std::vector<Band>& bands);

/// The same of every band.
[[nodiscard]] std::optional<Expected> fault_of_any(const std::vector<Band>& bands);

/// Gives the number that a bare 以下 shares with 以上 or with the beginning of a range to those: of
/// "80%以上A、80%以下B" B is below 80%. `bare` says which of `bands` were written with a bare 以下. Returns whether any
/// band has changed.
bool settle_edges(std::vector<Band>& bands, const std::vector<bool>& bare);

/// Kinds whose bands compare figures; those of the others are counts.
[[nodiscard]] bool has_figure_bands(SentenceKind kind);

/// Kinds that count a figure one by one.
[[nodiscard]] bool counts_each(SentenceKind kind);

/// Takes the figure of {=NAME}, {=NAME<1} or {=NAME>0}, and its condition.
void take_named(std::string_view written, Sentence& sentence);

/// Returns what holds where `compare` does not; of at_least, above, at_most and below.
[[nodiscard]] Compare opposite(Compare compare);

/// Returns whether bands that were read say what `sentence.kind` stands for. One band with one side is a condition:
/// "低于80%扣1分" is figure_takes, "低于80%不得分" figure_zero. One count alone ("违建1处扣5分") says each, not
/// exactly; of a rank ("名次第1名得60分") it does say that one.
[[nodiscard]] bool belong(const Sentence& sentence);

}  // namespace guidang
