// SPDX-License-Identifier: Apache-2.0
/// \file
/// YAML text as a tree with places, and the only door to yaml-cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"

namespace guidang::yaml {

inline constexpr std::size_t k_max_bytes = std::size_t{8} << 20U;
inline constexpr std::size_t k_max_nodes = 500'000;
inline constexpr int k_max_depth = 64;

/// A place in the text. Lines and columns count from 1; columns in code points.
struct Mark {
  int line = 1;
  int column = 1;
  int source = 0;  ///< Which of several texts (Faults::add_text); 0: the first, or the only one.

  friend bool operator==(const Mark&, const Mark&) = default;
  friend auto operator<=>(const Mark&, const Mark&) = default;  // NOLINT(modernize-use-nullptr): tidy 14 errs
};

enum class NodeKind { null, scalar, sequence, mapping };

struct Field;

/// One node. Aliases are already replaced by what they stand for.
struct Node {
  NodeKind kind = NodeKind::null;
  std::string text;           ///< Of a scalar, as YAML reads it; never converted to a number or a boolean.
  bool quoted = false;        ///< A scalar in quotes or a block scalar: its author means text.
  bool flow = false;          ///< A sequence or mapping in brackets or braces.
  std::string comment;        ///< Printed above an item of a sequence in block form; never read. One line.
  Mark mark;                  ///< Where it begins; of an alias, where the alias stands.
  int length = 1;             ///< Of a scalar on one line: how many characters it takes, quotes included.
  std::vector<Node> items;    ///< Of a sequence.
  std::vector<Field> fields;  ///< Of a mapping, in the order written; keys are scalars and differ.

  /// Returns the value of the field with this key, or null.
  [[nodiscard]] const Node* find(std::string_view key) const;
};

/// One key and its value.
struct Field {
  Node key;
  Node value;
};

/// Reads one YAML document; an empty text is a null node. `name` is used in locations only.
///
/// Refused, each with a message of its own: bytes that are not UTF-8, UTF-16, control characters, a second document,
/// a key written twice, keys that are no scalars, merge keys (<<), tags, anchors that hold themselves, tabs and U+3000
/// as indentation, full-width punctuation and missing blanks where YAML needs its own.
///
/// Limits: 8 MiB, 64 levels, 500,000 nodes (a key counts with its value) and 16 MiB of text with aliases replaced.
/// Errors: malformed (with the first fault only), limit.
/// Cost:   linear in `text` and in what its aliases stand for.
[[nodiscard]] Result<Node> parse(std::string_view text, std::string_view name);

}  // namespace guidang::yaml
