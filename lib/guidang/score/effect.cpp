// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/effect.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"

namespace guidang {
namespace {

using enum SentenceKind;

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

/// Whether missing events lack all their parts; not where another sentence of the leaf counts the events themselves.
enum class MissingOnes { judged, not_judged };

MissingOnes missing_ones(const LeafCase& leaf_case) {
  using enum MissingOnes;
  const bool counted_elsewhere = std::ranges::any_of(leaf_case.leaf.leaf->scoring, [](const Sentence& sentence) {
    return sentence.kind == per_missing_event || sentence.kind == points_per_event;
  });
  return counted_elsewhere ? not_judged : judged;
}

/// The events that are judged: those that serve occasions, and of the others as many as are asked for, those of which
/// `lacking` is least.
template <typename Lacking>
std::vector<Lacks> judged(const LeafCase& leaf_case, MissingOnes missing, Lacking lacking) {
  const auto& facts = leaf_case.facts;
  std::vector<Lacks> list = facts.serving;
  auto others = facts.events;
  const auto& rule = leaf_case.leaf.leaf->events;
  if (rule && missing == MissingOnes::judged) {
    const auto free = static_cast<int>(facts.asked - std::min(facts.asked, others.size()));
    list.insert(list.end(), static_cast<std::size_t>(facts.missing_events - free), whole_event(*rule));
    others.insert(others.end(), static_cast<std::size_t>(free), whole_event(*rule));
  }
  std::vector<int> costs;
  costs.reserve(others.size());
  for (const auto& event : others) costs.push_back(lacking(event));
  for (const std::size_t place : most_complete(costs, facts.asked)) list.push_back(others[place]);
  return list;
}

Effect missing_parts(const LeafCase& leaf_case, const Sentence& sentence) {
  int count = 0;
  Exact points;
  for (const auto& event : judged(leaf_case, missing_ones(leaf_case), unfilled)) {
    count += unfilled(event);
    points += times(sentence, unfilled(event));
  }
  return take("score/missing-parts", count, points);
}

/// Whether what is missing of a named slot counts once, or piece by piece.
enum class Count { slots, pieces };

/// How much of the slots with that name (or a synonym) is missing.
int missing_among(const std::vector<Slot>& slots, const Lacks& lacks, const std::string& name, Count by) {
  int count = 0;
  for (std::size_t i = 0; i < lacks.size(); ++i) {
    const auto names = slot_names(slots[i]);
    if (lacks[i] > 0 && std::ranges::count(names, name) > 0) count += by == Count::pieces ? lacks[i] : 1;
  }
  return count;
}

/// The same in the leaf, in each standard, and in each judged event, of the slot that the sentence names.
int missing_named(const LeafCase& leaf_case, const Sentence& sentence, Count by) {
  const auto& leaf = *leaf_case.leaf.leaf;
  const auto name = folded(sentence.slot);
  int count = missing_among(leaf.slots, leaf_case.facts.slots, name, by);
  for (std::size_t i = 0; i < leaf_case.facts.standards.size(); ++i) {
    count += missing_among(leaf.standards[i].slots, leaf_case.facts.standards[i], name, by);
  }
  if (!leaf.events) return count;
  const auto without = [&](const Lacks& event) { return missing_among(leaf.events->parts, event, name, by); };
  for (const auto& event : judged(leaf_case, missing_ones(leaf_case), without)) count += without(event);
  return count;
}

Effect missing_documents(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto& facts = leaf_case.facts;
  int count = 0;
  if (sentence.slot.empty()) {
    count = pieces(facts.slots);
    for (const auto& standard : facts.standards) count += pieces(standard);
    // A leaf that asks for events only has no other documents than their parts.
    if (facts.slots.empty() && facts.standards.empty()) {
      for (const auto& event : judged(leaf_case, missing_ones(leaf_case), pieces)) count += pieces(event);
    }
  } else {
    count = missing_named(leaf_case, sentence, Count::pieces);
  }
  return take("score/missing-documents", count, times(sentence, count));
}

Effect missing_slot_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  Effect effect;
  const int count = missing_named(leaf_case, sentence, Count::slots);
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
  for (const auto& event : judged(leaf_case, MissingOnes::not_judged, unfilled)) count += unfilled(event);
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

/// The best of the steps that `met` standards reach; null if they reach none.
const Band* reached(const LeafCase& leaf_case, const Sentence& sentence, int met) {
  const Band* best = nullptr;
  for (const auto& band : sentence.bands) {
    const bool is_reached = band.compare == Compare::otherwise || band.from <= Exact(met);
    if (is_reached && (best == nullptr || worth_of(leaf_case, band) > worth_of(leaf_case, *best))) {
      best = &band;
    }
  }
  return best;
}

Effect by_standards(const LeafCase& leaf_case, const Sentence& sentence) {
  const int met = standards_met(leaf_case.facts);
  const Band* band = reached(leaf_case, sentence, met);
  if (sentence.kind == points_by_standards) return give("score/standards-met", met, band ? band->points : Exact());
  const std::string rating = band != nullptr ? band->rating : "";
  const auto points = rating_points(leaf_case, rating).value_or(Exact());
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
    if (last == nullptr || band.from > last->from) last = &band;
    if (band.from >= Exact(defects) && (step == nullptr || band.from < step->from)) step = &band;
  }
  return step != nullptr ? step : last;
}

// ---- What people assess ----

/// What the assessor's line gives by a sentence: by the column the sentence asks for, else by its points or rating.
std::optional<Exact> assessed_points(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto& leaf = leaf_case.leaf;
  if (!leaf.result) return std::nullopt;
  const auto& result = *leaf.result;
  if (sentence.kind == per_defect && result.defects) return leaf.leaf->points - times(sentence, *result.defects);
  if (sentence.kind == rating_by_defects && result.defects) {
    const Band* step = step_for_defects(sentence, *result.defects);
    return step != nullptr ? rating_points(leaf_case, step->rating).value_or(Exact()) : Exact();
  }
  const auto by_rating = rating_points(leaf_case, result.rating);
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
  const auto points = assessed_points(leaf_case, sentence);
  if (!points) return waiting(leaf_case, sentence, full, {"score/waits-for-assessor", {}});
  Effect effect;
  effect.settled = true;
  if (gives(sentence)) {
    effect.given = *points;
    effect.message = assessed_message(*leaf_case.leaf.result, sentence, *points);
    return effect;
  }
  effect.taken = std::max(Exact(), full - *points);
  if (effect.taken > Exact()) effect.message = assessed_message(*leaf_case.leaf.result, sentence, effect.taken);
  return effect;
}

Effect effect_of(const LeafCase& leaf_case, const Sentence& sentence, bool held_back) {
  const auto& facts = leaf_case.facts;
  const auto held = static_cast<int>(facts.serving.size() + facts.events.size());
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
    case manual: return by_assessor(leaf_case, sentence);
    default: break;
  }
  return speaks_of_figure(sentence) ? figure_effect(leaf_case, sentence, held_back)
                                    : record_effect(leaf_case, sentence);
}

