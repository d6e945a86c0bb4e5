// SPDX-License-Identifier: Apache-2.0
// Reading a profile. Holding bags against it: profile_check.cpp.
#include "guidang/bag/profile.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "guidang/bag/glob.hpp"
#include "guidang/bag/tag_files.hpp"
#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/json/document.hpp"
#include "guidang/json/placed.hpp"
#include "guidang/yaml/faults.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::NodeKind;

constexpr std::size_t k_most_texts = 10'000;
constexpr std::size_t k_longest_path_bytes = 4096;
constexpr std::size_t k_longest_key_bytes = 100;  // a longer one is no misspelt one
constexpr std::size_t k_most_notes = 100;
constexpr std::uint64_t k_cover_steps = 50'000'000;

/// A list of texts, each with its node.
struct Texts {
  std::vector<std::string> texts;
  std::vector<const Node*> nodes;  ///< One a text.
  const Node* key = nullptr;       ///< The list's name; null: the profile has no such list.
  bool whole = true;               ///< Everything in it could be taken.

  [[nodiscard]] std::optional<std::vector<std::string>> optional() const {
    return key == nullptr ? std::nullopt : std::optional(texts);
  }
};

bool is_text(const Node& node) {
  return node.kind == NodeKind::scalar && node.quoted;
}

/// Reads one profile and collects its faults.
class Reader {
 public:
  Reader(std::string_view text, const std::string& name) : faults_(text, name) {}

  Result<BagProfile> read(const Node& root) {
    if (root.kind != NodeKind::mapping) {
      faults_.add(root, {"bag/profile-want-object", {}});
      return fail(faults_.take("bag/profile-faulty"));
    }
    root_ = &root;
    note_unknown(root, std::vector<std::string>(k_keys.begin(), k_keys.end()));
    read_about();
    read_tags();
    read_manifests();
    read_fetch();
    read_packing();
    read_files();
    if (!missing_.empty()) faults_.add(root, {"bag/profile-missing", {{"keys", missing_}}});
    if (!faults_.empty()) return fail(faults_.take("bag/profile-faulty"));
    return std::move(profile_);
  }

 private:
  static constexpr std::array<std::string_view, 17> k_keys{"BagIt-Profile-Info",
                                                           "Bag-Info",
                                                           "Manifests-Required",
                                                           "Manifests-Allowed",
                                                           "Tag-Manifests-Required",
                                                           "Tag-Manifests-Allowed",
                                                           "Allow-Fetch.txt",
                                                           "Fetch.txt-Required",
                                                           "Data-Empty",
                                                           "Serialization",
                                                           "Accept-Serialization",
                                                           "Accept-BagIt-Version",
                                                           "Tag-Files-Required",
                                                           "Tag-Files-Allowed",
                                                           "Payload-Files-Required",
                                                           "Payload-Files-Allowed",
                                                           "$schema"};

  /// The specification lets validators pass over what they do not know; but a misspelt key asks for something.
  void note_unknown(const Node& mapping, const std::vector<std::string>& known) {
    for (const auto& field : mapping.fields) {
      const auto& key = field.key.text;
      if (std::ranges::find(known, key) != known.end()) continue;
      if (profile_.notes.size() == k_most_notes) return;
      const auto where = faults_.location(field.key.mark);
      Message note{"bag/profile-unknown-key",
                   {{"file", where.file},
                    {"line", std::int64_t{where.line}},
                    {"column", std::int64_t{where.column}},
                    {"key", key}}};
      const auto likely = key.size() > k_longest_key_bytes ? std::nullopt : nearest(key, known);
      if (likely) {
        note.id = "bag/profile-unknown-key-likely";
        note.arguments.push_back({"likely", *likely});
      }
      profile_.notes.push_back(std::move(note));
    }
  }

  /// Returns the field of this name, or null.
  static const yaml::Field* field_of(const Node& mapping, std::string_view key) {
    const auto place =
        std::ranges::find_if(mapping.fields, [key](const yaml::Field& field) { return field.key.text == key; });
    return place == mapping.fields.end() ? nullptr : &*place;
  }

  std::string text_of(const Node& node) {
    if (!is_text(node)) {
      faults_.add(node, {"bag/profile-want-text", {}});
    } else if (trimmed(node.text).empty()) {
      faults_.add(node, {"bag/profile-empty-text", {}});
    }
    return node.text;
  }

  /// `true` or `false`; in quotes too, as the specification's grammar writes them.
  bool truth(const Node& mapping, std::string_view key, bool otherwise) {
    const auto* field = field_of(mapping, key);
    if (field == nullptr) return otherwise;
    const auto& node = field->value;
    const bool known = node.kind == NodeKind::scalar && (node.text == "true" || node.text == "false");
    if (!known) faults_.add(node, {"bag/profile-want-truth", {}});
    return known ? node.text == "true" : otherwise;
  }

  enum class Empty { allowed, refused };

