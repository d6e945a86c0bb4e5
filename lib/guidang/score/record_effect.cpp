// SPDX-License-Identifier: Apache-2.0
// Sentences about honours, samples, months, occasions, the running account and other indexes.
#include <algorithm>
#include <map>
#include <set>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"
#include "guidang/score/effect.hpp"

namespace guidang {
namespace {

using enum SentenceKind;

// ---- Honours ----

/// The days from which an honour of the leaf counts: those of its evidence, else the period.
std::optional<DateRange> honour_window(const LeafCase& leaf_case) {
  const auto& leaf = *leaf_case.leaf.leaf;
  if (!leaf.slots.empty()) return leaf.slots.front().window;
  if (leaf.events) return leaf.events->window;
  return leaf_case.around.index.period;
}

const Band* band_of_level(const Sentence& sentence, const std::string& level) {
  const auto wanted = folded(level);
  const auto found =
      std::ranges::find_if(sentence.bands, [&](const Band& band) { return folded(band.level) == wanted; });
  return found == sentence.bands.end() ? nullptr : &*found;
}

Effect honours_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto window = honour_window(leaf_case);
  std::map<std::string, Exact> highest;  // by matter
  std::vector<Exact> each;
  for (const auto& line : leaf_case.leaf.facts) {
    const auto* band = line.level.empty() ? nullptr : band_of_level(sentence, line.level);
    if (band == nullptr || (line.date && window && !window->contains(*line.date))) continue;
    if (!sentence.highest_only || line.matter.empty()) {
      each.push_back(band->points);
    } else {
      auto& most = highest[folded(line.matter)];
      most = std::max(most, band->points);
    }
  }
  for (const auto& [matter, points] : highest) each.push_back(points);
  Effect effect;
  effect.given = sum_of(each);
  if (sentence.cap) effect.given = std::min(effect.given, *sentence.cap);
  effect.settled = !each.empty();
  effect.message = {"score/honours", {count_argument(static_cast<int>(each.size())), points_argument(effect.given)}};
  return effect;
}

// ---- Samples ----

struct Sample {
  int wanted = 0;
  int good = 0;
  int bad = 0;
  int open = 0;
};

/// What is open is good in the best reading, else bad. Records that do not exist yet may be supplied.
Sample sample_of(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto state = leaf_case.leaf.sample.value_or(SampleState{});
  Sample sample{state.wanted, state.good, state.bad, 0};
  if (sample.wanted == 0) sample.wanted = static_cast<int>(std::stoll(sentence.target.rounded(0).text()));
  sample.open = std::max(state.open, sample.wanted - sample.good - sample.bad);
  int become_good = leaf_case.reading == Reading::best ? sample.open : 0;
  if (leaf_case.assume == Assume::supplied) {
    become_good = std::clamp(sample.wanted - static_cast<int>(state.drawn.size()), 0, sample.open);
  }
  sample.good += become_good;
  sample.bad += sample.open - become_good;
  return sample;
}

/// The best step that so many good records reach; else 其余.
const Band* sample_band(const LeafCase& leaf_case, const Sentence& sentence, int good) {
  const Band* best = nullptr;
  const Band* rest = nullptr;
  for (const auto& band : sentence.bands) {
    if (band.compare == Compare::otherwise) {
      rest = &band;
    } else if (band.from <= Exact(good) &&
               (best == nullptr || worth_of(leaf_case, band) > worth_of(leaf_case, *best))) {
      best = &band;
    }
  }
  return best != nullptr ? best : rest;
}

Effect sample_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto sample = sample_of(leaf_case, sentence);
  Effect effect;
  effect.waits = sample.open > 0;
  effect.settled = sample.wanted > sample.open;
  std::vector<Argument> arguments{{"wanted", std::int64_t{sample.wanted}}, count_argument(sample.bad)};
  if (sentence.kind == rating_by_sample) {
    const auto* band = sample_band(leaf_case, sentence, sample.good);
    effect.given = band != nullptr ? worth_of(leaf_case, *band) : Exact();
    arguments.push_back(points_argument(effect.given));
    effect.message = {"score/sample-rating", std::move(arguments)};
  } else if (sentence.kind == bad_sample_zero) {
    effect.nothing_left = sample.bad >= std::max(1, sentence.per);
    if (effect.nothing_left) effect.message = {"score/sample-zero", std::move(arguments)};
  } else if (sample.bad > 0) {
    effect.taken = times(sentence, sample.bad);
    arguments.push_back(points_argument(effect.taken));
    effect.message = {"score/sample-takes", std::move(arguments)};
  }
  if (effect.message && effect.waits && leaf_case.reading != Reading::best) {
    effect.message->id = "score/waits-for-sample";
    effect.message->arguments = {{"wanted", std::int64_t{sample.wanted}}, {"open", std::int64_t{sample.open}}};
  }
  return effect;
}

// ---- Months ----

using Month = std::chrono::year_month;

Month month_of(Date day) {
  return {day.year(), day.month()};
}

/// "2026-09".
std::string month_name(Month month) {
  constexpr std::size_t k_length = 7;
  return to_string(Date(month / std::chrono::day(1))).substr(0, k_length);
}

/// The months of the window that are over on the day of the run.
std::set<Month> months_over(const LeafCase& leaf_case) {
  const auto& rule = leaf_case.leaf.leaf->events;
  const auto window = rule && rule->window ? *rule->window : leaf_case.around.index.period;
  const auto today = leaf_case.around.context.today;
  std::set<Month> months;
  for (Month month = month_of(window.from); month <= month_of(window.to); month += std::chrono::months(1)) {
    const Date last = std::min(Date(month / std::chrono::last), window.to);
    if (!today || last < *today) months.insert(month);
  }
  return months;
}

