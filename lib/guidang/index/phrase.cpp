// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/phrase.hpp"

#include "guidang/base/number.hpp"
#include "guidang/base/text.hpp"

namespace guidang {

Phrase::Phrase(std::string_view text) : text_(folded(text)) {
  std::erase(text_, ' ');
}

bool Phrase::take(std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (!rest().starts_with(word)) continue;
    at_ += word.size();
    return true;
  }
  return false;
}

std::optional<int> Phrase::take_number() {
  const auto left = rest();
  auto bytes = left.find_first_not_of("0123456789");
  if (bytes == std::string_view::npos) bytes = left.size();
  if (bytes == 0) bytes = han_digits_at_begin(left);
  if (bytes == 0) return std::nullopt;
  const auto number = read_count(left.substr(0, bytes));
  if (number) at_ += bytes;
  return number;
}

}  // namespace guidang
