// SPDX-License-Identifier: Apache-2.0
#include "guidang/json/breach.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "guidang/base/exact.hpp"
#include "guidang/base/text.hpp"
#include "guidang/yaml/slips.hpp"

namespace guidang::json {
namespace {

using yaml::Node;
using yaml::NodeKind;

std::string number_text(const Value& value) {
  return value.kind() == Kind::integer ? std::to_string(value.integer()) : dump(value, Layout::compact);
}

/// "010", which some programs read as eight.
bool has_leading_zero(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && text.find_first_not_of("0123456789.") == std::string_view::npos &&
         text[1] != '.';
}

}  // namespace

bool allows_type(const Value& schema, std::string_view type) {
  const auto* types = schema.find("type");
  if (types == nullptr) return false;
  if (types->kind() == Kind::text) return types->text() == type;
  return std::ranges::any_of(types->items(), [&](const Value& one) { return one.text() == type; });
}

Language language_of(std::string_view key) {
  return std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) ? Language::en
                                                                                               : Language::zh;
}

std::string key_name(const Member& property, Language language) {
  const auto* chinese = property.value.find("x-zh");
  return language == Language::en || chinese == nullptr ? property.name : chinese->text();
}

void Languages::note(const Node& mapping) {
  const auto is_english = [](const yaml::Field& field) { return language_of(field.key.text) == Language::en; };
  const auto is_header = [](const yaml::Field& field) { return field.key.text == "guidang"; };
  if (std::ranges::all_of(mapping.fields, is_english) && !std::ranges::all_of(mapping.fields, is_header)) {
    english_.insert(mapping.mark);
  }
}

Language Languages::of(const Node& mapping) const {
  return english_.contains(mapping.mark) ? Language::en : Language::zh;
}

void Languages::note_misspelt(const Node& mapping, std::string_view property) {
  misspelt_.emplace(mapping.mark, property);
}

bool Languages::misspelt(const Node& mapping, std::string_view property) const {
  return misspelt_.contains({mapping.mark, std::string(property)});
}

Breaches::Found Breaches::find(const Node& root, const std::vector<std::string>& pointer) const {
  Found found{&root, &form_.resolved(form_.root()), nullptr, {}, languages_.of(root)};
  static const Value k_none;
  for (const auto& step : pointer) {
    const Value* next = nullptr;
    if (found.node->kind == NodeKind::sequence) {
      std::size_t index = 0;
      std::from_chars(step.data(), step.data() + step.size(), index);
      if (index >= found.node->items.size()) break;
      found.node = &found.node->items[index];
      found.key = nullptr;
      next = found.schema->find("items");
    } else {
      const auto field =
          std::ranges::find_if(found.node->fields, [&](const auto& one) { return one.key.text == step; });
      if (field == found.node->fields.end()) break;
      const auto* properties = found.schema->find("properties");
      next = properties == nullptr ? nullptr : properties->find(step);
      found.name = next == nullptr ? step : key_name({step, *next}, languages_.of(*found.node));
      if (next == nullptr) next = found.schema->find("additionalProperties");
      found.key = &field->key;
      found.node = &field->value;
    }
    found.schema = next == nullptr ? &k_none : &form_.resolved(*next);
    if (found.node->kind == NodeKind::mapping) found.language = languages_.of(*found.node);
  }
  return found;
}

void Breaches::missing(const Found& found, std::vector<std::string> properties) {
  std::erase_if(properties, [&](const auto& one) { return languages_.misspelt(*found.node, one); });
  if (properties.empty()) return;
  const auto* known = found.schema->find("properties");
  std::vector<std::string> names;
  if (known != nullptr) {
    for (const auto& property : known->members()) {  // in the order of the schema
      if (std::ranges::find(properties, property.name) != properties.end()) {
        names.push_back(key_name(property, found.language));
      }
    }
  }
  if (names.empty()) names = std::move(properties);
  faults_.add_whole(*found.node, {"json/missing-keys", {{"keys", std::move(names)}}});
}

void Breaches::empty(const Found& found) {
  if (found.key == nullptr) return faults_.add(*found.node, {"json/empty-item", {}});
  faults_.add(*found.key, {"json/empty-value", {{"key", found.name}}});
}

void Breaches::wrong_number(const Found& found) {
  const auto& text = found.node->text;
  if (const auto half = yaml::half_width(text); half && Exact::parse(*half)) {
    return faults_.add(*found.node, {"json/full-width-number", {{"text", text}, {"want", *half}}});
  }
  if (has_leading_zero(text)) return faults_.add(*found.node, {"json/leading-zero", {{"text", text}}});
  if (found.node->quoted && Exact::parse(text)) {
    return faults_.add(*found.node, {"json/number-in-quotes", {{"text", text}}});
  }
  if (text == ".nan" || text == ".inf" || text == "-.inf" || text == ".NaN" || text == ".Inf") {
    return faults_.add(*found.node, {"json/not-finite", {{"text", text}}});
  }
  const bool whole = allows_type(*found.schema, "integer") && !allows_type(*found.schema, "number");
  faults_.add(*found.node, {whole ? "json/want-whole-number" : "json/want-number", {{"text", text}}});
}