Effect months_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  auto months = months_over(leaf_case);
  int undated = 0;
  for (const auto& event : leaf_case.leaf.events) {
    if (counts(event)) {
      months.erase(month_of(*event.date));
    } else if (may_count(event)) {
      event.date ? static_cast<void>(months.erase(month_of(*event.date))) : static_cast<void>(++undated);
    }
  }
  int missing = static_cast<int>(months.size());
  if (leaf_case.assume != Assume::proven) missing = std::max(0, missing - undated);
  if (leaf_case.assume == Assume::supplied) missing = 0;
  Effect effect;
  if (missing == 0) return effect;
  effect.taken = times(sentence, missing);
  std::vector<std::string> names;
  names.reserve(months.size());
  for (const auto& month : months) names.push_back(month_name(month));
  effect.message = {"score/missing-months",
                    {{"months", std::move(names)}, count_argument(missing), points_argument(effect.taken)}};
  return effect;
}

// ---- Occasions ----

/// The share of one occasion's points for so many missing parts: 1 for none, else its step's.
Exact share_of_parts(const LeafCase& leaf_case, const Sentence& sentence, int missing) {
  if (missing == 0) return 1;
  const Band* found = nullptr;
  for (const auto& band : sentence.bands) {
    const bool reached = band.compare == Compare::otherwise || band.from <= Exact(missing);
    if (reached && (found == nullptr || found->compare == Compare::otherwise || band.from > found->from)) found = &band;
  }
  if (found == nullptr) return {};
  if (found->rating.empty()) return found->points;
  const auto share = leaf_case.around.index.shares.find(found->rating);
  return share == leaf_case.around.index.shares.end() ? Exact() : share->second;
}

Exact share_of_occasion(const LeafCase& leaf_case, const Sentence& sentence, const OccasionState& occasion) {
  if (leaf_case.assume == Assume::supplied || (leaf_case.assume == Assume::hoped && !occasion.due_passed)) return 1;
  const auto& events = leaf_case.leaf.events;
  if (!occasion.event || *occasion.event >= events.size()) return {};
  const auto& event = events[*occasion.event];
  const bool held = counts(event) || (leaf_case.assume != Assume::proven && may_count(event));
  return held ? share_of_parts(leaf_case, sentence, unfilled(lacks_of(event.parts, leaf_case.assume))) : Exact();
}

/// The points are spread over the occasions already due; where none is, over all.
Effect occasions_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto& occasions = leaf_case.leaf.occasions;
  const bool all = leaf_case.assume == Assume::hoped || std::ranges::none_of(occasions, &OccasionState::due_passed);
  std::vector<Exact> shares;
  for (const auto& occasion : occasions) {
    if (all || occasion.due_passed) shares.push_back(share_of_occasion(leaf_case, sentence, occasion));
  }
  Effect effect;
  const auto due = static_cast<std::int64_t>(shares.size());
  if (due > 0) effect.given = sum_of(shares) / Exact(due) * leaf_case.leaf.leaf->points;
  effect.message = {"score/occasions", {count_argument(static_cast<int>(due)), points_argument(effect.given)}};
  return effect;
}

// ---- Account, other indexes ----

Effect account_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  const auto lines = leaf_case.around.account.find(folded(leaf_case.leaf.leaf->code));
  std::vector<Exact> changes;
  if (lines != leaf_case.around.account.end()) {
    for (const auto* line : lines->second) {
      if (const auto change = account_change(leaf_case.around.index, *line)) changes.push_back(*change);
    }
  }
  Effect effect;
  effect.given = std::max(Exact(), sum_of(changes));
  if (sentence.cap) effect.given = std::min(effect.given, *sentence.cap);
  effect.settled = !changes.empty();
  effect.message = {"score/account-points",
                    {count_argument(static_cast<int>(changes.size())), points_argument(effect.given)}};
  return effect;
}

Effect index_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  const Exact& full = leaf_case.leaf.leaf->points;
  const auto found = leaf_case.around.context.indexes.find(sentence.figure);
  if (found == leaf_case.around.context.indexes.end()) {
    auto effect = waiting(leaf_case, sentence, full, {"score/waits-for-index", {{"index", sentence.figure}}});
    effect.waits = true;
    return effect;
  }
  const auto& shares = found->second;
  Exact share = shares.worst;
  if (leaf_case.reading == Reading::confirmed) share = std::min(shares.confirmed, shares.worst);
  if (leaf_case.reading == Reading::best) share = shares.best;
  Effect effect;
  effect.given = std::max(Exact(), std::min(Exact(1), share)) * full;
  if (sentence.cap) effect.given = std::min(effect.given, *sentence.cap);
  effect.settled = true;
  effect.message = {
      "score/index-points",
      {{"index", sentence.figure}, {"value", figure_text(share * Exact(100)) + "%"}, points_argument(effect.given)}};
  return effect;
}

}  // namespace

Effect record_effect(const LeafCase& leaf_case, const Sentence& sentence) {
  switch (sentence.kind) {
    case honours: return honours_effect(leaf_case, sentence);
    case per_bad_sample:
    case rating_by_sample:
    case bad_sample_zero: return sample_effect(leaf_case, sentence);
    case per_missing_month: return months_effect(leaf_case, sentence);
    case points_by_occasion: return occasions_effect(leaf_case, sentence);
    case account_points: return account_effect(leaf_case, sentence);
    case index_points: return index_effect(leaf_case, sentence);
    default: return {};
  }
}

}  // namespace guidang
