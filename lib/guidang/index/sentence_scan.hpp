// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to the score sentences: numbers, measure words and conditions as people write them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "guidang/base/exact.hpp"
#include "guidang/index/han_number.hpp"
#include "guidang/index/plain_text.hpp"
#include "guidang/index/sentence.hpp"
#include "guidang/index/sentence_pattern.hpp"

namespace guidang {

/// Reads pieces of one text and notes where it stopped. Every function returns where the piece ends, or nothing.
class SentenceScanner {
 public:
  using End = std::optional<std::size_t>;

  SentenceScanner(const PlainText& text, Furthest& furthest) : text_(text), furthest_(&furthest) {}

  [[nodiscard]] char32_t character(std::size_t at) const {
    return at < text_.characters.size() ? text_.characters[at] : U'\0';
  }

  /// Notes that reading stopped at `at`; returns nothing.
  std::nullopt_t stop(std::size_t at, Expected expected);

  /// From now on, and until told otherwise, stops are noted in `furthest`; returns where they were noted before.
  Furthest* note_in(Furthest* furthest);

  [[nodiscard]] bool has(std::size_t at, std::u32string_view words) const {
    return text_.characters.compare(std::min(at, text_.characters.size()), words.size(), words) == 0;
  }

  /// 3, 三, 十二, 一百二十: at least `least`, below a million.
  End whole(std::size_t at, int& value, int least);

  /// 0.5, 一, 零点五, 半.
  End number(std::size_t at, Exact& value);

  /// The same, and 80%, 百分之八十.
  End written(std::size_t at, Exact& value, bool& percent);

  /// 1个百分点, 5%, 2处: above 0.
  End step(std::size_t at, Exact& value, bool& percent);

  /// 95%以上, 低于80%, 60%至80%, 80%以上(含80%), 其余, 3.
  End condition(std::size_t at, Band& band);

  /// Returns whether the condition read last is a bare 以下: the number may belong to another band.
  [[nodiscard]] bool ends_bare() const { return ends_bare_; }

  /// 不足1个百分点不扣, 不足1个百分点按1个百分点计, 按比例扣, of a step as given. May be left out.
  End fraction(std::size_t at, const Sentence& sentence, Fraction& value);

  /// Where the measure word at `at` ends, if there is one; else `at`.
  [[nodiscard]] std::size_t unit(std::size_t at) const;

  /// Returns whether a condition, such as "超过3", begins with a comparing word at `at`.
  [[nodiscard]] bool compares(std::size_t at);

  // Names (sentence_scan_name.cpp)

  /// Where the quote that opens at `at` closes; nothing if none opens there.
  [[nodiscard]] End closing_quote(std::size_t at) const;

  /// Returns whether a bare name would be a count: "缺1份…" and "缺一次…" name no slot.
  [[nodiscard]] bool starts_like_count(std::size_t at) const;

  /// Returns whether a cost stands at `at`, where something that is missing should: "缺不得分", "缺扣1分".
  [[nodiscard]] bool starts_like_cost(std::size_t at) const;

  /// Returns whether "每有1个扣", "每处扣" stands at `at`: what is before it is charged each time.
  [[nodiscard]] bool charges_each(std::size_t at);

  /// Returns whether a mark such as 、 stands before the character at `at`, above 0.
  [[nodiscard]] bool separated(std::size_t at) const;

  /// 国家级, 省, 街道级 …: a usual level of an honour, with or without 级; `level` with it.
  [[nodiscard]] End known_level(std::size_t at, std::string& level) const;

  /// Returns whether known_level() reads a level at `at` and 级 is there.
  [[nodiscard]] bool full_level(std::size_t at) const;

  /// Returns whether the name that ends before `at` ends like that of a share: 率, 比, 度.
  [[nodiscard]] bool follows_rate(std::size_t at) const;

  /// Returns whether [`at`, `end`) may be words that say nothing: at most 40 characters, no figures, quotes, Latin
  /// letters nor 每, with something behind them.
  [[nodiscard]] bool may_be_words(std::size_t at, std::size_t end) const;

  /// Returns whether "合格", "达标" or the like stands at `at`.
  [[nodiscard]] bool speaks_well(std::size_t at) const;

  /// A, B, C or C#.
  [[nodiscard]] End rating(std::size_t at, std::string& value);

  /// Returns whether 周, 月 or the like stands at `at` after 每: "每月缺少1次" is about no figure 月缺少.
  [[nodiscard]] bool is_spell(std::size_t at) const;

  /// Returns whether something that condition() reads may begin with `c`.
  [[nodiscard]] static bool may_begin_condition(char32_t c);

 private:
  struct Bounds;

  [[nodiscard]] std::size_t digits_end(std::size_t at) const;
  [[nodiscard]] std::string digits(std::size_t at, std::size_t end) const;
  End same_step(std::size_t at, const Sentence& sentence);
  End what_a_part_counts(std::size_t at, const Sentence& sentence, Fraction& value);
  End one_sided(std::size_t at, Band& band, Bounds& bounds);
  End range(std::size_t at, Band& band, Bounds& bounds);
  End other_side(std::size_t at, Band& band);
  [[nodiscard]] std::size_t bounds_at(std::size_t at, Bounds& bounds);

  const PlainText& text_;
  Furthest* furthest_;
  bool ends_bare_ = false;
};

}  // namespace guidang
