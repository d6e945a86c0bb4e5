// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: text that is collected piece by piece up to a bound.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "guidang/texts/texts.hpp"

namespace guidang::texts {

/// The text of a document: paragraphs and rows end with "\n", cells with "\t".
class BoundedText {
 public:
  /// Adds as much of `text` as there is room for.
  void add(std::string_view text) {
    const auto room = k_most_text_bytes - text_.size();
    if (text.size() > room) {
      auto end = room;
      while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // no half character
      text = text.substr(0, end);
      full_ = true;
    }
    text_ += text;
  }

  /// Returns whether the bound is reached: what follows is not looked at.
  [[nodiscard]] bool full() const { return full_; }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool full_ = false;
};

}  // namespace guidang::texts
