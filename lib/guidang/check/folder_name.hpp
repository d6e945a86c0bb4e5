// SPDX-License-Identifier: Apache-2.0
/// \file
/// Codes at the beginning of folder names: "Ⅲ-4、Ⅲ-9 志愿服务月".
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/index/index.hpp"

namespace guidang {

/// What the beginning of a folder's name says.
struct FolderName {
  std::vector<const Item*> items;  ///< The items whose codes begin the name; empty if none does.
  std::string title;               ///< The rest, folded.
  std::string unknown_code;        ///< It looks like a code of this index but is none; as written.
  bool ambiguous = false;  ///< A code runs into further digits ("Ⅲ-12025年计划"): nobody can tell which it is.
};

/// The codes and titles of an index, made ready for looking up folder names.
class CodeBook {
 public:
  explicit CodeBook(const Index& index);

  /// Reads a folder's name. Codes are compared after folding, at a boundary only.
  [[nodiscard]] FolderName read(std::string_view name) const;

  /// Returns the only leaf with this (folded) title, or null.
  [[nodiscard]] const Item* leaf_titled(std::string_view folded_title) const;

  /// Returns the only item of any level with this (folded) title, or null.
  [[nodiscard]] const Item* item_titled(std::string_view folded_title) const;

  /// Returns the item with this code (compared after folding), or null.
  [[nodiscard]] const Item* find(std::string_view code) const;

  /// Returns the code most like `code`, or an empty text.
  [[nodiscard]] std::string nearest_code(std::string_view code) const;

 private:
  void add(const Item& item);
  /// Returns how many bytes of folded `text` are a code at its beginning; 0 if none is.
  [[nodiscard]] std::size_t known_code(std::string_view text) const;
  void note_unknown(FolderName& result, std::string_view name, std::string_view text, std::string_view& rest) const;

  std::map<std::string, const Item*, std::less<>> by_code_;     // folded code
  std::map<std::string, const Item*, std::less<>> leaf_title_;  // folded title; null if several leaves share it
  std::map<std::string, const Item*, std::less<>> item_title_;
  std::set<std::string, std::less<>> shapes_;  // codes with every run of digits as '#'
  std::vector<std::string> codes_;             // as written
  std::size_t longest_code_ = 0;
};

}  // namespace guidang
