// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/glob.hpp"

#include <algorithm>

#include "guidang/base/text.hpp"

namespace guidang::bag {

Glob::Glob(std::string_view pattern) {
  const auto text = glob_text(pattern);
  bool sets = true;  // where one set has no end, no later one has: the text is looked through once
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    if (c == U'[' && sets) {
      const auto end = take_set(text, i);
      sets = end > i;
      i = end;
    } else if (c == U'*') {
      if (tokens_.empty() || tokens_.back().kind != Kind::many) tokens_.push_back({.kind = Kind::many});
      ++i;
    } else if (c == U'?') {
      tokens_.push_back({.kind = Kind::any});
      ++i;
    } else {
      if (c == U'\\' && i + 1 < text.size()) ++i;
      tokens_.push_back({.kind = Kind::one, .character = text[i]});
      ++i;
    }
  }
  literal_ = text.find_first_of(U"*?[\\") == std::u32string::npos;
}

/// Takes the set that begins at `begin` and returns where it ends; `begin` if it has no end.
std::size_t Glob::take_set(std::u32string_view pattern, std::size_t begin) {
  Token token{.kind = Kind::set};
  std::size_t i = begin + 1;
  if (i < pattern.size() && (pattern[i] == U'!' || pattern[i] == U'^')) {
    token.negated = true;
    ++i;
  }
  const std::size_t first = i;
  for (; i < pattern.size(); ++i) {
    if (pattern[i] == U']' && i > first) {  // a `]` that comes first is a member
      tokens_.push_back(std::move(token));
      return i + 1;
    }
    const char32_t low = pattern[i];
    char32_t high = low;
    if (i + 2 < pattern.size() && pattern[i + 1] == U'-' && pattern[i + 2] != U']') {
      high = pattern[i + 2];
      i += 2;
    }
    token.ranges.emplace_back(low, high);
  }
  return begin;
}

bool Glob::fits(const Token& token, char32_t character, std::uint64_t& steps_left) {
  if (token.kind == Kind::any) return true;
  if (token.kind == Kind::one) return token.character == character;
  steps_left -= std::min<std::uint64_t>(steps_left, token.ranges.size());
  const bool inside = std::ranges::any_of(
      token.ranges, [character](const auto& range) { return range.first <= character && character <= range.second; });
  return inside != token.negated;
}

bool Glob::matches(std::u32string_view text, std::uint64_t& steps_left) const {
  // Only the last star needs a second try: what stood before it has matched, and more of it cannot help.
  std::size_t token = 0;
  std::size_t at = 0;
  std::size_t star = tokens_.size();
  std::size_t star_at = 0;
  while (at < text.size()) {
    if (steps_left == 0) return false;
    --steps_left;
    if (token < tokens_.size() && tokens_[token].kind == Kind::many) {
      star = token++;
      star_at = at;
    } else if (token < tokens_.size() && fits(tokens_[token], text[at], steps_left)) {
      ++token;
      ++at;
    } else if (star < tokens_.size()) {
      token = star + 1;
      at = ++star_at;
    } else {
      return false;
    }
  }
  if (token < tokens_.size() && tokens_[token].kind == Kind::many) ++token;
  return token == tokens_.size();
}

std::u32string glob_text(std::string_view path) {
  return code_points_of(nfc(path));
}

Globs::Globs(const std::vector<std::string>& patterns) {
  for (const auto& pattern : patterns) {
    Glob glob(pattern);
    if (glob.literal()) {
      literals_.push_back(nfc(pattern));
    } else {
      globs_.push_back(std::move(glob));
    }
  }
  std::ranges::sort(literals_);
}

bool Globs::match(std::string_view path, std::uint64_t& steps_left) const {
  if (std::ranges::binary_search(literals_, nfc(path))) return true;
  if (globs_.empty()) return false;
  const auto text = glob_text(path);
  return std::ranges::any_of(globs_, [&](const Glob& glob) { return glob.matches(text, steps_left); });
}

}  // namespace guidang::bag
