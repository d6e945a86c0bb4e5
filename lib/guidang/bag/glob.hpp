// SPDX-License-Identifier: Apache-2.0
/// \file
/// Patterns of paths, after glob(7), but for all characters: `*` and `?` match '/' and a leading dot too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guidang::bag {

/// One pattern, ready for use. A `[` without its `]` is itself, as in glob(7).
class Glob {
 public:
  explicit Glob(std::string_view pattern);

  /// Returns whether there is no wildcard in it.
  [[nodiscard]] bool literal() const { return literal_; }

  /// Returns whether all of `text` (of glob_text()) matches. Takes the steps off `steps_left`; when none are left, it
  /// stops and the answer means nothing.
  /// Cost: at most the product of both lengths.
  [[nodiscard]] bool matches(std::u32string_view text, std::uint64_t& steps_left) const;

 private:
  enum class Kind { one, any, many, set };

  struct Token {
    Kind kind = Kind::one;
    char32_t character = 0;                                  // of `one`
    std::vector<std::pair<char32_t, char32_t>> ranges = {};  // of `set`
    bool negated = false;
  };

  std::size_t take_set(std::u32string_view pattern, std::size_t begin);
  [[nodiscard]] static bool fits(const Token& token, char32_t character, std::uint64_t& steps_left);

  std::vector<Token> tokens_;
  bool literal_ = true;
};

/// Returns `path` as Glob compares it.
[[nodiscard]] std::u32string glob_text(std::string_view path);

/// Several patterns of which one must match; those without wildcards are looked up.
class Globs {
 public:
  explicit Globs(const std::vector<std::string>& patterns);

  /// Returns whether a pattern matches the path; `steps_left` as in Glob::matches().
  [[nodiscard]] bool match(std::string_view path, std::uint64_t& steps_left) const;

 private:
  std::vector<std::string> literals_;  // sorted, in normal form C
  std::vector<Glob> globs_;
};

}  // namespace guidang::bag
