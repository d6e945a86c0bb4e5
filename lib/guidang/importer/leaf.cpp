// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/leaf.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/importer/figures.hpp"
#include "guidang/importer/scoring.hpp"
#include "guidang/importer/trial.hpp"
#include "guidang/index/index.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

yaml::Node list_of(const std::vector<std::string>& texts, bool flow) {
  auto list = yaml::sequence_node();
  list.flow = flow;
  for (const auto& text : texts) list.items.push_back(yaml::text_node(text));
  return list;
}

std::string join(const std::vector<Placed>& texts) {
  std::string all;
  for (const auto& one : texts) all += (all.empty() ? "" : "\n") + one.text;
  return all;
}

bool about_events(SentenceKind kind) {
  return kind == SentenceKind::per_missing_event || kind == SentenceKind::per_missing_part ||
         kind == SentenceKind::points_per_event || kind == SentenceKind::per_missing_month ||
         kind == SentenceKind::points_by_occasion;
}

bool about_standards(SentenceKind kind) {
  return kind == SentenceKind::points_per_standard || kind == SentenceKind::points_by_standards ||
         kind == SentenceKind::rating_by_standards;
}

bool has_slot(const std::vector<std::string>& slots, std::string_view name) {
  return std::ranges::any_of(slots, [&](const std::string& text) {
    const auto slot = parse_slot(text);
    if (!slot) return false;
    const auto names = slot_names(*slot);
    return std::ranges::find(names, folded(name)) != names.end();
  });
}

/// What a sentence without a figure is about: the title without the target in it ("满意率90%以上").
std::string subject_of(std::string_view title) {
  std::string_view subject = title;
  subject = subject.substr(0, subject.find_first_of("0123456789"));
  for (const std::string_view word : {"不低于", "达到", "不少于", "在", "大于", "超过", "控制"}) {
    if (subject.ends_with(word)) subject.remove_suffix(word.size());
  }
  return std::string(trimmed(subject));
}

class LeafWriter {
 public:
  /// `refused`: sentences, as printed, that the index would not take here.
  LeafWriter(const DraftItem& leaf, yaml::Node& item, Imported& imported, const std::set<std::string>& refused)
      : leaf_(leaf),
        item_(item),
        imported_(imported),
        refused_(refused) {}

  /// Returns the sentences, as printed.
  std::vector<std::string> run(ScoringMemo& memo) {
    read_scoring_cells(memo);
    choose_methods();
    choose_slots();
    put_texts();
    put_requirements();
    auto scoring = list_of(sentences_, false);
    if (scoring.items.size() == 1) scoring = yaml::text_node(sentences_.front());
    yaml::put(item_, "评分", std::move(scoring));
    if (!issued_.empty()) {
      auto list = yaml::sequence_node();
      for (const auto& text : issued_) list.items.push_back(yaml::quoted_node(text));
      yaml::put(item_, "原文", std::move(list));
    }
    return std::move(sentences_);
  }

 private:
  void note(ImportNote::Kind kind, std::string text, Message what) {
    add_note(imported_, kind, leaf_, std::move(text), std::move(what));
  }

  /// Tells it with others of its kind, in one note.
  void group(const char* id) { imported_.groups[id].push_back(leaf_.code); }

  void read_scoring_cells(ScoringMemo& memo) {
    std::vector<ScorePart> parts;
    std::vector<const Placed*> cells;  // of each part
    for (const auto& cell : leaf_.scoring) {
      auto read = read_scoring(cell.text, subject_of(leaf_.title), memo);
      for (auto& text : read.described) described_.push_back(std::move(text));
      cells.resize(cells.size() + read.parts.size(), &cell);
      std::ranges::move(read.parts, std::back_inserter(parts));
    }
    unify_figures(parts);
    if (const auto apart = read_defects(parts, read_methods(leaf_.method)); !apart.empty()) {
      note(ImportNote::Kind::guessed, leaf_.title, {"importer/defects-apart", {{"names", apart}}});
    }
    for (std::size_t i = 0; i < parts.size(); ++i) take_part(parts[i], *cells[i]);
    if (issued_.empty()) {
      note(ImportNote::Kind::guessed, leaf_.title, {"importer/no-scoring", {}});
      by_people_ = true;
    }
    const std::string manual(k_manual_sentence);
    if (by_people_ && std::ranges::find(sentences_, manual) == sentences_.end()) sentences_.push_back(manual);
    imported_.by_people += std::ranges::find(sentences_, manual) == sentences_.end() ? 0 : 1;
  }

