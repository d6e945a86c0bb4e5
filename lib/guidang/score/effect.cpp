// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/effect.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

using enum SentenceKind;

/// What one sentence does.
struct Effect {
  Exact given;
  Exact taken;
  bool nothing_left = false;       ///< 不得分
  std::optional<Message> message;  ///< None if the sentence changes nothing.
};

bool gives(const Sentence& sentence) {
  switch (sentence.kind) {
    case points_per_event:
    case points_per_standard:
    case points_by_standards:
    case rating_by_standards:
    case rating_by_defects:
    case rating_by_assessor:
    case manual: return true;
    default: return false;
  }
}

bool asks_assessor(const Sentence& sentence) {
  return sentence.kind == rating_by_defects || sentence.kind == per_defect || sentence.kind == rating_by_assessor ||
         sentence.kind == manual;
}

std::string shown(const Exact& points) {
  constexpr int k_places = 4;
  return to_display(points, k_places);
}

Argument count_argument(int count) {
  return {"count", std::int64_t{count}};
}

Argument points_argument(const Exact& points) {
  return {"points", shown(points)};
}

/// `points` for every full `per` of `count`, at most the cap.
Exact times(const Sentence& sentence, int count) {
  const Exact all = sentence.points * Exact(count / std::max(1, sentence.per));
  return sentence.cap ? std::min(all, *sentence.cap) : all;
}

Effect take(std::string_view id, int count, const Exact& points) {
  Effect effect;
  if (count == 0) return effect;
  effect.taken = points;
  effect.message = {std::string(id), {count_argument(count), points_argument(points)}};
  return effect;
}

Effect give(std::string_view id, int count, const Exact& points) {
  Effect effect;
  effect.given = points;
  effect.message = {std::string(id), {count_argument(count), points_argument(points)}};
  return effect;
}

// ---- What is lacking ----

int pieces(const Lacks& lacks) {
  int sum = 0;
  for (const int lack : lacks) sum += lack;
  return sum;
}

Lacks whole_event(const EventRule& rule) {
  Lacks lacks;
  for (const auto& part : rule.parts) lacks.push_back(part.count.least);
  return lacks;
}

/// The events that are judged for their parts. A missing event lacks all its parts, unless another sentence of the leaf
/// counts the events themselves.
std::vector<Lacks> judged_events(const LeafCase& leaf_case) {
  const auto& leaf = *leaf_case.leaf.leaf;
  auto events = leaf_case.facts.events;
  const bool counted_elsewhere = std::ranges::any_of(leaf.scoring, [](const Sentence& sentence) {
    return sentence.kind == per_missing_event || sentence.kind == points_per_event;
  });
  if (leaf.events && !counted_elsewhere) {
    for (int i = 0; i < leaf_case.facts.missing_events; ++i) events.push_back(whole_event(*leaf.events));
  }
  return events;
}

/// How many events are asked for; of more than these the most complete are judged.
std::size_t judged_count(const LeafCase& leaf_case, const std::vector<Lacks>& events) {
  const auto& rule = leaf_case.leaf.leaf->events;
  return std::min(events.size(), static_cast<std::size_t>(rule ? std::max(0, rule->least) : 0));
}

Effect missing_parts(const LeafCase& leaf_case, const Sentence& sentence) {
  auto events = judged_events(leaf_case);
  std::ranges::stable_sort(events, {}, [](const Lacks& lacks) { return unfilled(lacks); });
  events.resize(judged_count(leaf_case, events));
  int count = 0;
  Exact points;
  for (const auto& event : events) {
    count += unfilled(event);
    points += times(sentence, unfilled(event));
  }
  return take("score/missing-parts", count, points);
}

Effect missing_documents(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto& facts = leaf_case.facts;
  int count = pieces(facts.slots);
  for (const auto& standard : facts.standards) count += pieces(standard);
  // A leaf that asks for events only has no other documents than their parts.
  if (facts.slots.empty() && facts.standards.empty()) {
    auto events = judged_events(leaf_case);
    std::ranges::stable_sort(events, {}, pieces);
    events.resize(judged_count(leaf_case, events));
    for (const auto& event : events) count += pieces(event);
  }
  return take("score/missing-documents", count, times(sentence, count));
}

int missing_among(const std::vector<Slot>& slots, const Lacks& lacks, std::string_view name) {
  int count = 0;
  for (std::size_t i = 0; i < lacks.size(); ++i) {
    if (lacks[i] > 0 && folded(slots[i].name) == name) ++count;
  }
  return count;
}

