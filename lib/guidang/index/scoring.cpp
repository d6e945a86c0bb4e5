// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/load.hpp"
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

/// Whether a list in brackets is really one sentence whose commas were taken for the list's own.
bool is_one_sentence(const Node& list) {
  if (!list.flow || list.items.size() < 2) return false;
  std::string joined;
  bool all_parse = true;
  for (const auto& item : list.items) {
    joined += (joined.empty() ? "" : ", ") + item.text;
    if (joined.size() > 4000) return false;
    all_parse = all_parse && parse_sentence(item.text).has_value();
  }
  return !all_parse && parse_sentence(joined).has_value();
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
    const auto sentence = parse_sentence(one.text);
    if (sentence) {
      check_sentence(one, *sentence, item);
      item.scoring.push_back(*sentence);
      continue;
    }
    const auto& fault = sentence.error();
    std::optional<Message> hint;
    if (fault.nearest) hint = Message{"index/nearest-sentence", {{"sentence", *fault.nearest}}};
    faults_.add(faults_.inside(one, fault.offset, fault.length), fault.message, std::move(hint));
  }
}

void IndexLoader::check_sentence(const Node& node, const Sentence& sentence, const Item& item) {
  switch (sentence.kind) {
    case SentenceKind::per_missing_event:
    case SentenceKind::per_missing_part:
    case SentenceKind::points_per_event:
      if (!item.events) faults_.add(node, {"index/needs-events", {}});
      break;
    case SentenceKind::per_missing_document:
      if (item.slots.empty() && slots_read_) faults_.add(node, {"index/needs-slots", {}});
      break;
    case SentenceKind::points_per_standard:
    case SentenceKind::points_by_standards:
    case SentenceKind::rating_by_standards:
      if (item.standards.empty()) return faults_.add(node, {"index/needs-standards", {}});
      break;
    case SentenceKind::missing_slot:
    case SentenceKind::missing_slot_zero: check_slot_of(node, sentence, item); break;
    case SentenceKind::all_or_nothing:
    case SentenceKind::rating_by_defects:
    case SentenceKind::per_defect:
    case SentenceKind::rating_by_assessor:
    case SentenceKind::manual: break;
  }
  check_bands(node, sentence, item);
}

void IndexLoader::check_slot_of(const Node& node, const Sentence& sentence, const Item& item) {
  if (slot_names_.contains(folded(sentence.slot)) || !slots_read_) return;
  std::vector<std::string> known;
  for_each_slot(item, [&](const Slot& slot) { known.push_back(slot.name); });
  const auto place =
      faults_.inside(node, offset_of(node.text, sentence.slot), static_cast<int>(code_points(sentence.slot)));
  auto hint = json::did_you_mean(sentence.slot, known);
  if (known.size() > 20) known.resize(20);
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
    if (by_standards && band.count > number) {
      const auto text = std::to_string(band.count);
      faults_.add(
          faults_.inside(node, offset_of(node.text, text), static_cast<int>(text.size())),
          {"index/band-over-standards", {{"count", std::int64_t{band.count}}, {"number", std::int64_t{number}}}});
    }
  }
}

}  // namespace guidang