  void take_part(const ScorePart& part, const Placed& cell) {
    ++imported_.sentences;
    issued_.push_back(part.text);
    const auto printed = part.sentence ? print_sentence(*part.sentence, "zh") : std::string{};
    if (part.sentence && known_ratings(*part.sentence) && !refused_.contains(printed)) {
      ++imported_.understood;
      if (part.inferred) note(ImportNote::Kind::guessed, part.text, {"importer/read-as", {{"sentence", printed}}});
      take(*part.sentence);
      return;
    }
    by_people_ = true;
    imported_.notes.push_back({ImportNote::Kind::not_understood,
                               cell.row,
                               cell.column,
                               leaf_.code,
                               part.text,
                               {part.unread ? "importer/unread" : "importer/not-understood", {}},
                               part.nearest});
  }

  [[nodiscard]] static bool known_ratings(const Sentence& sentence) {
    return std::ranges::all_of(sentence.bands, [](const Band& band) {
      return band.rating.empty() || band.rating == "A" || band.rating == "B" || band.rating == "C" ||
             band.rating == "C#";
    });
  }

  void take(const Sentence& sentence) {
    auto printed = print_sentence(sentence, "zh");
    if (std::ranges::find(sentences_, printed) != sentences_.end()) return;
    sentences_.push_back(std::move(printed));
    events_ = events_ || about_events(sentence.kind);
    (sentence.kind == SentenceKind::per_defect ? defects_ : others_) = true;
    if (!sentence.slot.empty()) named_.push_back(sentence.slot);
    if (sentence.kind == SentenceKind::per_missing_document || sentence.kind == SentenceKind::all_or_nothing) {
      documents_ = true;
    }
    if (!about_standards(sentence.kind)) return;
    standards_ = std::max(standards_, 1);
    for (const auto& band : sentence.bands) {
      for (int count = 2; count <= 50 && !(band.from < count); ++count) standards_ = std::max(standards_, count);
    }
  }

  void choose_methods() {
    methods_ = read_methods(leaf_.method);
    // whatever charges nothing but defects is looked at on site
    if (methods_.empty() && defects_ && !others_) methods_ = {"实地考察"};
    const bool named = !methods_.empty();
    papers_ = !named || std::ranges::find(methods_, "材料审核") != methods_.end() || documents_ || events_;
    if (named && papers_ && std::ranges::find(methods_, "材料审核") == methods_.end()) {
      methods_.insert(methods_.begin(), "材料审核");
    }
  }

  void choose_slots() {
    slots_ = listed_slots(join(leaf_.evidence), passed_over_);
    for (const auto& text : passed_over_) note(ImportNote::Kind::guessed, text, {"importer/no-slot", {}});
    const bool names_papers =
        leaf_.method.find("：") != std::string::npos || leaf_.method.find(':') != std::string::npos;
    if (slots_.empty() && names_papers) {
      std::vector<std::string> rest;
      slots_ = listed_slots(leaf_.method, rest);
      method_read_ = !slots_.empty() && rest.empty();
    }
    const bool listed = !slots_.empty();
    for (const auto& name : named_) {
      if (!has_slot(slots_, name)) slots_.push_back(name + "1份");
    }
    if (listed || !papers_ || standards_ > 0) return;
    auto guessed = guessed_slots(leaf_.title + "\n" + leaf_.content + "\n" + join(leaf_.standards));
    std::erase_if(guessed, [&](const std::string& text) { return has_slot(slots_, parse_slot(text)->name); });
    if (!guessed.empty()) {
      note(ImportNote::Kind::guessed, leaf_.title, {"importer/guessed-slots", {{"slots", guessed}}});
      slots_.insert(slots_.end(), guessed.begin(), guessed.end());
    } else if (slots_.empty() && !events_) {
      slots_.emplace_back("材料1份");
      group("importer/placeholder-slots");
    }
  }

  void put_texts() {
    auto content = leaf_.content;
    const auto add = [&content](const std::string& text) {
      if (!text.empty() && content.find(text) == std::string::npos) content += (content.empty() ? "" : "\n") + text;
    };
    for (const auto& standard : leaf_.standards) add(standard.text);
    for (const auto& text : described_) add(text);
    if (!passed_over_.empty()) add(join(leaf_.evidence));
    if (!method_read_ && (methods_.empty() || says_more_than_methods(leaf_.method)))
      add(std::string(trimmed(leaf_.method)));
    if (!content.empty() && content != leaf_.title) yaml::put(item_, "内容", yaml::quoted_node(content));
    if (!methods_.empty()) yaml::put(item_, "方法", list_of(methods_, true));
    if (!leaf_.owner.empty()) yaml::put(item_, "责任人", yaml::text_node(leaf_.owner));
  }

  void put_requirements() {
    if (!slots_.empty() && !events_) yaml::put(item_, "材料", list_of(slots_, true));
    if (events_) put_events();
    if (standards_ > 0) put_standards();
  }

