// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lines of an input text, and the list of what is wrong with it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/error.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang::yaml {

/// The lines of a text that outlives it. Lines end with LF; a CR before it does not belong to the line.
class Lines {
 public:
  explicit Lines(std::string_view text);

  /// Returns line `number` (from 1) without its end; empty beyond the last.
  [[nodiscard]] std::string_view at(int number) const;

  /// Returns the text from byte `offset` of line `number` on to its very end.
  [[nodiscard]] std::string_view from(int number, std::size_t offset) const;

  /// Returns how many lines there are.
  [[nodiscard]] int count() const { return static_cast<int>(starts_.size()); }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// What a caret underlines.
struct Place {
  Mark mark;
  int length = 1;  ///< In characters, at least 1.
};

/// Collects faults in any order and gives them back in the order of the text, at most one a place and 1,000 in all.
///
/// An index that extends others is made of several texts: each has a number, which the marks of its nodes carry
/// (Mark::source), so that a fault finds its own file and line wherever its node has been put.
class Faults {
 public:
  /// Without a text: the first must be added before a fault is.
  Faults() = default;

  /// Begins with text 0. Texts must outlive the object.
  Faults(std::string_view text, std::string_view name) { add_text(text, name); }

  /// Adds a further text and returns its number. Faults come back in the order in which texts were added.
  int add_text(std::string_view text, std::string_view name);

  /// Returns the place of `mark` as people call it.
  [[nodiscard]] Location location(const Mark& mark) const { return {of(mark).name, mark.line, mark.column}; }

  /// Adds a fault. Of several at one place the first one added stays.
  void add(Place place, Message message, std::optional<Message> hint = std::nullopt);

  /// Adds a fault that underlines the scalar `node`, or points at the beginning of another node.
  void add(const Node& node, Message message, std::optional<Message> hint = std::nullopt);

  /// Adds a fault about all of the mapping or sequence `node`; it stands beside one about the text where it begins.
  void add_whole(const Node& node, Message message);

  /// Returns where `length` characters stand that begin `offset` characters into the scalar `node`; the whole scalar
  /// where the text does not stand there as it is (escapes, several lines).
  [[nodiscard]] Place inside(const Node& node, int offset, int length) const;

  [[nodiscard]] bool empty() const { return faults_.empty(); }

  /// Returns whether further faults, and the cost of working out their hints, are beyond use.
  [[nodiscard]] bool full() const { return faults_.size() >= 4000; }

  /// Returns the Error `message` (given the argument "count") of code malformed with all faults.
  [[nodiscard]] Error take(std::string_view message);

 private:
  struct Entry {
    Fault fault;
    int source = 0;
    bool whole = false;
  };

  struct Text {
    Lines lines;
    std::string name;
  };

  void put(Place place, Message message, std::optional<Message> hint, bool whole);

  [[nodiscard]] const Text& of(const Mark& mark) const { return texts_[static_cast<std::size_t>(mark.source)]; }

  std::vector<Text> texts_;
  std::vector<Entry> faults_;
};

/// Returns what a caret underlines for `node`.
[[nodiscard]] Place place_of(const Node& node);

}  // namespace guidang::yaml