/// What the assessor took with a remark (扣分). It proves nothing: where a leaf is open it settles no points.
Effect remark_effect(const RemarkLine& remark) {
  Effect effect;
  if (!remark.points || *remark.points <= Exact()) return effect;
  effect.taken = *remark.points;
  effect.message = {remark.reason.empty() ? "score/remark" : "score/remark-reason", {points_argument(effect.taken)}};
  if (!remark.reason.empty()) effect.message->arguments.push_back({"reason", remark.reason});
  return effect;
}

/// Adds up what the sentences and remarks do.
class Balance {
 public:
  explicit Balance(const LeafCase& leaf_case) : full_(leaf_case.leaf.leaf->points) {
    const bool from_zero = leaf_case.leaf.bonus || std::ranges::any_of(leaf_case.leaf.leaf->scoring, gives);
    if (!from_zero) given_ = full_;
  }

  void add(Effect effect) {
    given_ += effect.given;
    taken_ += effect.taken;
    nothing_left_ = nothing_left_ || effect.nothing_left;
    evaluation_.waits = evaluation_.waits || effect.waits;
    evaluation_.settled = evaluation_.settled || effect.settled;
    for (auto& name : effect.lacking) {
      if (std::ranges::find(evaluation_.lacking, name) != evaluation_.lacking.end()) continue;
      evaluation_.lacking.push_back(std::move(name));
    }
    if (!effect.message) return;
    const Exact change = effect.nothing_left ? Exact() - full_ : effect.given - effect.taken;
    evaluation_.reasons.push_back({std::move(*effect.message), change});
  }

  Evaluation take() {
    if (!nothing_left_) evaluation_.points = std::max(Exact(), std::max(Exact(), std::min(given_, full_)) - taken_);
    return std::move(evaluation_);
  }

 private:
  Exact full_;
  Exact given_;
  Exact taken_;
  bool nothing_left_ = false;
  Evaluation evaluation_;
};

}  // namespace

bool gives(const Sentence& sentence) {
  switch (sentence.kind) {
    case points_per_event:
    case points_per_standard:
    case points_by_standards:
    case rating_by_standards:
    case rating_by_defects:
    case rating_by_assessor:
    case manual:
    case figure_rating:
    case figure_points:
    case points_per_figure:
    case points_by_ratio:
    case honours:
    case rating_by_sample:
    case points_by_occasion:
    case account_points:
    case index_points: return true;
    default: return false;
  }
}

Argument count_argument(int count) {
  return {"count", std::int64_t{count}};
}

Argument points_argument(const Exact& points) {
  return {"points", points_text(points)};
}

Exact times(const Sentence& sentence, int count) {
  const Exact all = sentence.points * Exact(count / std::max(1, sentence.per));
  return sentence.cap ? std::min(all, *sentence.cap) : all;
}

std::optional<Exact> rating_points(const LeafCase& leaf_case, const std::string& rating) {
  const auto& shares = leaf_case.around.index.shares;
  const auto share = shares.find(rating);
  if (share == shares.end()) return std::nullopt;
  return share->second * leaf_case.leaf.leaf->points;
}

Exact worth_of(const LeafCase& leaf_case, const Band& band) {
  return band.rating.empty() ? band.points : rating_points(leaf_case, band.rating).value_or(Exact());
}

Effect waiting(const LeafCase& leaf_case, const Sentence& sentence, const Exact& most, Message message) {
  const bool best = leaf_case.reading == Reading::best;
  Effect effect;
  effect.waits = true;
  if (sentence.kind == figure_zero) {
    effect.nothing_left = !best;
  } else if (gives(sentence)) {
    if (best) effect.given = most;
  } else if (!best) {
    effect.taken = most;
  }
  effect.message = std::move(message);
  return effect;
}

Evaluation evaluate(const LeafCase& leaf_case) {
  Balance balance(leaf_case);
  const bool held_back = holds_back(leaf_case);
  for (const auto& sentence : leaf_case.leaf.leaf->scoring) balance.add(effect_of(leaf_case, sentence, held_back));
  for (const auto& remark : leaf_case.leaf.remarks) balance.add(remark_effect(remark));
  return balance.take();
}

}  // namespace guidang
