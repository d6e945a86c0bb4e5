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
#include "guidang/index/occasions.hpp"
#include "guidang/index/windows.hpp"
#include "guidang/yaml/faults.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// What an item hands down to what it holds.
struct Inherited {
  std::optional<DateRange> window;  ///< None: any time.
  Date due;
  std::string owner;
  std::optional<NotApplicable> not_applicable;
  std::string called = {};  ///< 文件名; empty: any.
};

/// Reads one index. Every part is read as far as it goes; what the form already refused is passed over in silence.
/// load() takes a tree in its canonical form (json::canonical()), wherever its parts come from.
class IndexLoader {
 public:
  explicit IndexLoader(yaml::Faults& faults) : faults_(faults) {}

  [[nodiscard]] Index load(const yaml::Node& root);

 private:
  // load.cpp: the header
  void load_header(const yaml::Node& root, Index& index);
  void load_shares(const yaml::Node& node, Index& index);
  void load_awards(const yaml::Node& node, Index& index);
  void load_severities(const yaml::Node& node, Index& index);
  void check_total(const yaml::Node& root, const Index& index);
  void check_weights(const yaml::Node& items, const Index& index);

  // load_item.cpp: the tree
  Item load_item(const yaml::Node& node, const Inherited& outer);
  void load_leaf(const yaml::Node& node, const Inherited& inherited, Item& item);
  void check_inner(const yaml::Node& node);
  void note_code(const yaml::Node& code);
  void load_weight(const yaml::Node& node, Item& item);
  std::vector<Slot> load_slots(const yaml::Node* node, const Inherited& inherited);
  Slot load_slot(const yaml::Node& node, const Inherited& inherited);
  void load_slot_sentence(const yaml::Node& node, Slot& slot);
  void load_slot_fields(const yaml::Node& node, Slot& slot);
  void load_formats(const yaml::Node& node, Slot& slot);
  void check_pairs(const yaml::Node& node, const Slot& slot);
  std::vector<Standard> load_standards(const yaml::Node* node, const Inherited& inherited);

  // load_demands.cpp: what a slot asks of each file
  void load_demands(const yaml::Node& node, Slot& slot);
  void load_pixels(const yaml::Node& node, FileDemands& demands);
  void load_characters(const yaml::Node& node, FileDemands& demands);
  void check_demands(const yaml::Node& node, const Slot& slot);
  std::optional<std::string> load_called(const yaml::Node& node);
  template <typename Read>
  Limits load_limits(const yaml::Node& node, const Read& read);

  // load_events.cpp: activities, how many and when
  std::optional<EventRule> load_events(const yaml::Node* node, const Inherited& inherited);
  int load_event_count(const yaml::Node& node, const DateRange& window);
  void load_occasions(const yaml::Node& events, EventRule& rule);
  void load_frequency(const yaml::Node& node, std::optional<Around> around, const DateRange& window, EventRule& rule);
  bool load_occasion(const yaml::Node& node, std::optional<Around> around, const DateRange& window, EventRule& rule);
  bool load_festival(const yaml::Node& node, Around around, const DateRange& window, EventRule& rule);
  bool add_occasion(const yaml::Node& node, Occasion occasion, EventRule& rule);
  bool take_room(const yaml::Node& node, std::size_t occasions, const EventRule& rule);

  // load_leaf.cpp: what else a leaf has
  void load_leaf_extras(const yaml::Node& node, const Inherited& inherited, Item& item);
  void load_measures(const yaml::Node& node, Item& item);
  void load_measure_names(const yaml::Node& node, Item& item);
  void add_measure(const yaml::Node& place, Measure measure, std::map<std::string, int>& lines, Item& item);
  Measure load_measure(const yaml::Node& node);

  // load_blocks.cpp: what stands beside the tree
  void load_bonus(const yaml::Node& node, Index& index);
  void check_bonus_leaf(const yaml::Node& scoring, const Item& item);
  void load_veto(const yaml::Node& node, Index& index);
  void load_effect(const yaml::Node& node, const Index& index, Veto& veto);
  void check_veto_target(const yaml::Node& node, const Index& index, Veto& veto);
  void load_account(const yaml::Node& node, Index& index);

