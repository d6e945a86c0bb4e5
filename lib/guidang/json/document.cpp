// SPDX-License-Identifier: Apache-2.0
#include "guidang/json/document.hpp"

#include <algorithm>
#include <map>

#include "guidang/base/exact.hpp"
#include "guidang/base/number.hpp"
#include "guidang/base/text.hpp"
#include "guidang/json/breach.hpp"
#include "guidang/yaml/slips.hpp"

namespace guidang::json {
namespace {

using yaml::Node;
using yaml::NodeKind;

/// Whether other programs would take this plain text for a number.
bool looks_numeric(std::string_view text) {
  if (text == ".nan" || text == ".inf" || text == "-.inf") return true;
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.+-_eExX") == std::string_view::npos &&
         text.find('-', 1) == std::string_view::npos;
}

/// Brings keys and words into their canonical form.
class Canonicaliser {
 public:
  Canonicaliser(const Form& form, yaml::Faults& faults, Languages& languages)
      : form_(form),
        faults_(faults),
        languages_(languages) {}

  void bring(Node& node, const Value& outer) {
    const Value& schema = form_.resolved(outer);
    if (const auto* separators = schema.find("x-list"); separators != nullptr && node.kind != NodeKind::sequence) {
      if (node.kind != NodeKind::null) make_list(node, separators->text());
    }
    if (node.kind == NodeKind::mapping) bring_fields(node, schema);
    const auto* items = schema.find("items");
    if (node.kind == NodeKind::sequence && items != nullptr) {
      for (auto& item : node.items) bring(item, *items);
    }
    if (const auto* words = schema.find("x-words"); words != nullptr && node.kind == NodeKind::scalar) {
      if (const auto* word = words->find(node.text)) node.text = word->text();
    }
    const auto* units = schema.find("x-number");
    if (units != nullptr && node.kind == NodeKind::scalar && !node.quoted) bring_number(node, *units);
  }

 private:
  /// Takes the unit off a number. What is no number stays for the schema to judge.
  static void bring_number(Node& node, const Value& units) {
    if (Exact::parse(node.text)) return;
    std::string_view rest = node.text;
    for (const auto& unit : units.items()) {
      if (!rest.ends_with(unit.text())) continue;
      rest = trimmed(rest.substr(0, rest.size() - unit.text().size()));
      break;
    }
    if (Exact::parse(rest)) {
      node.text = std::string(rest);
    } else if (const auto number = read_han_number(rest)) {
      node.text = number->text();
    }
  }

  void bring_fields(Node& node, const Value& schema) {
    const auto* properties = schema.find("properties");
    const auto* additional = schema.find("additionalProperties");
    languages_.note(node);
    std::vector<yaml::Field> kept;
    std::map<std::string, int, std::less<>> lines;
    for (auto& field : node.fields) {
      const auto* property = properties == nullptr ? nullptr : find_property(*properties, field.key.text);
      if (property != nullptr) {
        field.key.text = property->name;
        const auto [first, is_new] = lines.try_emplace(property->name, field.key.mark.line);
        if (!is_new) {
          faults_.add(field.key,
                      {"json/key-in-both-languages",
                       {{"key", key_name(*property, Language::zh)},
                        {"other", property->name},
                        {"line", std::int64_t{first->second}}}});
          continue;
        }
        bring(field.value, property->value);
      } else if (additional != nullptr && additional->kind() == Kind::object) {
        bring(field.value, *additional);
      } else if (properties != nullptr) {
        unknown_key(node, field.key, *properties);
        continue;
      }
      kept.push_back(std::move(field));
    }
    node.fields = std::move(kept);
  }

  static const Member* find_property(const Value& properties, std::string_view key) {
    for (const auto& property : properties.members()) {
      if (property.name == key || key_name(property, Language::zh) == key) return &property;
    }
    return nullptr;
  }

  void unknown_key(const Node& mapping, const Node& key, const Value& properties) {
    if (faults_.full()) return;
    const auto language = language_of(key.text);
    std::vector<std::string> allowed;
    for (const auto& property : properties.members()) allowed.push_back(key_name(property, language));
    const auto likely = nearest(key.text, allowed);
    std::optional<Message> hint;
    if (likely) {
      hint = Message{"json/did-you-mean", {{"likely", *likely}}};
      languages_.note_misspelt(mapping, find_property(properties, *likely)->name);
    }
    faults_.add(key, {"json/unknown-key", {{"key", key.text}, {"allowed", std::move(allowed)}}}, std::move(hint));
  }