void Breaches::wrong_type(const Found& found) {
  const auto& node = *found.node;
  const auto& schema = *found.schema;
  if (node.kind == NodeKind::null) return empty(found);
  if (node.kind == NodeKind::mapping || node.kind == NodeKind::sequence) {
    const bool number = allows_type(schema, "number") || allows_type(schema, "integer");
    if (allows_type(schema, "array")) return faults_.add(node, {"json/want-list", {}});
    if (allows_type(schema, "object")) return faults_.add(node, {"json/want-fields", {}});
    return faults_.add(node, {number ? "json/want-number-not-list" : "json/want-text", {}});
  }
  if (allows_type(schema, "number") || allows_type(schema, "integer")) return wrong_number(found);
  if (allows_type(schema, "string")) return faults_.add(node, {"json/quote-it", {{"text", node.text}}});
  if (const auto slip = yaml::colon_slip(node.text); slip && !node.quoted) {
    return faults_.add(faults_.inside(node, slip->offset, 1), slip->message);
  }
  faults_.add(node, {allows_type(schema, "array") ? "json/want-list" : "json/want-fields", {}});
}

void Breaches::wrong_word(const Found& found) {
  std::vector<std::string> allowed;
  const auto* words = found.schema->find("x-words");
  const auto language = language_of(found.node->text);
  if (words != nullptr && language == Language::zh) {
    for (const auto& word : words->members()) allowed.push_back(word.name);
  } else if (const auto* canonical_words = found.schema->find("enum")) {
    for (const auto& word : canonical_words->items()) allowed.push_back(word.text());
  } else if (const auto* only = found.schema->find("const")) {
    allowed.push_back(only->text());
  }
  auto hint = did_you_mean(found.node->text, allowed);
  faults_.add(*found.node,
              {"json/unknown-word", {{"text", found.node->text}, {"allowed", std::move(allowed)}}},
              std::move(hint));
}

void Breaches::wrong_form(const Found& found) {
  const auto& text = found.node->text;
  if (found.schema->find("x-date") != nullptr) {
    std::optional<Message> hint;
    if (const auto day = loose_date(text)) hint = Message{"json/write-it", {{"text", to_string(*day)}}};
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
    return faults_.add(
        *found.node, {shaped ? "json/no-such-day" : "json/want-date", {{"text", text}}}, std::move(hint));
  }
  const auto* examples = found.schema->find("examples");
  const bool has_example = examples != nullptr && !examples->items().empty();
  const auto example = has_example ? examples->items().front().text() : std::string();
  faults_.add(*found.node, {"json/want-form", {{"text", text}, {"example", example}}});
}

void Breaches::wrong_range(const Found& found) {
  const auto& text = found.node->text;
  const auto number = Exact::parse(text);
  const auto is_under = [&](const Value* limit) {
    const auto bound = limit == nullptr ? std::nullopt : Exact::parse(number_text(*limit));
    return number && bound && *number < *bound;
  };
  if (const auto* limit = found.schema->find("exclusiveMinimum")) {
    if (number && !(Exact::parse(number_text(*limit)).value_or(0) < *number)) {
      return faults_.add(*found.node, {"json/not-above", {{"text", text}, {"limit", number_text(*limit)}}});
    }
  }
  if (const auto* limit = found.schema->find("minimum"); is_under(limit)) {
    return faults_.add(*found.node, {"json/too-small", {{"text", text}, {"limit", number_text(*limit)}}});
  }
  const auto* limit = found.schema->find("maximum");
  if (limit == nullptr) return faults_.add(*found.node, {"json/wrong-value", {{"text", text}}});
  faults_.add(*found.node, {"json/too-great", {{"text", text}, {"limit", number_text(*limit)}}});
}

void Breaches::wrong_size(const Found& found) {
  const auto& node = *found.node;
  const bool is_empty = node.kind == NodeKind::scalar ? node.text.empty() : node.items.empty() && node.fields.empty();
  if (is_empty) return empty(found);
  const auto* limit = found.schema->find(node.kind == NodeKind::scalar ? "maxLength" : "maxItems");
  faults_.add(node, {"json/too-long", {{"limit", limit == nullptr ? std::int64_t{0} : limit->integer()}}});
}

void Breaches::report(const Node& root, std::vector<Violation> violations) {
  std::ranges::stable_sort(violations, {}, &Violation::keyword);  // the most telling first: one fault a place
  std::map<std::vector<std::string>, std::vector<std::string>> lacking;
  for (const auto& violation : violations) {
    if (faults_.full()) break;
    if (violation.keyword == Keyword::required) {
      lacking[violation.pointer].push_back(violation.property);
      continue;
    }
    const auto found = find(root, violation.pointer);
    switch (violation.keyword) {
      case Keyword::type: wrong_type(found); break;
      case Keyword::enumeration: wrong_word(found); break;
      case Keyword::pattern: wrong_form(found); break;
      case Keyword::range: wrong_range(found); break;
      case Keyword::size: wrong_size(found); break;
      case Keyword::required:
      case Keyword::other: faults_.add(*found.node, {"json/wrong-value", {{"text", found.node->text}}}); break;
    }
  }
  for (auto& [pointer, properties] : lacking) missing(find(root, pointer), std::move(properties));
}

}  // namespace guidang::json
