// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to the score sentences: names of slots and figures within a sentence.
#pragma once

#include <span>
#include <string_view>

namespace guidang {

struct QuotePair {
  std::string_view open;
  std::string_view close;
};

/// The quotes that are read, in the order in which Chinese sentences are printed: the first that the name does not
/// hold.
[[nodiscard]] std::span<const QuotePair> zh_quotes();
/// The same in the order of English ones.
[[nodiscard]] std::span<const QuotePair> en_quotes();

/// Returns whether `name`, as PlainText has it, may be a figure's name without quotes: two characters or more; no
/// quotes, digits, marks of comparison; 每 only before a word of time (每周开放天数); not what begins another sentence
/// (缺, 低于, 未开展 …) nor what ends before a number (超过, 十). Of a level: at most ten.
[[nodiscard]] bool is_bare_name(std::u32string_view name, bool is_level);

/// Returns the measure word that goes with a figure: 天 for 迟报天数, 人 for 参加人数, 名 (as in 第1名) for 名次; else
/// 个.
[[nodiscard]] std::string_view unit_of(std::string_view figure);

/// The same; empty where the name does not tell it.
[[nodiscard]] std::string_view own_unit_of(std::string_view figure);

}  // namespace guidang
