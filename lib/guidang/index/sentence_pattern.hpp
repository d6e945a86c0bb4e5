// SPDX-License-Identifier: Apache-2.0
/// \file
/// The notation in which the table of sentences is written, and how it reads and prints.
///
///     {per} {points} {cap} {count} {rating}   a field of the sentence or of the band
///     {slot}        the name of a slot, with or without quotes
///     {quoted}      the same in quotes
///     {figure}      the name of a figure, with or without quotes; may be left out
///     {en-figure}   the same in quotes; a built-in one bare; left out it is "the figure"
///     {code}        the code of an index, in quotes
///     {level}       the level of an honour, with or without quotes; {en-level}: in quotes
///     {target}      a number, in per cent or not; {sample} a whole number, at least 1
///     {step} {en-step}          the unit that is charged: "1个百分点", "5%", "1处"
///     {fraction} {en-fraction}  what a started step counts; may be left out
///     {cond} {en-cond}          a condition: "95%以上", "低于80%"; in a band also "60%至80%", "其余"
///     {else-cond}   the opposite of the condition that stands there; never printed
///     {unit}        a measure word; may be left out
///     {share}       per cent of the points: "50%"
///     {rest}        nothing; the band is 其余
///     {highest}     nothing; 同一事项只计最高
///     {one}         nothing; the target is 1
///     {=NAME}       nothing; the figure is NAME
///     {=NAME<1}     nothing; the figure is NAME and the condition below 1; {=NAME>0} above 0, {=>0} of any figure
///     {thing}       the name of a slot, bare only as a figure's may be
///     {rate}        nothing; the name before it ends like that of a share (率, 比, 度)
///     {known-level} a usual level of an honour, with or without 级
///     {lead}        words that say nothing, before a known level; may be left out
///     {words}       words that say nothing; may be left out
///     {list}        the same, at least two with a mark between them
///     {bad}         what a bad record is called
///     {no-target}   refuses: the sentence does not say its target
///     (a|b)         one of these; the first that fits is printed ({rest})
///     (0a|b|c)      the same; a is printed if the points are 0, else b
///     (s)           an s that follows a number other than 1
///     [a|b]         none or one of these; printed only if it holds {cap} or {highest} and the sentence has that
///     [+a|b]        within < >: "or more"
///     <a>           a band, once or more often
///     $name         a piece of pattern that several rows share (sentence_compile.cpp)
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/index/plain_text.hpp"
#include "guidang/index/sentence.hpp"

namespace guidang {

/// What would have been read next where reading stopped; from `other_count` on: what is wrong with what stands there.
enum class Expected {
  words,
  number,
  whole_number,
  other_count,
  same_percent,  ///< Per cent and plain numbers are mixed.
  open_range,    ///< A range with an end that is in it, or without its beginning.
  rising_range,  ///< The range ends before it begins.
  apart,         ///< A figure falls in two bands.
  no_gap,        ///< "1至3、4至6": 3 falls in none.
  target,        ///< The sentence does not say below or above what.
  end
};

/// Where reading came furthest, over all patterns tried.
struct Furthest {
  std::size_t at = 0;  ///< In PlainText::characters.
  Expected expected = Expected::words;
};

/// A piece of a pattern.
struct PatternNode {
  enum class Kind {
    literal,
    per,
    points,
    cap,
    slot,
    quoted,
    figure,
    en_figure,
    code,
    level,
    en_level,
    target,
    sample,
    step,
    en_step,
    fraction,
    en_fraction,
    condition,
    en_condition,
    else_condition,
    unit,
    share,
    rest,
    highest,
    one,
    named,
    no_target,
    thing,
    rate,
    known_level,
    lead,
    words,
    list,
    bad,
    count,
    rating,
    plural,
    optional,
    more,
    choice,
    zero_choice,
    bands,
    end
  };

  Kind kind = Kind::literal;
  std::string printed;                             ///< Of a literal; of `named` the figure's name.
  std::u32string characters;                       ///< Of a literal, for comparison.
  std::vector<std::vector<PatternNode>> branches;  ///< Of optional, more, choice and bands.
};

/// Returns whether a name stands there, which ends where the rest of the sentence begins.
[[nodiscard]] bool is_name(PatternNode::Kind kind);

/// Returns whether words stand there that are read and not kept.
[[nodiscard]] bool says_nothing(PatternNode::Kind kind);

using PatternNodes = std::vector<PatternNode>;

/// Which characters a text has, roughly: two texts may share a bit.
[[nodiscard]] std::uint64_t character_bits(std::u32string_view characters);

/// A pattern ready for use.
struct Pattern {
  PatternNodes nodes;
  std::uint64_t needs = 0;  ///< Character bits without which no text fits.
};

/// Reads a pattern of the table. The table is ours, so that its notation is not checked.
[[nodiscard]] Pattern compile_pattern(std::string_view pattern);

/// Returns whether a node of this kind is among `nodes` or within them.
[[nodiscard]] bool contains(const PatternNodes& nodes, PatternNode::Kind kind);

/// Reads `text` by `pattern` into `sentence`; if it does not fit, returns false and may move `furthest`.
[[nodiscard]] bool read_by_pattern(const Pattern& pattern,
                                   const PlainText& text,
                                   Sentence& sentence,
                                   Furthest& furthest);

/// Returns whether `pattern` has a place for all that `sentence` says.
[[nodiscard]] bool can_say(const Pattern& pattern, const Sentence& sentence);

/// Whether a printed name stands in quotes where the pattern leaves the choice.
enum class Quotes { no, yes };

/// Returns `sentence` in the words of `pattern`, bands separated by `separator`.
[[nodiscard]] std::string print_by_pattern(const Pattern& pattern,
                                           const Sentence& sentence,
                                           std::string_view separator,
                                           Quotes quotes);

}  // namespace guidang