/// How often the slot is not filled: in the leaf, in each standard, in each judged event.
int missing_named(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto& leaf = *leaf_case.leaf.leaf;
  const auto name = folded(sentence.slot);
  int count = missing_among(leaf.slots, leaf_case.facts.slots, name);
  for (std::size_t i = 0; i < leaf_case.facts.standards.size(); ++i) {
    count += missing_among(leaf.standards[i].slots, leaf_case.facts.standards[i], name);
  }
  if (!leaf.events) return count;
  const auto events = judged_events(leaf_case);
  const auto surplus = static_cast<int>(events.size() - judged_count(leaf_case, events));
  int without = 0;
  for (const auto& event : events) without += missing_among(leaf.events->parts, event, name);
  return count + std::max(0, without - surplus);
}

Effect missing_slot_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  Effect effect;
  const int count = missing_named(leaf_case, sentence);
  if (count == 0) return effect;
  if (sentence.kind == missing_slot_zero) {
    effect.nothing_left = true;
    effect.message = {"score/missing-slot-zero", {{"slot", sentence.slot}}};
    return effect;
  }
  effect.taken = sentence.points * Exact(count);
  effect.message = {"score/missing-slot",
                    {{"slot", sentence.slot}, count_argument(count), points_argument(effect.taken)}};
  return effect;
}

/// How many things are missing in all: unfilled slots, events, unfilled parts of the most complete events.
Effect all_or_nothing_effect(const LeafCase& leaf_case) {
  const auto& facts = leaf_case.facts;
  int count = unfilled(facts.slots) + facts.missing_events;
  for (const auto& standard : facts.standards) count += unfilled(standard);
  auto events = facts.events;
  std::ranges::stable_sort(events, {}, [](const Lacks& lacks) { return unfilled(lacks); });
  events.resize(judged_count(leaf_case, events));
  for (const auto& event : events) count += unfilled(event);
  Effect effect;
  if (count == 0) return effect;
  effect.nothing_left = true;
  effect.message = {"score/anything-missing", {count_argument(count)}};
  return effect;
}

// ---- Standards and ratings ----

int standards_met(const Facts& facts) {
  return static_cast<int>(
      std::ranges::count_if(facts.standards, [](const Lacks& lacks) { return unfilled(lacks) == 0; }));
}

/// The share of the leaf's points that a rating is worth; none for a rating that the index does not know.
std::optional<Exact> rating_points(const LeafState& leaf,
                                   const std::map<std::string, Exact>& shares,
                                   const std::string& rating) {
  const auto share = shares.find(rating);
  if (share == shares.end()) return std::nullopt;
  return share->second * leaf.leaf->points;
}

/// The best of the steps that `met` standards reach; null if they reach none.
const Band* reached(const LeafCase& leaf_case, const Sentence& sentence, int met) {
  const auto worth = [&](const Band& band) {
    if (sentence.kind == points_by_standards) return band.points;
    return rating_points(leaf_case.leaf, leaf_case.shares, band.rating).value_or(Exact());
  };
  const Band* best = nullptr;
  for (const auto& band : sentence.bands) {
    if (band.count <= met && (best == nullptr || worth(band) > worth(*best))) best = &band;
  }
  return best;
}

Effect by_standards(const LeafCase& leaf_case, const Sentence& sentence) {
  const int met = standards_met(leaf_case.facts);
  const Band* band = reached(leaf_case, sentence, met);
  if (sentence.kind == points_by_standards) return give("score/standards-met", met, band ? band->points : Exact());
  const std::string rating = band != nullptr ? band->rating : "";
  const auto points = rating_points(leaf_case.leaf, leaf_case.shares, rating).value_or(Exact());
  if (rating.empty()) return give("score/standards-met", met, points);
  auto effect = give("score/standards-rating", met, points);
  effect.message->arguments.push_back({"rating", rating});
  return effect;
}

/// The step for so many defects: the first that allows them; more than all allow is the last step.
const Band* step_for_defects(const Sentence& sentence, int defects) {
  const Band* step = nullptr;
  const Band* last = nullptr;
  for (const auto& band : sentence.bands) {
    if (last == nullptr || band.count > last->count) last = &band;
    if (band.count >= defects && (step == nullptr || band.count < step->count)) step = &band;
  }
  return step != nullptr ? step : last;
}

// ---- What people assess ----

