// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/figure.hpp"
#include "guidang/index/load.hpp"
#include "guidang/index/plain_text.hpp"
#include "guidang/json/document.hpp"

namespace guidang {
namespace {

using yaml::Node;

/// Where `part` stands in `text`, in characters; not where a longer rating such as "C#" begins like it.
int offset_of(std::string_view text, std::string_view part) {
  for (auto at = text.find(part); at != std::string_view::npos && !part.empty(); at = text.find(part, at + 1)) {
    const auto end = at + part.size();
    if (end < text.size() && text[end] == '#') continue;
    return static_cast<int>(code_points(text.substr(0, at)));
  }
  return 0;
}

/// Calls `take` with every slot of a leaf, wherever it stands.
template <typename Take>
void for_each_slot(const Item& item, Take take) {
  for (const auto& slot : item.slots) take(slot);
  if (item.events) {
    for (const auto& slot : item.events->parts) take(slot);
  }
  for (const auto& standard : item.standards) {
    for (const auto& slot : standard.slots) take(slot);
  }
}

bool asks_for_figure(SentenceKind kind) {
  return kind >= SentenceKind::figure_rating && kind <= SentenceKind::figure_pending;
}

/// Whether a list in brackets is really one sentence whose commas were taken for the list's own.
bool is_one_sentence(const Node& list) {
  if (!list.flow || list.items.size() < 2) return false;
  std::string joined;
  bool all_parse = true;
  for (const auto& item : list.items) {
    joined += (joined.empty() ? "" : ", ") + item.text;
    if (joined.size() > 4000) return false;
    // "80%以上B" is a sentence of its own only where nothing before it could be its beginning.
    const auto sentence = parse_sentence(item.text);
    all_parse = all_parse && sentence && !(asks_for_figure(sentence->kind) && sentence->figure.empty());
  }
  return !all_parse && parse_sentence(joined).has_value();
}

/// Whether a measure of the leaf is computed from the fact `wanted`, folded: then its name is meant as it stands.
bool is_operand(const Item& item, const std::string& wanted) {
  return std::ranges::any_of(item.measures, [&](const Measure& measure) {
    return folded(measure.numerator) == wanted || folded(measure.denominator) == wanted;
  });
}

/// Whether `name` has four characters or more and one of `known` is as long and differs in one. Shorter names, and such
/// as only go on (知晓率 and 知晓率2), are too often two things.
bool is_slip(std::string_view name, const std::vector<std::string>& known) {
  const auto own = plain_text(name).characters;
  return own.size() >= 4 && std::ranges::any_of(known, [&](const std::string& one) {
           const auto other = plain_text(one).characters;
           if (other.size() != own.size()) return false;
           std::size_t differing = 0;
           for (std::size_t i = 0; i < own.size(); ++i) differing += own[i] == other[i] ? 0U : 1U;
           return differing == 1;
         });
}

/// A sentence that names no figure speaks of the leaf's only measure.
void name_figure(Sentence& sentence, const Item& item) {
  if (!asks_for_figure(sentence.kind) || !sentence.figure.empty() || item.measures.size() != 1) return;
  sentence.figure = item.measures.front().name;
}

}  // namespace

void IndexLoader::load_scoring(const Node& node, Item& item) {
  slot_names_.clear();
  for_each_slot(item, [&](const Slot& slot) {
    slot_names_.merge([&] {
      const auto names = slot_names(slot);
      return std::set<std::string>(names.begin(), names.end());
    }());
  });
  if (is_one_sentence(node)) return faults_.add(node, {"index/quote-sentence", {}});
  for (const auto& one : node.items) {
    if (one.kind != yaml::NodeKind::scalar || one.text.empty() || faults_.full()) continue;
    auto sentence = parse_sentence(one.text);
    if (sentence) {
      name_figure(*sentence, item);
      check_sentence(one, *sentence, item);
      item.scoring.push_back(*sentence);
      continue;
    }
    const auto& fault = sentence.error();
    std::optional<Message> hint;
    if (fault.nearest) hint = Message{"index/nearest-sentence", {{"sentence", *fault.nearest}}};
    faults_.add(faults_.inside(one, fault.offset, fault.length), fault.message, std::move(hint));
  }
  note_account_sentence(node, item);
  if (in_bonus_) check_bonus_leaf(node, item);
}

/// Whether the index has a running account is known when all of it has been read.
void IndexLoader::note_account_sentence(const Node& node, const Item& item) {
  if (item.scoring.size() != node.items.size()) return;  // a sentence could not be read
  for (std::size_t i = 0; i < item.scoring.size(); ++i) {
    if (item.scoring[i].kind == SentenceKind::account_points) account_sentences_.push_back(&node.items[i]);
  }
}

void IndexLoader::check_sentence(const Node& node, const Sentence& sentence, const Item& item) {
  switch (sentence.kind) {
    case SentenceKind::per_missing_event:
    case SentenceKind::per_missing_part:
    case SentenceKind::points_per_event:
    case SentenceKind::per_missing_month:
      if (!item.events) faults_.add(node, {"index/needs-events", {}});
      break;
    case SentenceKind::points_by_occasion:
      if (!item.events || item.events->occasions.empty()) faults_.add(node, {"index/needs-occasions", {}});
      break;
    case SentenceKind::per_missing_document:
      if (!sentence.slot.empty()) {
        check_slot_of(node, sentence, item);
        break;
      }
      if (item.slots.empty() && slots_read_) faults_.add(node, {"index/needs-slots", {}});
      break;
    case SentenceKind::points_per_standard:
    case SentenceKind::points_by_standards:
    case SentenceKind::rating_by_standards:
      if (item.standards.empty()) return faults_.add(node, {"index/needs-standards", {}});
      break;
    case SentenceKind::missing_slot:
    case SentenceKind::missing_slot_zero: check_slot_of(node, sentence, item); break;
    case SentenceKind::per_bad_sample:
    case SentenceKind::rating_by_sample:
    case SentenceKind::bad_sample_zero: check_sample(node, sentence, item); break;
    default:
      if (asks_for_figure(sentence.kind)) check_figure(node, sentence, item);
      break;
  }
  check_bands(node, sentence, item);
}

/// The leaf draws as many records (抽查) as the sentence says, if it says how many at all.
void IndexLoader::check_sample(const Node& node, const Sentence& sentence, const Item& item) {
  if (item.sample.count > 0 && sentence.target != Exact(item.sample.count)) {
    const auto text = sentence.target.text();
    const auto place = faults_.inside(node, offset_of(node.text, text), static_cast<int>(text.size()));
    faults_.add(place, {"index/sample-differs", {{"count", text}, {"sample", std::int64_t{item.sample.count}}}});
  }
  for (const auto& band : sentence.bands) {
    if (band.from <= sentence.target) continue;
    const auto text = band.from.text();
    const auto place = faults_.inside(node, offset_of(node.text, text), static_cast<int>(text.size()));
    faults_.add(place, {"index/band-over-sample", {{"count", text}, {"sample", sentence.target.text()}}});
  }
}

/// Any name may be a fact, so that only what is nearly a name of the leaf's own, or of a built-in figure, is a slip.
void IndexLoader::check_figure(const Node& node, const Sentence& sentence, const Item& item) {
  if (sentence.figure.empty()) return faults_.add(node, {"index/needs-figure", {}});
  const auto* const built_in = find_built_in(sentence.figure);
  if (built_in != nullptr && built_in->figure == BuiltIn::events_held && !item.events) {
    faults_.add(node, {"index/needs-events", {}});
  }
  if (built_in != nullptr || slot_names_.contains(folded(sentence.figure))) return;
  std::vector<std::string> known;
  for (const auto& measure : item.measures) known.push_back(measure.name);
  for (const auto& figure : built_in_figures()) known.emplace_back(figure.zh);
  for_each_slot(item, [&](const Slot& slot) { known.push_back(slot.name); });
  const auto wanted = folded(sentence.figure);
  const auto is_wanted = [&](const std::string& name) { return folded(name) == wanted; };
  if (std::ranges::any_of(known, is_wanted) || is_operand(item, wanted)) return;
  auto hint = json::did_you_mean(sentence.figure, known);
  if (!hint || !is_slip(sentence.figure, known)) return;
  const auto place =
      faults_.inside(node, offset_of(node.text, sentence.figure), static_cast<int>(code_points(sentence.figure)));
  faults_.add(place, {"index/unsure-figure", {{"figure", sentence.figure}}}, std::move(hint));
}

void IndexLoader::check_slot_of(const Node& node, const Sentence& sentence, const Item& item) {
  if (slot_names_.contains(folded(sentence.slot)) || !slots_read_) return;
  std::vector<std::string> known;
  for_each_slot(item, [&](const Slot& slot) { known.push_back(slot.name); });
  const auto place =
      faults_.inside(node, offset_of(node.text, sentence.slot), static_cast<int>(code_points(sentence.slot)));
  auto hint = json::did_you_mean(sentence.slot, known);
  if (known.size() > 20) known.resize(20);
  if (sentence.kind == SentenceKind::per_missing_document) {
    return faults_.add(place, {"index/unknown-counted", {{"slot", sentence.slot}}}, std::move(hint));
  }
  faults_.add(place, {"index/unknown-slot", {{"slot", sentence.slot}, {"known", std::move(known)}}}, std::move(hint));
}

void IndexLoader::check_bands(const Node& node, const Sentence& sentence, const Item& item) {
  const auto number = static_cast<int>(item.standards.size());
  const bool by_standards =
      sentence.kind == SentenceKind::points_by_standards || sentence.kind == SentenceKind::rating_by_standards;
  for (const auto& band : sentence.bands) {
    if (!band.rating.empty() && !shares_.contains(band.rating)) {
      std::vector<std::string> known;
      for (const auto& share : shares_) known.push_back(share.first);
      const auto place =
          faults_.inside(node, offset_of(node.text, band.rating), static_cast<int>(code_points(band.rating)));
      faults_.add(place, {"index/unknown-rating", {{"rating", band.rating}, {"known", std::move(known)}}});
    }
    if (by_standards && band.from > number) {
      const auto text = band.from.text();
      faults_.add(faults_.inside(node, offset_of(node.text, text), static_cast<int>(text.size())),
                  {"index/band-over-standards", {{"count", text}, {"number", std::int64_t{number}}}});
    }
  }
}

}  // namespace guidang
