// SPDX-License-Identifier: Apache-2.0
#include "guidang/yaml/print.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace guidang::yaml {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A character of two or more bytes that may stand bare: Han, Roman numerals, '、'. Full-width marks may not: parse()
/// takes some of them for slips of the pen.
bool is_bare(std::string_view character) {
  if (character == "、") return true;
  if (character.size() != 3) return false;
  const auto first = static_cast<unsigned char>(character[0]);
  const auto second = static_cast<unsigned char>(character[1]);
  if (first >= 0xE4 && first <= 0xE9) return first > 0xE4 || second >= 0xB8;  // U+4E00 … U+9FFF
  return first == 0xE2 && second == 0x85;                                     // U+2140 … U+217F
}

/// Whether a text may stand without quotes, in brackets too.
bool is_plain(std::string_view text) {
  constexpr auto k_words = std::to_array<std::string_view>(
      {"null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", "yes", "no", "on", "off"});
  if (text.empty() || std::ranges::find(k_words, text) != k_words.end()) return false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      const bool inside = i > 0 && i + 1 < text.size();
      const bool mark = c == '.' || c == '%' || c == '/' || c == '+' || c == '-' || c == '_';
      const bool sign = c == '-' && i == 0 && text.find_first_not_of("0123456789.", 1) == std::string_view::npos &&
                        text.size() > 1;  // a number below zero
      const bool hash = c == '#' && i > 0 && text[i - 1] != ' ';
      const bool blank = c == ' ' && inside && text[i + 1] != ' ' && text[i + 1] != '#';
      if (!is_letter_or_digit(c) && !(mark && i > 0) && !sign && !hash && !blank) return false;
      ++i;
      continue;
    }
    std::size_t length = 1;
    while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0U) == 0x80U) ++length;
    if (!is_bare(text.substr(i, length))) return false;
    i += length;
  }
  return true;
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      result += fmt::format("\\x{:02X}", byte);
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string scalar(const Node& node) {
  return node.quoted || !is_plain(node.text) ? in_quotes(node.text) : node.text;
}

std::string flow(const Node& node) {
  std::string text;
  switch (node.kind) {
    case NodeKind::null: return "null";
    case NodeKind::scalar: return scalar(node);
    case NodeKind::sequence:
      for (const auto& item : node.items) text += (text.empty() ? "" : ", ") + flow(item);
      return "[" + text + "]";
    case NodeKind::mapping:
      for (const auto& field : node.fields) {
        text += (text.empty() ? "" : ", ") + scalar(field.key) + ": " + flow(field.value);
      }
      return "{" + text + "}";
  }
  return text;
}

bool on_one_line(const Node& node) {
  return node.flow || node.kind == NodeKind::null || node.kind == NodeKind::scalar ||
         (node.items.empty() && node.fields.empty());
}

void print_block(const Node& node, const std::string& indent, std::string& text);

void print_field(const Field& field, const std::string& indent, std::string& text) {
  text += scalar(field.key) + ":";
  if (on_one_line(field.value)) {
    text += " " + flow(field.value) + "\n";
    return;
  }
  text += "\n";
  print_block(field.value, indent + "  ", text);
}

void print_block(const Node& node, const std::string& indent, std::string& text) {
  for (const auto& field : node.fields) {
    text += indent;
    print_field(field, indent, text);
  }
  for (const auto& item : node.items) {
    if (!item.comment.empty()) text += indent + "# " + item.comment + "\n";
    text += indent + "- ";
    if (on_one_line(item)) {
      text += flow(item) + "\n";
    } else if (item.kind == NodeKind::mapping) {
      for (std::size_t i = 0; i < item.fields.size(); ++i) {
        if (i > 0) text += indent + "  ";
        print_field(item.fields[i], indent + "  ", text);
      }
    } else {
      text += "\n";
      print_block(item, indent + "  ", text);
    }
  }
}

}  // namespace

Node text_node(std::string text) {
  Node node;
  node.kind = NodeKind::scalar;
  node.text = std::move(text);
  return node;
}

Node quoted_node(std::string text) {
  auto node = text_node(std::move(text));
  node.quoted = true;
  return node;
}

Node mapping_node() {
  Node node;
  node.kind = NodeKind::mapping;
  return node;
}

Node sequence_node() {
  Node node;
  node.kind = NodeKind::sequence;
  return node;
}

void put(Node& mapping, std::string key, Node value) {
  mapping.fields.push_back({text_node(std::move(key)), std::move(value)});
}

std::string print(const Node& node) {
  if (on_one_line(node)) return flow(node) + "\n";
  std::string text;
  print_block(node, "", text);
  return text;
}

}  // namespace guidang::yaml