  Texts list(const Node& mapping, std::string_view key, Empty empty = Empty::refused) {
    Texts list;
    const auto* field = field_of(mapping, key);
    if (field == nullptr) return list;
    list.key = &field->key;
    list.whole = field->value.kind == NodeKind::sequence;
    if (!list.whole) faults_.add(field->value, {"bag/profile-want-list", {}});
    for (const auto& item : field->value.items) {
      if (texts_left_ == 0) {
        faults_.add(item, {"bag/profile-too-many", {{"limit", static_cast<std::int64_t>(k_most_texts)}}});
        list.whole = false;
        break;
      }
      --texts_left_;
      if (auto wrong = fault_of(item, empty)) {
        faults_.add(item, *std::move(wrong));
        list.whole = false;
      } else {
        list.texts.push_back(item.text);
        list.nodes.push_back(&item);
      }
    }
    return list;
  }

  /// What is wrong with an item of a list.
  static std::optional<Message> fault_of(const Node& item, Empty empty) {
    if (!is_text(item)) return Message{"bag/profile-want-text", {}};
    if (empty == Empty::refused && trimmed(item.text).empty()) return Message{"bag/profile-empty-text", {}};
    if (item.text.size() <= k_longest_path_bytes) return std::nullopt;
    return Message{"bag/profile-long-text", {{"limit", static_cast<std::int64_t>(k_longest_path_bytes)}}};
  }

  void read_about() {
    const auto* about = field_of(*root_, "BagIt-Profile-Info");
    if (about == nullptr) {
      missing_.emplace_back("BagIt-Profile-Info");
      return;
    }
    if (about->value.kind != NodeKind::mapping) {
      faults_.add(about->value, {"bag/profile-want-object", {}});
      return;
    }
    std::vector<std::string> missing;
    for (const auto* key : {"Source-Organization", "External-Description", "Version", "BagIt-Profile-Identifier"}) {
      const auto* field = field_of(about->value, key);
      if (field == nullptr) {
        missing.emplace_back(key);
        continue;
      }
      auto text = text_of(field->value);
      if (std::string_view(key) == "BagIt-Profile-Identifier") profile_.identifier = trimmed(text);
    }
    if (!missing.empty()) faults_.add(about->key, {"bag/profile-missing", {{"keys", missing}}});
    if (const auto* version = field_of(about->value, "BagIt-Profile-Version")) read_version(version->value);
  }

