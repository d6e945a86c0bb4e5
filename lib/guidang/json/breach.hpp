// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to json/: from what a schema says is wrong to faults in the words of the text's author.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/json/document.hpp"

namespace guidang::json {

/// Returns whether the "type" of `schema` names `type`.
[[nodiscard]] bool allows_type(const Value& schema, std::string_view type);

enum class Language { zh, en };

/// The language of one key: English if all of it is ASCII.
[[nodiscard]] Language language_of(std::string_view key);

/// The key of a property as it is written in `language`.
[[nodiscard]] std::string key_name(const Member& property, Language language);

/// In which language each mapping of a text is written, and which of its missing keys are there misspelt.
class Languages {
 public:
  void note(const yaml::Node& mapping);
  void note_misspelt(const yaml::Node& mapping, std::string_view property);
  [[nodiscard]] Language of(const yaml::Node& mapping) const;
  [[nodiscard]] bool misspelt(const yaml::Node& mapping, std::string_view property) const;

 private:
  std::set<yaml::Mark> english_;
  std::set<std::pair<yaml::Mark, std::string>> misspelt_;
};

/// Turns violations into faults.
class Breaches {
 public:
  Breaches(const Form& form, yaml::Faults& faults, const Languages& languages)
      : form_(form),
        faults_(faults),
        languages_(languages) {}

  void report(const yaml::Node& root, std::vector<Violation> violations);

 private:
  /// A node with what stands around it.
  struct Found {
    const yaml::Node* node = nullptr;
    const Value* schema = nullptr;
    const yaml::Node* key = nullptr;  // of the field whose value it is; null for items
    std::string name;                 // that key as its author would write it
    Language language = Language::zh;
  };

  [[nodiscard]] Found find(const yaml::Node& root, const std::vector<std::string>& pointer) const;
  void missing(const Found& found, std::vector<std::string> properties);
  void wrong_type(const Found& found);
  void wrong_number(const Found& found);
  void wrong_word(const Found& found);
  void wrong_form(const Found& found);
  void wrong_range(const Found& found);
  void wrong_size(const Found& found);
  void empty(const Found& found);

  const Form& form_;
  yaml::Faults& faults_;
  const Languages& languages_;
};

}  // namespace guidang::json