  void put_events() {
    auto rule = yaml::mapping_node();
    rule.flow = true;
    const auto texts = leaf_.title + "\n" + leaf_.content + "\n" + join(leaf_.standards) + "\n" + join(leaf_.scoring);
    const int count = std::clamp(guessed_events(texts).value_or(1), 1, 400);
    if (const auto often = guessed_frequency(texts)) {
      put_frequency(rule, *often);
    } else {
      note(ImportNote::Kind::guessed, leaf_.title, {"importer/guessed-events", {{"count", std::int64_t{count}}}});
      yaml::put(rule, "应有", yaml::text_node(fmt::format("{}次", count)));
    }
    if (slots_.empty()) group("importer/placeholder-records");
    yaml::put(rule, "每次", list_of(slots_.empty() ? std::vector<std::string>{"记录1份"} : slots_, true));
    yaml::put(item_, "活动", std::move(rule));
  }

  /// Twice a week is at least once in each, and 104 times a year.
  void put_frequency(yaml::Node& rule, const GuessedFrequency& often) {
    note(ImportNote::Kind::guessed,
         leaf_.title,
         {"importer/guessed-frequency", {{"frequency", often.frequency}, {"count", std::int64_t{often.count}}}});
    if (often.count > 1) {
      const int most = std::min(often.count * often.a_year, 400);
      yaml::put(rule, "应有", yaml::text_node(fmt::format("全年{}次", most)));
    }
    yaml::put(rule, "频次", yaml::text_node(often.frequency));
  }

  void put_standards() {
    auto texts = numbered_parts(join(leaf_.standards));
    if (texts.empty()) texts = numbered_parts(leaf_.content);
    auto map = yaml::mapping_node();
    bool placeholder = false;
    const auto number = std::max(texts.size(), static_cast<std::size_t>(standards_));
    for (std::size_t i = 0; i < number; ++i) {
      auto slots = i < texts.size() ? guessed_slots(texts[i]) : std::vector<std::string>{};
      placeholder = placeholder || slots.empty();
      if (slots.empty()) slots.push_back(fmt::format("第{}项材料1份", i + 1));
      auto value = slots.size() == 1 ? yaml::text_node(slots.front()) : list_of(slots, true);
      yaml::put(map, std::to_string(i + 1), std::move(value));
    }
    note(ImportNote::Kind::guessed,
         leaf_.title,
         {"importer/guessed-standards", {{"count", static_cast<std::int64_t>(number)}}});
    if (placeholder) group("importer/placeholder-standards");
    yaml::put(item_, "标准", std::move(map));
  }

  const DraftItem& leaf_;
  yaml::Node& item_;
  Imported& imported_;
  const std::set<std::string>& refused_;
  std::vector<std::string> sentences_;
  std::vector<std::string> issued_;
  std::vector<std::string> described_;
  std::vector<std::string> named_;  // slots that sentences name
  std::vector<std::string> methods_;
  std::vector<std::string> slots_;
  std::vector<std::string> passed_over_;  // of the evidence
  bool method_read_ = false;              // the cell about methods lists evidence and nothing else
  bool by_people_ = false;
  bool defects_ = false;  // a sentence reads the defects of the results
  bool others_ = false;   // another one does not
  bool events_ = false;
  bool documents_ = false;  // a sentence judges papers
  bool papers_ = true;      // the leaf asks for papers
  int standards_ = 0;       // how many the sentences need
};

}  // namespace

void write_leaf(const DraftItem& leaf, yaml::Node& item, Imported& imported, ScoringMemo& memo) {
  std::set<std::string> refused;
  for (int attempt = 0;; ++attempt) {
    auto node = item;
    Imported own;
    const auto sentences = LeafWriter(leaf, node, own, refused).run(memo);
    const auto unfit = attempt < 2 ? refused_sentences(node, sentences, attempt == 0) : std::vector<std::string>{};
    if (!unfit.empty()) {
      refused.insert(unfit.begin(), unfit.end());
      continue;
    }
    item = std::move(node);
    imported.sentences += own.sentences;
    imported.understood += own.understood;
    imported.by_people += own.by_people;
    for (auto& [id, codes] : own.groups) std::ranges::move(codes, std::back_inserter(imported.groups[id]));
    std::ranges::move(own.notes, std::back_inserter(imported.notes));
    return;
  }
}

void add_note(Imported& imported, ImportNote::Kind kind, const DraftItem& item, std::string text, Message what) {
  imported.notes.push_back({kind, item.row, item.column, item.code, std::move(text), std::move(what), std::nullopt});
}

}  // namespace guidang
