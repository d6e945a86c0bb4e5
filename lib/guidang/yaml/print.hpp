// SPDX-License-Identifier: Apache-2.0
/// \file
/// A node tree as YAML text that people read.
#pragma once

#include <string>

#include "guidang/yaml/node.hpp"

namespace guidang::yaml {

/// Returns the text of a node without quotes.
[[nodiscard]] Node text_node(std::string text);

/// Returns the text of a node that stands in quotes: codes, and what people wrote.
[[nodiscard]] Node quoted_node(std::string text);

/// Returns an empty mapping or sequence.
[[nodiscard]] Node mapping_node();
[[nodiscard]] Node sequence_node();

/// Adds a field to a mapping.
void put(Node& mapping, std::string key, Node value);

/// Returns `node` in block form; mappings and sequences with `flow` in braces and brackets on one line. Texts stand in
/// quotes where they were, and where YAML or parse() would take them for something else. parse() reads an equal tree.
[[nodiscard]] std::string print(const Node& node);

}  // namespace guidang::yaml
