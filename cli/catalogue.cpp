// SPDX-License-Identifier: Apache-2.0
#include "catalogue.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include <fmt/args.h>
#include <fmt/format.h>

#include "guidang/base/text.hpp"

namespace guidang {
extern const std::string_view k_embedded_catalogue_en;
extern const std::string_view k_embedded_catalogue_zh;
}  // namespace guidang

namespace guidang::cli {
namespace {

using Entries = std::vector<std::pair<std::string_view, std::string_view>>;

/// Four bytes, little-endian: msgfmt is told --endianness=little, so that builds are equal everywhere.
std::uint32_t word(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = (value << 8U) | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

std::string_view string_at(std::string_view bytes, std::size_t table, std::size_t index) {
  return bytes.substr(word(bytes, table + index * 8 + 4), word(bytes, table + index * 8));
}

/// The GNU .mo format: magic, revision, count, offset of the originals' table, offset of the translations' table; a
/// table row is length and offset. The originals are sorted; the first, empty one is the header.
Entries read_mo(std::string_view bytes) {
  Entries entries;
  const auto count = word(bytes, 8);
  for (std::size_t i = 0; i < count; ++i) {
    const auto id = string_at(bytes, word(bytes, 12), i);
    if (!id.empty()) entries.emplace_back(id, string_at(bytes, word(bytes, 16), i));
  }
  return entries;
}

std::string_view embedded(std::string_view language) {
  return language == "zh" ? k_embedded_catalogue_zh : k_embedded_catalogue_en;
}

class MoCatalogue final : public Catalogue {
 public:
  explicit MoCatalogue(std::string_view language) : language_(language), entries_(read_mo(embedded(language))) {}

  [[nodiscard]] std::string text(const Message& message) const override {
    const auto* entry = find(message.id);
    if (entry == nullptr) return to_string(message);
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    for (const auto& argument : message.arguments) {
      arguments.push_back(fmt::arg(argument.name.c_str(), value_text(argument.value)));
    }
    try {
      return fmt::vformat(fmt::string_view(entry->second.data(), entry->second.size()), arguments);
    } catch (
        const fmt::format_error&) {  // an entry names an argument that the code does not give: a bug, shown as such
      return to_string(message);
    }
  }

  [[nodiscard]] bool has(std::string_view id) const override { return find(id) != nullptr; }

  [[nodiscard]] std::string_view language() const override { return language_; }

 private:
  [[nodiscard]] const Entries::value_type* find(std::string_view id) const {
    const auto place = std::ranges::lower_bound(entries_, id, {}, &Entries::value_type::first);
    return place != entries_.end() && place->first == id ? &*place : nullptr;
  }

  [[nodiscard]] std::string word_text(const Term& term) const {
    const auto* entry = find(term.id);
    return entry != nullptr ? std::string(entry->second) : escaped(term.id);
  }

  template <typename List, typename Print>
  [[nodiscard]] std::string joined(const List& list, Print print) const {
    const std::string separator = word_text({"word/list-separator"});
    std::string text;
    for (const auto& entry : list) text += (text.empty() ? "" : separator) + print(entry);
    return text;
  }

  [[nodiscard]] std::string value_text(const Value& value) const {
    if (const auto* text = std::get_if<std::string>(&value)) return escaped(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* term = std::get_if<Term>(&value)) return word_text(*term);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
      return joined(*texts, [](const std::string& text) { return escaped(text); });
    }
    return joined(std::get<Terms>(value), [this](const Term& term) { return word_text(term); });
  }

  std::string_view language_;
  Entries entries_;
};

}  // namespace

std::unique_ptr<Catalogue> make_catalogue(std::string_view language) {
  return std::make_unique<MoCatalogue>(language == "zh" ? "zh" : "en");
}

std::vector<std::pair<std::string_view, std::string_view>> catalogue_entries(std::string_view language) {
  return read_mo(embedded(language));
}

std::string_view language_of(const std::vector<std::string>& variables) {
  for (const auto& value : variables) {
    if (!value.empty()) return value.starts_with("zh") ? "zh" : "en";
  }
  return "en";
}

}  // namespace guidang::cli