  // scoring.cpp: the sentences
  void load_scoring(const yaml::Node& node, Item& item);
  void note_account_sentence(const yaml::Node& node, const Item& item);
  void check_sentence(const yaml::Node& node, const Sentence& sentence, const Item& item);
  void check_sample(const yaml::Node& node, const Sentence& sentence, const Item& item);
  void check_figure(const yaml::Node& node, const Sentence& sentence, const Item& item);
  void check_slot_of(const yaml::Node& node, const Sentence& sentence, const Item& item);
  void check_bands(const yaml::Node& node, const Sentence& sentence, const Item& item);

  // values that several of them read; nothing where the form refused them
  [[nodiscard]] Location where(const yaml::Node& node) const;
  std::optional<Date> load_date(const yaml::Node* node);
  std::optional<DateRange> load_range(const yaml::Node& node);
  std::optional<Window> load_window(const yaml::Node& node);
  std::optional<Exact> load_share(const yaml::Node* node);
  Inherited inherit(const yaml::Node& node, const Inherited& outer);

  yaml::Faults& faults_;
  DateRange period_;  // of the index; days that are none where it has none
  Date submission_;
  std::string called_;  // 文件名 of the index
  Exact reachable_;     // the total and the most that a bonus gives
  std::map<std::string, Exact> shares_;
  std::map<std::string, std::pair<std::string, int>> codes_;  // folded code → as written, line
  std::set<std::string> slot_names_;                          // of the leaf at hand, folded, with synonyms
  bool slots_read_ = true;                                    // every slot of the leaf at hand could be read
  bool complete_ = true;                                      // every leaf has its points
  int depth_ = 0;                                             // how many items hold the one at hand
  std::vector<const yaml::Node*> account_sentences_;          // of the tree that load() was given
  bool in_bonus_ = false;                                     // the items at hand belong to the bonus block
  bool weighted_ = false;                                     // projects have weights
  std::size_t occasions_ = 0;                                 // of all leaves so far
};

/// The canonical text, and how many nodes reading it back takes.
struct Canonical {
  std::string text;
  std::size_t nodes = 0;
};

/// Whether inherited items are preceded by a comment that says where they come from.
enum class Origins { left_out, shown };

[[nodiscard]] Canonical write_canonical(const Index& index, Origins origins = Origins::left_out);

/// Reads how many: "1-3张", "1份以上", "2". Nothing if it is none, or the range runs backwards.
struct CountText {
  CountRange count;
  std::string unit;
};

[[nodiscard]] std::optional<CountText> parse_count(std::string_view text);

/// The unit of pictures in pairs (整改照片9对).
inline constexpr std::string_view k_pair_unit = "对";

/// Returns the texts of a list; none of no list.
[[nodiscard]] std::vector<std::string> texts_of(const yaml::Node* list);

/// Prints it back: "1-3张", "1份以上", "1+".
[[nodiscard]] std::string print_count(const CountRange& count, std::string_view unit);

/// Returns the kind that a slot's name speaks of; document if it does not say.
[[nodiscard]] EvidenceKind kind_of_name(std::string_view name);

/// Returns the folded name and synonyms of a slot named `name`, its own first.
[[nodiscard]] std::vector<std::string> names_of_slot(std::string_view name);

[[nodiscard]] std::optional<Method> parse_method(std::string_view name);
[[nodiscard]] std::optional<EvidenceKind> parse_kind(std::string_view name);
[[nodiscard]] std::optional<Tier> parse_tier(std::string_view name);

/// "rescale", "full", "zero", "mean".
[[nodiscard]] std::string_view to_string(NotApplicable policy);
[[nodiscard]] std::optional<NotApplicable> parse_not_applicable(std::string_view name);

/// One effect of a veto: "总分最高79.99", "项目Ⅰ-3不得分".
struct EffectText {
  VetoEffect effect = VetoEffect::ineligible;
  std::string target;  ///< Of project_zero, as written.
  Exact most;          ///< Of total_at_most.
};

/// Reads an effect in either language. Nothing if it is none.
[[nodiscard]] std::optional<EffectText> parse_effect(std::string_view text);

/// Prints it back in English; parse_effect() reads it to an equal one.
[[nodiscard]] std::string print_effect(VetoEffect effect, const Veto& veto);

/// schemas/index.schema.json, compiled in.
extern const std::string_view k_embedded_index_schema;

}  // namespace guidang