  void make_list(Node& node, std::string_view separators) {
    Node list;
    list.kind = NodeKind::sequence;
    list.flow = true;
    list.mark = node.mark;
    if (node.kind != NodeKind::scalar || separators.empty()) {
      list.items.push_back(std::move(node));
    } else {
      std::size_t from = 0;
      for (const auto& part : split(node.text, separators)) {
        const auto at = std::max(node.text.find(part, from), from);
        Node item = node;
        item.text = part;
        item.length = static_cast<int>(code_points(part));
        item.mark = faults_.inside(node, static_cast<int>(code_points(node.text.substr(0, at))), 1).mark;
        item.quoted = true;  // a part is text, whatever it looks like
        list.items.push_back(std::move(item));
        from = at + part.size();
      }
    }
    node = std::move(list);
  }

  const Form& form_;
  yaml::Faults& faults_;
  Languages& languages_;
};

/// A canonical node as the JSON that the schema judges.
Value to_value(const Node& node, const Value& outer, const Form& form) {
  const Value& schema = form.resolved(outer);
  static const Value k_none;
  switch (node.kind) {
    case NodeKind::null: return {};
    case NodeKind::scalar: {
      const bool number_wanted = allows_type(schema, "number") || allows_type(schema, "integer");
      if (!node.quoted && schema.find("x-quote") != nullptr && looks_numeric(node.text)) return 0;
      if (node.quoted || !number_wanted || node.text.ends_with('%')) return node.text;
      const auto number = Exact::parse(node.text);
      if (!number) return node.text;
      const auto whole = number->text();
      if (whole.find('.') == std::string::npos) return std::int64_t{std::stoll(whole)};
      return std::stod(whole);
    }
    case NodeKind::sequence: {
      const auto* items = schema.find("items");
      Value array = Value::array();
      for (const auto& item : node.items) array.add(to_value(item, items == nullptr ? k_none : *items, form));
      return array;
    }
    case NodeKind::mapping: {
      const auto* properties = schema.find("properties");
      const auto* additional = schema.find("additionalProperties");
      Value object = Value::object();
      for (const auto& [key, value] : node.fields) {
        const auto* property = properties == nullptr ? nullptr : properties->find(key.text);
        if (property == nullptr) property = additional;
        object.add(key.text, to_value(value, property == nullptr ? k_none : *property, form));
      }
      return object;
    }
  }
  return {};
}

}  // namespace

Result<Form> Form::compile(std::string_view schema_text) {
  auto root = parse(schema_text, "schema");
  if (!root) return fail(std::move(root).error());
  auto schema = Schema::compile(*root);
  if (!schema) return fail(std::move(schema).error());
  return Form(std::move(*root), std::move(*schema));
}

const Value& Form::resolved(const Value& schema) const {
  constexpr std::string_view k_prefix = "#/definitions/";
  const auto* reference = schema.find("$ref");
  if (reference == nullptr || !reference->text().starts_with(k_prefix)) return schema;
  const auto* definitions = root_.find("definitions");
  const auto* found =
      definitions == nullptr ? nullptr : definitions->find(std::string_view(reference->text()).substr(k_prefix.size()));
  return found == nullptr ? schema : *found;
}

Canonicals::Canonicals(const Form& form, yaml::Faults& faults)
    : form_(form),
      faults_(faults),
      languages_(std::make_unique<Languages>()) {}

Canonicals::~Canonicals() = default;

yaml::Node Canonicals::bring(yaml::Node node) {
  Canonicaliser(form_, faults_, *languages_).bring(node, form_.root());
  return node;
}

void Canonicals::judge(const yaml::Node& node) {
  auto violations = form_.schema().violations(to_value(node, form_.root(), form_));
  Breaches(form_, faults_, *languages_).report(node, std::move(violations));
}

yaml::Node canonical(yaml::Node node, const Form& form, yaml::Faults& faults) {
  Canonicals canonicals(form, faults);
  auto brought = canonicals.bring(std::move(node));
  canonicals.judge(brought);
  return brought;
}

std::optional<Message> did_you_mean(std::string_view text, std::span<const std::string> candidates) {
  const auto likely = nearest(text, candidates);
  if (!likely) return std::nullopt;
  return Message{"json/did-you-mean", {{"likely", *likely}}};
}

std::optional<Date> loose_date(std::string_view text) {
  int numbers[3] = {0, 0, 0};
  std::size_t count = 0;
  std::string digits;
  const auto half = yaml::half_width(text).value_or(std::string(text));
  for (const char c : half + " ") {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (!digits.empty()) {
      if (count == 3 || digits.size() > 8) return std::nullopt;
      numbers[count++] = std::stoi(digits);
      digits.clear();
    }
  }
  if (count == 1) return make_date(numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
  if (count != 3) return std::nullopt;
  return make_date(numbers[0], numbers[1], numbers[2]);
}

}  // namespace guidang::json
