// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: from the canonical tree to an Index, and what the form alone cannot judge.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/index/index.hpp"
#include "guidang/yaml/faults.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// What an item hands down to what it holds.
struct Inherited {
  std::optional<DateRange> window;  ///< None: any time.
  Date due;
  std::string owner;
};

/// Reads one index. Every part is read as far as it goes; what the form already refused is passed over in silence.
class IndexLoader {
 public:
  IndexLoader(std::string_view name, yaml::Faults& faults) : name_(name), faults_(faults) {}

  [[nodiscard]] Index load(const yaml::Node& root);

 private:
  // load.cpp: the header
  void load_header(const yaml::Node& root, Index& index);
  void load_shares(const yaml::Node& node, Index& index);
  void load_awards(const yaml::Node& node, Index& index);
  void load_severities(const yaml::Node& node, Index& index);
  void check_total(const yaml::Node& root, const Index& index);

  // load_item.cpp: the tree
  Item load_item(const yaml::Node& node, const Inherited& outer);
  void load_leaf(const yaml::Node& node, const Inherited& inherited, Item& item);
  void check_inner(const yaml::Node& node);
  void note_code(const yaml::Node& code);
  std::vector<Slot> load_slots(const yaml::Node* node, const Inherited& inherited);
  Slot load_slot(const yaml::Node& node, const Inherited& inherited);
  void load_slot_sentence(const yaml::Node& node, Slot& slot);
  void load_slot_fields(const yaml::Node& node, Slot& slot);
  void load_formats(const yaml::Node& node, Slot& slot);
  std::optional<EventRule> load_events(const yaml::Node* node, const Inherited& inherited);
  std::vector<Standard> load_standards(const yaml::Node* node, const Inherited& inherited);

  // scoring.cpp: the sentences
  void load_scoring(const yaml::Node& node, Item& item);
  void check_sentence(const yaml::Node& node, const Sentence& sentence, const Item& item);
  void check_slot_of(const yaml::Node& node, const Sentence& sentence, const Item& item);
  void check_bands(const yaml::Node& node, const Sentence& sentence, const Item& item);

  // values that several of them read; nothing where the form refused them
  [[nodiscard]] Location where(const yaml::Node& node) const;
  std::optional<Date> load_date(const yaml::Node* node);
  std::optional<DateRange> load_range(const yaml::Node& node);
  Inherited inherit(const yaml::Node& node, const Inherited& outer);

  std::string name_;
  yaml::Faults& faults_;
  std::map<std::string, Exact> shares_;
  std::map<std::string, std::pair<std::string, int>> codes_;  // folded code → as written, line
  std::set<std::string> slot_names_;                          // of the leaf at hand, folded, with synonyms
  bool slots_read_ = true;                                    // every slot of the leaf at hand could be read
  bool complete_ = true;                                      // every leaf has its points
};

/// The canonical text, and how many nodes reading it back takes.
struct Canonical {
  std::string text;
  std::size_t nodes = 0;
};

[[nodiscard]] Canonical write_canonical(const Index& index);

/// Reads how many: "1-3张", "1份以上", "2". Nothing if it is none, or the range runs backwards.
struct CountText {
  CountRange count;
  std::string unit;
};

[[nodiscard]] std::optional<CountText> parse_count(std::string_view text);

/// Prints it back: "1-3张", "1份以上", "1+".
[[nodiscard]] std::string print_count(const CountRange& count, std::string_view unit);

/// Returns the kind that a slot's name speaks of; document if it does not say.
[[nodiscard]] EvidenceKind kind_of_name(std::string_view name);

/// Returns the folded name and synonyms of a slot named `name`, its own first.
[[nodiscard]] std::vector<std::string> names_of_slot(std::string_view name);

[[nodiscard]] std::optional<Method> parse_method(std::string_view name);
[[nodiscard]] std::optional<EvidenceKind> parse_kind(std::string_view name);
[[nodiscard]] std::optional<Tier> parse_tier(std::string_view name);

/// schemas/index.schema.json, compiled in.
extern const std::string_view k_embedded_index_schema;

}  // namespace guidang