/// What the assessor's line gives by a sentence: by the column the sentence asks for, else by its points or rating.
std::optional<Exact> assessed_points(const LeafState& leaf,
                                     const std::map<std::string, Exact>& shares,
                                     const Sentence& sentence) {
  if (!leaf.result) return std::nullopt;
  const auto& result = *leaf.result;
  if (sentence.kind == per_defect && result.defects) return leaf.leaf->points - times(sentence, *result.defects);
  if (sentence.kind == rating_by_defects && result.defects) {
    const Band* step = step_for_defects(sentence, *result.defects);
    return step != nullptr ? rating_points(leaf, shares, step->rating).value_or(Exact()) : Exact();
  }
  const auto by_rating = rating_points(leaf, shares, result.rating);
  if (sentence.kind == manual && result.points) return result.points;
  return by_rating ? by_rating : result.points;
}

/// What the assessor said, in the words of the column that settled it.
Message assessed_message(const ResultLine& result, const Sentence& sentence, const Exact& change) {
  const bool by_defects = sentence.kind == per_defect || sentence.kind == rating_by_defects;
  if (by_defects && result.defects) {
    const std::string_view id = sentence.kind == per_defect ? "score/defects-take" : "score/defects-rating";
    return {std::string(id), {count_argument(*result.defects), points_argument(change)}};
  }
  const bool by_points = result.points && (sentence.kind == manual || result.rating.empty());
  if (by_points) return {"score/assessed-points", {points_argument(change)}};
  return {"score/assessed-rating", {{"rating", result.rating}, points_argument(change)}};
}

Effect by_assessor(const LeafCase& leaf_case, const Sentence& sentence) {
  const Exact& full = leaf_case.leaf.leaf->points;
  const bool deducts = !gives(sentence);
  const auto points = assessed_points(leaf_case.leaf, leaf_case.shares, sentence);
  Effect effect;
  if (!points) {
    const bool nothing = leaf_case.unassessed == Unassessed::nothing;
    if (deducts && nothing) effect.taken = full;
    if (!deducts && !nothing) effect.given = full;
    effect.message = {"score/waits-for-assessor", {}};
    return effect;
  }
  if (!deducts) {
    effect.given = *points;
    effect.message = assessed_message(*leaf_case.leaf.result, sentence, *points);
    return effect;
  }
  effect.taken = std::max(Exact(), full - *points);
  if (effect.taken > Exact()) effect.message = assessed_message(*leaf_case.leaf.result, sentence, effect.taken);
  return effect;
}

Effect effect_of(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto& facts = leaf_case.facts;
  const auto held = static_cast<int>(facts.events.size());
  switch (sentence.kind) {
    case all_or_nothing: return all_or_nothing_effect(leaf_case);
    case per_missing_event:
      return take("score/missing-events", facts.missing_events, times(sentence, facts.missing_events));
    case per_missing_part: return missing_parts(leaf_case, sentence);
    case per_missing_document: return missing_documents(leaf_case, sentence);
    case missing_slot:
    case missing_slot_zero: return missing_slot_effect(leaf_case, sentence);
    case points_per_event: return give("score/events-held", held, times(sentence, held));
    case points_per_standard:
      return give("score/standards-met", standards_met(facts), times(sentence, standards_met(facts)));
    case points_by_standards:
    case rating_by_standards: return by_standards(leaf_case, sentence);
    case rating_by_defects:
    case per_defect:
    case rating_by_assessor:
    case manual: break;
  }
  return by_assessor(leaf_case, sentence);
}

}  // namespace

Evaluation evaluate(const LeafCase& leaf_case) {
  const auto& sentences = leaf_case.leaf.leaf->scoring;
  const Exact& full = leaf_case.leaf.leaf->points;
  Evaluation evaluation;
  Exact given = std::ranges::any_of(sentences, gives) ? Exact() : full;
  Exact taken;
  bool nothing_left = false;
  for (const auto& sentence : sentences) {
    auto effect = effect_of(leaf_case, sentence);
    given += effect.given;
    taken += effect.taken;
    nothing_left = nothing_left || effect.nothing_left;
    if (!effect.message) continue;
    const Exact change = effect.nothing_left ? Exact() - full : effect.given - effect.taken;
    evaluation.reasons.push_back({std::move(*effect.message), change});
  }
  if (!nothing_left) evaluation.points = std::max(Exact(), std::min(given, full) - taken);
  return evaluation;
}

bool waits_for_assessor(const LeafState& leaf, const std::map<std::string, Exact>& shares) {
  return std::ranges::any_of(leaf.leaf->scoring, [&](const Sentence& sentence) {
    return asks_assessor(sentence) && !assessed_points(leaf, shares, sentence);
  });
}

bool is_assessed(const LeafState& leaf, const std::map<std::string, Exact>& shares) {
  return std::ranges::any_of(leaf.leaf->scoring, [&](const Sentence& sentence) {
    return asks_assessor(sentence) && assessed_points(leaf, shares, sentence).has_value();
  });
}

}  // namespace guidang
