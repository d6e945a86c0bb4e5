// SPDX-License-Identifier: Apache-2.0
/// \file
/// XML as spreadsheets and documents hold it, and the only door to pugixml.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"

namespace guidang::xml {

/// What is refused unread: files from strangers.
struct Limits {
  std::size_t bytes = std::size_t{64} << 20U;
  std::size_t nodes = 2'000'000;  ///< Elements and texts; text that is an element's only content is not counted.
  int depth = 256;                ///< Elements within each other.
};

/// One attribute.
struct Attribute {
  std::string name;  ///< As written, with its prefix.
  std::string value;
};

/// One element, or one piece of text between elements.
struct Node {
  std::string name;  ///< As written, with its prefix ("w:p"); empty: a text.
  std::string text;  ///< Of a text, references replaced and line ends "\n"; of an element empty.
  std::vector<Attribute> attributes;
  std::vector<Node> children;  ///< Elements and texts in order. Blanks count only where an element holds nothing else.
  int line = 0;                ///< Line of the text it begins on, from 1 …
  int column = 0;              ///< … and character of that line, from 1.

  /// Returns whether this is an element of this name, prefix left out of account.
  [[nodiscard]] bool is(std::string_view wanted) const;

  /// Returns the name without its prefix.
  [[nodiscard]] std::string_view local() const;

  /// Returns the first child element of this name (without prefix), or null.
  [[nodiscard]] const Node* child(std::string_view wanted) const;

  /// Returns the value of the attribute of this name: written so, else the first with another prefix; or nothing.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view wanted) const;

  /// Returns all text below, in order.
  [[nodiscard]] std::string all_text() const;
};

/// Reads a document; returns its one element.
///
/// UTF-8 with or without mark, or UTF-16 with its mark. Comments and instructions are left out. Refused: a document
/// type (DTD), so that entities cannot be defined; bytes in another encoding; more than one outermost element; tags
/// that are not closed. `name` is used in locations only.
///
/// Errors: malformed (with one fault), limit.
/// Cost:   linear; about 300 B an element. For large parts use walk().
[[nodiscard]] Result<Node> parse(std::string_view bytes, std::string_view name, const Limits& limits = {});

/// An attribute while it is walked past.
struct AttributeView {
  std::string_view name;
  std::string_view value;
};

/// An element while it is walked past. Good during the call only.
struct Start {
  std::string_view name;   ///< As written.
  std::string_view local;  ///< Without prefix.
  std::span<const AttributeView> attributes;

  /// As Node::attribute().
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view wanted) const;
};

/// Takes a document in the order of its text.
class Handler {
 public:
  Handler() = default;
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  virtual ~Handler() = default;

  /// An element begins. Returning false ends the walk, which is no error.
  virtual bool begin(const Start& element) = 0;

  /// Text, as in Node::text.
  virtual void text(std::string_view text) = 0;

  /// The element ends.
  virtual void end(std::string_view local) = 0;
};

/// Reads a document like parse(), but hands its parts to `handler` instead of building a tree.
/// Errors: as parse(). Cost: about 64 B an element and 40 B an attribute.
[[nodiscard]] Result<void> walk(std::string_view bytes,
                                std::string_view name,
                                Handler& handler,
                                const Limits& limits = {});

}  // namespace guidang::xml
