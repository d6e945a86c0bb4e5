// SPDX-License-Identifier: Apache-2.0
#include "guidang/json/placed.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/json/value.hpp"

namespace guidang::json {
namespace {

using yaml::Node;
using yaml::NodeKind;

/// Walks a text beside the tree that was read from it: what is there is known, only where it stands is not. The parser
/// tells positions of errors alone.
class Walker {
 public:
  explicit Walker(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xEF\xBB\xBF")) advance(3);
  }

  Node walk(const Value& value) {
    skip_blanks();
    Node node;
    node.mark = mark_;
    switch (value.kind()) {
      case Kind::array: walk_items(node, value); break;
      case Kind::object: walk_members(node, value); break;
      case Kind::text: return scalar(value.text());
      case Kind::null: advance(word().size()); break;
      case Kind::boolean:
      case Kind::integer:
      case Kind::real:
        node.kind = NodeKind::scalar;
        node.text = std::string(word());
        node.length = static_cast<int>(node.text.size());
        advance(node.text.size());
    }
    return node;
  }

 private:
  void walk_items(Node& node, const Value& value) {
    node.kind = NodeKind::sequence;
    node.flow = true;
    advance(1);
    node.items.reserve(value.items().size());
    for (const auto& item : value.items()) {
      node.items.push_back(walk(item));
      skip_blanks();
      advance(1);  // a comma, or the end
    }
    if (value.items().empty()) close_empty();
  }

  void walk_members(Node& node, const Value& value) {
    node.kind = NodeKind::mapping;
    node.flow = true;
    advance(1);
    node.fields.reserve(value.members().size());
    for (const auto& [name, member] : value.members()) {
      skip_blanks();
      Node key = scalar(name);
      skip_blanks();
      advance(1);  // the colon
      node.fields.push_back({std::move(key), walk(member)});
      skip_blanks();
      advance(1);  // a comma, or the end
    }
    if (value.members().empty()) close_empty();
  }

  void close_empty() {
    skip_blanks();
    advance(1);
  }

  Node scalar(const std::string& text) {
    Node node;
    node.kind = NodeKind::scalar;
    node.quoted = true;
    node.text = text;
    node.mark = mark_;
    std::size_t size = 1;
    while (size < rest_.size() && rest_[size] != '"') size += rest_[size] == '\\' ? 2U : 1U;
    size = std::min(size + 1, rest_.size());
    node.length = static_cast<int>(code_points(rest_.substr(0, size)));
    advance(size);
    return node;
  }

  /// The number or literal that stands here.
  [[nodiscard]] std::string_view word() const { return rest_.substr(0, rest_.find_first_of(",]} \t\r\n")); }

  void skip_blanks() { advance(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  void advance(std::size_t size) {
    for (const char c : rest_.substr(0, size)) {
      if (c == '\n') {
        ++mark_.line;
        mark_.column = 1;
      } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
        ++mark_.column;
      }
    }
    rest_.remove_prefix(std::min(size, rest_.size()));
  }

  std::string_view rest_;
  yaml::Mark mark_;
};

}  // namespace

Result<Node> parse_placed(std::string_view text, std::string_view name) {
  const auto value = parse(text, name);
  if (!value) return fail(value.error());
  return Walker(text).walk(*value);
}

}  // namespace guidang::json
