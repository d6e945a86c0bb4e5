// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: a short text that is read word by word from the left.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace guidang {

/// A folded text without blanks.
class Phrase {
 public:
  explicit Phrase(std::string_view text);

  /// Takes the first of `words` that comes next; returns whether one did.
  bool take(std::initializer_list<std::string_view> words);

  /// Takes a whole number in digits or Chinese numerals that comes next.
  std::optional<int> take_number();

  [[nodiscard]] std::string_view rest() const { return std::string_view(text_).substr(at_); }

  [[nodiscard]] bool done() const { return at_ == text_.size(); }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace guidang
