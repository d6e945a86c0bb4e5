// SPDX-License-Identifier: Apache-2.0
/// \file
/// How an index wants files to be called (文件名): a small closed language of words in braces.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "guidang/base/date.hpp"
#include "guidang/base/message.hpp"

namespace guidang {

/// What is wrong with a pattern, and where.
struct NamePatternFault {
  Message message;
  int offset = 0;  ///< Characters before the place.
  int length = 1;  ///< Characters, at least 1.
  std::optional<Message> hint;
};

/// What the words of a pattern stand for at one slot of one leaf.
struct NameWords {
  std::vector<std::string> codes;  ///< {编号}: of the leaf, its own first.
  std::vector<std::string> slots;  ///< {材料}: names of the slot (slot_names()), its own first.
};

/// A pattern such as "{日期} {材料}*".
///
/// {日期} {date} is a day as names have it (written_day_size()), not next to further digits; {编号} {code} a code of
/// the leaf, not before a digit; {材料} {slot} a name of the slot; {序号} {number} one or more digits; {文字} {text}
/// one or more characters; `*` any number of them. All else stands for itself. Names are compared after folding,
/// without their extension.
///
/// Standard: schemas/index.md, section 4.6.
class NamePattern {
 public:
  /// Reads a pattern. Errors: a brace that is not closed or not opened, an unknown word, two words of digits with
  /// nothing between them, an extension at its end.
  [[nodiscard]] static tl::expected<NamePattern, NamePatternFault> parse(std::string_view text);

  /// Returns whether a name without its extension fits. Cost: length of the pattern times length of the name.
  [[nodiscard]] bool matches(std::string_view stem, const NameWords& words) const;

  /// Returns a name that fits: {日期} as `day`, {编号} and {材料} as the first of `words`, {序号} as 01, {文字} as ××.
  [[nodiscard]] std::string example(Date day, const NameWords& words) const;

 private:
  enum class Kind { literal, date, code, slot, number, text, any };

  struct Part {
    Kind kind = Kind::literal;
    std::string text;  // of a literal, as written
  };

  struct Word;
  class Reader;

  std::vector<Part> parts_;
};

}  // namespace guidang