  /// Required since 1.2.0; a profile without it is one of 1.1.0.
  void read_version(const Node& node) {
    constexpr int k_newest_minor = 4;
    const auto text = text_of(node);
    if (!is_text(node) || trimmed(text).empty()) return;
    int minor = 0;
    const auto rest = std::string_view(text).substr(std::min<std::size_t>(2, text.size()));
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), minor);
    const bool ends = read.ptr == rest.data() + rest.size() || *read.ptr == '.';
    if (!text.starts_with("1.") || read.ec != std::errc{} || !ends || minor < 0) {
      faults_.add(node, {"bag/profile-unknown-version", {{"version", text}}});
      return;
    }
    profile_.spec_version = text;
    if (minor <= k_newest_minor) return;
    const auto where = faults_.location(node.mark);
    profile_.notes.push_back({"bag/profile-newer-version",
                              {{"file", where.file},
                               {"line", std::int64_t{where.line}},
                               {"column", std::int64_t{where.column}},
                               {"version", text}}});
  }

  void read_tags() {
    const auto* tags = field_of(*root_, "Bag-Info");
    if (tags == nullptr) return;
    if (tags->value.kind != NodeKind::mapping) {
      faults_.add(tags->value, {"bag/profile-want-object", {}});
      return;
    }
    std::map<std::string, int> lines;
    for (const auto& [key, value] : tags->value.fields) {
      const auto [first, fresh] = lines.try_emplace(folded(key.text), key.mark.line);
      if (!fresh) {
        faults_.add(key, {"bag/profile-tag-twice", {{"label", key.text}, {"line", std::int64_t{first->second}}}});
      }
      if (value.kind != NodeKind::mapping) {
        faults_.add(value, {"bag/profile-want-object", {}});
        continue;
      }
      note_unknown(value, {"required", "recommended", "repeatable", "values", "description"});
      ProfileTag tag{.label = key.text, .values = list(value, "values", Empty::allowed).texts};
      tag.required = truth(value, "required", false);
      tag.recommended = truth(value, "recommended", false);
      tag.repeatable = truth(value, "repeatable", true);
      const auto* description = field_of(value, "description");
      if (description != nullptr && !is_text(description->value)) {
        faults_.add(description->value, {"bag/profile-want-text", {}});
      }
      profile_.tags.push_back(std::move(tag));
    }
  }

  /// Everything that is required must be allowed too, where a list says what is.
  void must_cover(const Texts& allowed, const Texts& required, bool tag_files = false) {
    if (allowed.key == nullptr || !allowed.whole) return;
    const bag::Globs globs(allowed.texts);
    for (std::size_t i = 0; i < required.texts.size() && cover_steps_left_ > 0; ++i) {
      if (tag_files && bag::belongs_to_bagit(required.texts[i])) continue;
      if (globs.match(required.texts[i], cover_steps_left_) || cover_steps_left_ == 0) continue;
      faults_.add(*required.nodes[i],
                  {"bag/profile-not-allowed", {{"name", required.texts[i]}, {"list", allowed.key->text}}});
    }
    if (cover_steps_left_ == 0) faults_.add(*allowed.key, {"bag/profile-too-costly", {}});
  }

  Texts algorithms(std::string_view key) {
    auto algorithms = list(*root_, key);
    for (auto& name : algorithms.texts) name = bag::algorithm_name(name);
    return algorithms;
  }

  void read_manifests() {
    const auto required = algorithms("Manifests-Required");
    const auto allowed = algorithms("Manifests-Allowed");
    must_cover(allowed, required);
    profile_.manifests_required = required.texts;
    profile_.manifests_allowed = allowed.optional();
    const auto tag_required = algorithms("Tag-Manifests-Required");
    const auto tag_allowed = algorithms("Tag-Manifests-Allowed");
    must_cover(tag_allowed, tag_required);
    profile_.tag_manifests_required = tag_required.texts;
    profile_.tag_manifests_allowed = tag_allowed.optional();
  }

  void read_fetch() {
    profile_.fetch_allowed = truth(*root_, "Allow-Fetch.txt", true);
    profile_.fetch_required = truth(*root_, "Fetch.txt-Required", false);
    profile_.data_empty = truth(*root_, "Data-Empty", false);
    if (profile_.fetch_allowed || !profile_.fetch_required) return;
    faults_.add(field_of(*root_, "Fetch.txt-Required")->key, {"bag/profile-fetch-clash", {}});
  }

  void read_packing() {
    constexpr std::array<std::string_view, 3> k_words{"forbidden", "required", "optional"};
    const auto* packing = field_of(*root_, "Serialization");
    auto types = list(*root_, "Accept-Serialization");
    if (packing != nullptr) {
      const auto word = text_of(packing->value);
      const auto* place = std::ranges::find(k_words, word);
      if (place != k_words.end()) {
        profile_.serialization = static_cast<Serialization>(place - k_words.begin());
        if (profile_.serialization != Serialization::forbidden && types.whole && types.texts.empty()) {
          faults_.add(types.key == nullptr ? packing->key : *types.key, {"bag/profile-no-type", {{"word", word}}});
        }
      } else if (is_text(packing->value) && !trimmed(word).empty()) {
        const std::vector<std::string> words(k_words.begin(), k_words.end());
        faults_.add(packing->value,
                    {"bag/profile-unknown-word", {{"word", word}, {"known", words}}},
                    json::did_you_mean(word, words));
      }
    }
    for (auto& type : types.texts) type = ascii_lower(type);
    profile_.accept_serialization = types.texts;
    const auto versions = list(*root_, "Accept-BagIt-Version");
    if (versions.key == nullptr) {
      missing_.emplace_back("Accept-BagIt-Version");
    } else if (versions.whole && versions.texts.empty()) {
      faults_.add(*versions.key, {"bag/profile-no-version", {}});
    }
    profile_.accept_version = versions.texts;
  }

  void read_files() {
    const auto tags_required = list(*root_, "Tag-Files-Required");
    const auto tags_allowed = list(*root_, "Tag-Files-Allowed");
    must_cover(tags_allowed, tags_required, true);
    profile_.tag_files_required = tags_required.texts;
    profile_.tag_files_allowed = tags_allowed.optional();
    const auto required = list(*root_, "Payload-Files-Required");
    const auto allowed = list(*root_, "Payload-Files-Allowed");
    for (std::size_t i = 0; i < required.texts.size(); ++i) {
      if (required.texts[i].starts_with("data/")) continue;
      faults_.add(*required.nodes[i], {"bag/profile-not-payload", {{"path", required.texts[i]}}});
    }
    must_cover(allowed, required);
    profile_.payload_files_required = required.texts;
    profile_.payload_files_allowed = allowed.optional();
  }

  yaml::Faults faults_;
  const Node* root_ = nullptr;
  BagProfile profile_;
  std::vector<std::string> missing_;  // keys of the whole profile
  std::size_t texts_left_ = k_most_texts;
  std::uint64_t cover_steps_left_ = k_cover_steps;
};

}  // namespace

Result<BagProfile> parse_profile(std::string_view json, const std::string& name) {
  if (json.size() > k_max_profile_bytes) {
    return fail(ErrorCode::limit,
                {"fs/too-large", {{"path", name}, {"limit_bytes", static_cast<std::int64_t>(k_max_profile_bytes)}}});
  }
  const auto root = json::parse_placed(json, name);
  if (root) return Reader(json, name).read(*root);
  Error error = root.error();
  if (!error.where) error.where = Location{.file = name};
  return fail(std::move(error).in({"bag/reading-profile", {}}));
}

}  // namespace guidang
