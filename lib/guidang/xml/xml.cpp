// SPDX-License-Identifier: Apache-2.0
// The only door to pugixml.
#include "guidang/xml/xml.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <pugixml.hpp>

#include "guidang/base/text.hpp"

namespace guidang::xml {
namespace {

/// Blanks between elements are layout; blanks alone in an element are text (xml:space="preserve"). Text that stands
/// first in an element needs no node of its own. A document type is kept to be refused.
constexpr unsigned k_options =
    pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_embed_pcdata | pugi::parse_doctype;

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The attribute written so, else the first with this local name. `Any` has `name` and `value`.
template <typename Any>
std::optional<std::string_view> find_attribute(std::span<const Any> attributes, std::string_view name) {
  const Any* near = nullptr;
  for (const auto& attribute : attributes) {
    if (attribute.name == name) return std::string_view(attribute.value);
    if (near == nullptr && without_prefix(attribute.name) == name) near = &attribute;
  }
  if (near == nullptr) return std::nullopt;
  return std::string_view(near->value);
}

struct Place {
  int line = 1;
  int column = 1;
};

/// Finds lines and columns in a text that is asked from front to back.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  Place at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < at_) *this = Places(text_);
    for (; at_ < offset; ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\n') {
        ++place_.line;
        place_.column = 1;
      } else if ((byte & 0xC0U) != 0x80U) {
        ++place_.column;
      }
    }
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Place place_;
};

Error fault(std::string_view text, std::size_t offset, std::string_view name, Message message) {
  const auto [line, column] = Places(text).at(offset);
  Fault fault;
  fault.message = std::move(message);
  fault.where = {std::string(name), line, column};
  Error error{
      .code = ErrorCode::malformed, .message = {"xml/malformed", {{"path", std::string(name)}}}, .where = fault.where};
  error.faults.push_back(std::move(fault));
  return error;
}

Error limit(std::string_view name, std::string id, std::size_t most) {
  return {.code = ErrorCode::limit,
          .message = {std::move(id), {{"path", std::string(name)}, {"limit", static_cast<std::int64_t>(most)}}},
          .where = Location{std::string(name), 0, 0}};
}

std::string_view reason(pugi::xml_parse_status status) {
  switch (status) {
    case pugi::status_end_element_mismatch:
    case pugi::status_bad_end_element: return "xml/unmatched-tag";
    case pugi::status_no_document_element: return "xml/no-element";
    case pugi::status_bad_doctype: return "xml/document-type";
    default: return "xml/bad-syntax";
  }
}

/// How many elements and other nodes there can be at most: each begins with '<', and each closing tag does too.
std::size_t most_nodes(std::string_view bytes) {
  std::size_t count = 0;
  for (auto at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    if (at + 1 < bytes.size() && bytes[at + 1] != '/') ++count;
  }
  return count;
}

/// A document that was read, and what was decided about it.
struct Document {
  pugi::xml_document tree;
  bool utf8 = true;  // offsets are bytes of the input
};

pugi::xml_encoding encoding_of(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe")) return pugi::encoding_utf16_le;
  if (bytes.starts_with("\xfe\xff")) return pugi::encoding_utf16_be;
  return pugi::encoding_utf8;
}

Result<void> check_outside(const Document& document, std::string_view bytes, std::string_view name) {
  const auto offset = [&](const pugi::xml_node& node) {
    return document.utf8 ? static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)) : 0;
  };
  int elements = 0;
  for (const auto& node : document.tree.children()) {
    if (node.type() == pugi::node_doctype) return fail(fault(bytes, offset(node), name, {"xml/document-type", {}}));
    if (node.type() != pugi::node_element || ++elements == 1) continue;
    return fail(fault(bytes, offset(node), name, {"xml/second-element", {}}));
  }
  return {};
}

Result<void> load(std::string_view bytes, std::string_view name, const Limits& limits, Document& document) {
  if (bytes.size() > limits.bytes) return fail(limit(name, "xml/too-large", limits.bytes));
  const auto encoding = encoding_of(bytes);
  document.utf8 = encoding == pugi::encoding_utf8;
  if (document.utf8) {
    if (const auto bad = first_invalid_utf8(bytes)) return fail(fault(bytes, *bad, name, {"xml/not-utf8", {}}));
    if (most_nodes(bytes) > limits.nodes) return fail(limit(name, "xml/too-many-nodes", limits.nodes));
  } else if (bytes.size() / 4 > limits.nodes) {  // "<a" takes four bytes at least
    return fail(limit(name, "xml/too-many-nodes", limits.nodes));
  }
  const auto read = document.tree.load_buffer(bytes.data(), bytes.size(), k_options, encoding);
  if (!read) {
    const auto at = document.utf8 ? static_cast<std::size_t>(std::max<std::ptrdiff_t>(read.offset, 0)) : 0;
    return fail(fault(bytes, at, name, {std::string(reason(read.status)), {}}));
  }
  return check_outside(document, bytes, name);
}

