// SPDX-License-Identifier: Apache-2.0
/// \file
/// The notation in which the table of sentences is written, and how it reads and prints.
///
///     {per} {points} {cap} {count} {rating}   a field of the sentence or of the band
///     {slot}      the name of a slot, with or without quotes
///     {quoted}    the same in quotes
///     (a|b)       one of these; the first is printed
///     (s)         an s that follows a number other than 1
///     [a|b]       none or one of these; printed only if it holds {cap} and the sentence has a cap
///     [+a|b]      within < >: "or more"
///     <a>         a band, once or more often
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/index/plain_text.hpp"
#include "guidang/index/sentence.hpp"

namespace guidang {

/// What would have been read next where reading stopped.
enum class Expected { words, number, whole_number, other_count, end };

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
    count,
    rating,
    plural,
    optional,
    more,
    choice,
    bands,
    end
  };

  Kind kind = Kind::literal;
  std::string printed;                             ///< Of a literal.
  std::u32string characters;                       ///< Of a literal, for comparison.
  std::vector<std::vector<PatternNode>> branches;  ///< Of optional, more, choice and bands.
};

using PatternNodes = std::vector<PatternNode>;

/// Reads a pattern of the table. The table is ours, so that its notation is not checked.
[[nodiscard]] PatternNodes compile_pattern(std::string_view pattern);

/// Reads `text` by `pattern` into `sentence`; if it does not fit, returns false and may move `furthest`.
[[nodiscard]] bool read_by_pattern(const PatternNodes& pattern,
                                   const PlainText& text,
                                   Sentence& sentence,
                                   Furthest& furthest);

/// Returns whether `pattern` has a place for all that `sentence` says.
[[nodiscard]] bool can_say(const PatternNodes& pattern, const Sentence& sentence);

/// Whether a printed slot name stands in quotes where the pattern leaves the choice.
enum class Quotes { no, yes };

/// Returns `sentence` in the words of `pattern`, bands separated by `separator`.
[[nodiscard]] std::string print_by_pattern(const PatternNodes& pattern,
                                           const Sentence& sentence,
                                           std::string_view separator,
                                           Quotes quotes);

}  // namespace guidang
