// SPDX-License-Identifier: Apache-2.0
/// \file
/// Codes at the beginning of folder names: "Ⅲ-4、Ⅲ-9 志愿服务月".
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/index/index.hpp"

namespace guidang {

/// A code of an earlier edition (原编号) that no item has now.
struct OldCode {
  std::string code;  ///< As written in the index.
  const Item* item = nullptr;
};

/// What the beginning of a folder's name says.
struct FolderName {
  std::vector<const Item*> items;  ///< The items whose codes begin the name; empty if none does.
  std::vector<OldCode> old_codes;  ///< Those of `items` that stand there with an earlier code.
  std::string title;               ///< The rest, folded.
  std::string unknown_code;        ///< It looks like a code of this index but is none; as written.
  bool ambiguous = false;  ///< A code runs into further digits ("Ⅲ-12025年计划"): nobody can tell which it is.
};

/// The codes and titles of an index, made ready for looking up folder names.
class CodeBook {
 public:
  explicit CodeBook(const Index& index);
  CodeBook(const CodeBook&) = delete;
  CodeBook& operator=(const CodeBook&) = delete;
  ~CodeBook() = default;

  /// Learns the codes of another index over the same pool, that somebody may have meant: for nearest_code() alone.
  void also_likely(const Index& index);

  /// Returns a leaf for each veto of the index that asks for proofs, in the index's order: its slots are the proofs.
  [[nodiscard]] const std::vector<Item>& vetoes() const { return vetoes_; }

  /// Returns whether `item` is one of vetoes().
  [[nodiscard]] bool is_veto(const Item& item) const {
    return std::ranges::any_of(vetoes_, [&item](const Item& one) { return &one == &item; });
  }

  /// Reads a folder's name. Codes are compared after folding, at a boundary only.
  [[nodiscard]] FolderName read(std::string_view name) const;

  /// Returns the only leaf with this (folded) title, or null.
  [[nodiscard]] const Item* leaf_titled(std::string_view folded_title) const;

  /// Returns the only item of any level with this (folded) title, or null.
  [[nodiscard]] const Item* item_titled(std::string_view folded_title) const;

  /// Returns the item with this code (compared after folding), or that had it in an earlier edition; or null.
  [[nodiscard]] const Item* find(std::string_view code) const;

  /// Returns the code most like `code`, of this index before others; or an empty text; that too after 200 different
  /// codes have been asked for.
  [[nodiscard]] std::string nearest_code(std::string_view code) const;

 private:
  void add(const Item& item);
  void add_vetoes(const std::vector<Veto>& vetoes);
  void add_old_codes(const Item& item);
  /// Returns how many bytes of folded `text` are a code at its beginning; 0 if none is.
  [[nodiscard]] std::size_t known_code(std::string_view text) const;
  void note_unknown(FolderName& result, std::string_view name, std::string_view text, std::string_view& rest) const;

  std::vector<Item> vetoes_;                                      // made once: the maps point into it
  std::map<std::string, const Item*, std::less<>> by_code_;       // folded code
  std::map<std::string, std::vector<OldCode>, std::less<>> old_;  // by folded earlier code, where no item has it now
  std::map<std::string, const Item*, std::less<>> leaf_title_;    // folded title; null if several leaves share it
  std::map<std::string, const Item*, std::less<>> item_title_;
  std::set<std::string, std::less<>> shapes_;  // codes with every run of digits as '#'
  std::vector<std::string> codes_;             // as written
  std::vector<std::string> codes_beside_;      // of other indexes
  std::size_t longest_code_ = 0;
  mutable std::map<std::string, std::string> nearest_;  // what nearest_code() found; not for several threads
};

/// Returns a file's name without its extension.
[[nodiscard]] inline std::string_view stem_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

}  // namespace guidang