/// Goes over the tree without recursion: nothing that a stranger writes decides how deep our stack gets.
class Walk {
 public:
  Walk(Handler& handler, const Limits& limits, std::string_view name)
      : handler_(handler),
        limits_(limits),
        name_(name) {}

  Result<void> over(const pugi::xml_node& root) {
    pugi::xml_node node = root;
    while (node) {
      if (node.type() == pugi::node_element) {
        if (++depth_ > limits_.depth) return fail(too_deep());
        if (!begin(node)) return {};
        if (const auto first = node.first_child()) {
          node = first;
          continue;
        }
        end(node);
      } else if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        handler_.text(node.value());
      }
      node = next(node, root);
    }
    return {};
  }

 private:
  [[nodiscard]] Error too_deep() const { return limit(name_, "xml/too-deep", static_cast<std::size_t>(limits_.depth)); }

  bool begin(const pugi::xml_node& node) {
    attributes_.clear();
    for (const auto& attribute : node.attributes()) attributes_.push_back({attribute.name(), attribute.value()});
    const std::string_view name = node.name();
    if (!handler_.begin({.name = name, .local = without_prefix(name), .attributes = attributes_})) return false;
    if (const std::string_view text = node.value(); !text.empty()) handler_.text(text);
    return true;
  }

  void end(const pugi::xml_node& node) {
    --depth_;
    handler_.end(without_prefix(node.name()));
  }

  /// The node behind `node`, elements closed on the way; none behind the root.
  pugi::xml_node next(pugi::xml_node node, const pugi::xml_node& root) {
    while (node != root) {
      if (const auto sibling = node.next_sibling()) return sibling;
      node = node.parent();
      end(node);
    }
    return {};
  }

  Handler& handler_;
  const Limits& limits_;
  std::string_view name_;
  std::vector<AttributeView> attributes_;
  int depth_ = 0;
};

/// Copies pugixml's nodes into ours.
class Copy {
 public:
  Copy(const Document& document, std::string_view bytes) : utf8_(document.utf8), places_(bytes) {}

  /// Errors: none; nothing if the tree is deeper than `depth`.
  std::optional<Node> element(const pugi::xml_node& from, int depth) {
    if (depth <= 0) return std::nullopt;
    Node node = placed(from);
    node.name = from.name();
    for (const auto& attribute : from.attributes()) node.attributes.push_back({attribute.name(), attribute.value()});
    if (const std::string_view text = from.value(); !text.empty()) add_text(node, text);
    for (const auto& child : from.children()) {
      if (child.type() == pugi::node_element) {
        auto copied = element(child, depth - 1);
        if (!copied) return std::nullopt;
        node.children.push_back(std::move(*copied));
      } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        add_text(node, child.value());
      }
    }
    return node;
  }

 private:
  Node placed(const pugi::xml_node& from) {
    Node node;
    const auto offset = from.offset_debug();
    if (!utf8_ || offset < 0) return node;
    const auto [line, column] = places_.at(static_cast<std::size_t>(offset));
    node.line = line;
    node.column = column;
    return node;
  }

  /// Pieces of text that touch are one.
  static void add_text(Node& node, std::string_view text) {
    if (!node.children.empty() && node.children.back().name.empty()) {
      node.children.back().text += text;
      return;
    }
    Node piece;
    piece.text = text;
    piece.line = node.line;
    piece.column = node.column;
    node.children.push_back(std::move(piece));
  }

  bool utf8_;
  Places places_;
};

}  // namespace

bool Node::is(std::string_view wanted) const {
  return !name.empty() && local() == wanted;
}

std::string_view Node::local() const {
  return without_prefix(name);
}

const Node* Node::child(std::string_view wanted) const {
  const auto found = std::ranges::find_if(children, [&](const Node& one) { return one.is(wanted); });
  return found == children.end() ? nullptr : &*found;
}

std::optional<std::string_view> Node::attribute(std::string_view wanted) const {
  return find_attribute(std::span<const Attribute>(attributes), wanted);
}

std::string Node::all_text() const {
  std::string all = text;
  for (const auto& one : children) all += one.all_text();
  return all;
}

std::optional<std::string_view> Start::attribute(std::string_view wanted) const {
  return find_attribute(attributes, wanted);
}

Result<Node> parse(std::string_view bytes, std::string_view name, const Limits& limits) {
  Document document;
  GUIDANG_TRY(load(bytes, name, limits, document));
  auto root = Copy(document, bytes).element(document.tree.document_element(), limits.depth);
  if (!root) return fail(limit(name, "xml/too-deep", static_cast<std::size_t>(limits.depth)));
  return std::move(*root);
}

Result<void> walk(std::string_view bytes, std::string_view name, Handler& handler, const Limits& limits) {
  Document document;
  GUIDANG_TRY(load(bytes, name, limits, document));
  return Walk(handler, limits, name).over(document.tree.document_element());
}

}  // namespace guidang::xml
