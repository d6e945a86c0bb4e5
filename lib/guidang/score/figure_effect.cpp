// SPDX-License-Identifier: Apache-2.0
// Sentences about a figure: bands, shortfalls, ratios, conditions.
#include <algorithm>

#include "guidang/base/points.hpp"
#include "guidang/score/effect.hpp"
#include "guidang/score/figures.hpp"

namespace guidang {
namespace {

using enum SentenceKind;

/// Two digits after the point, or more where rounding would seem to reach a whole number, where bands begin.
std::string shown_figure(const Exact& value, const Sentence& sentence) {
  // A share of a whole is spoken of in per cent.
  const bool share = sentence.kind == SentenceKind::points_by_ratio && sentence.target == Exact(1);
  const bool percent =
      share || sentence.percent || std::ranges::any_of(sentence.bands, [](const Band& band) { return band.percent; });
  const Exact scaled = percent ? value * Exact(100) : value;
  return figure_text(scaled) + (percent ? "%" : "");
}

bool holds(Compare compare, const Exact& value, const Exact& from, const Exact& to) {
  switch (compare) {
    case Compare::equal: return value == from;
    case Compare::at_least: return value >= from;
    case Compare::above: return value > from;
    case Compare::at_most: return value <= from;
    case Compare::below: return value < from;
    case Compare::between: return from <= value && value < to;
    case Compare::otherwise: break;
  }
  return true;
}

/// How tight a comparison is: an equal figure, a span, a lower gate, an upper gate, the rest.
int looseness(Compare compare) {
  switch (compare) {
    case Compare::equal: return 0;
    case Compare::between: return 1;
    case Compare::at_least:
    case Compare::above: return 2;
    case Compare::at_most:
    case Compare::below: return 3;
    case Compare::otherwise: break;
  }
  return 4;
}

/// Of two bands that hold a figure: whether `a` holds it tighter. Of lower gates the higher is tighter, of upper ones
/// the lower; 超过90% is tighter than 90%以上.
bool is_tighter(const Band& a, const Band& b) {
  if (looseness(a.compare) != looseness(b.compare)) return looseness(a.compare) < looseness(b.compare);
  if (a.compare == Compare::between) return a.to - a.from < b.to - b.from;
  if (a.from != b.from) return looseness(a.compare) == 2 ? a.from > b.from : a.from < b.from;
  return a.compare == Compare::above || a.compare == Compare::below;
}

const Band* band_of(const Sentence& sentence, const Exact& value) {
  const Band* found = nullptr;
  for (const auto& band : sentence.bands) {
    if (holds(band.compare, value, band.from, band.to) && (found == nullptr || is_tighter(band, *found))) found = &band;
  }
  return found;
}

Exact whole_below(const Exact& number) {
  const Exact rounded = number.rounded(0);
  return rounded > number ? rounded - Exact(1) : rounded;
}

Exact whole_above(const Exact& number) {
  const Exact rounded = number.rounded(0);
  return rounded < number ? rounded + Exact(1) : rounded;
}

/// How many steps `gap` is worth.
Exact steps_of(const Sentence& sentence, const Exact& gap) {
  if (gap <= Exact() || sentence.step <= Exact()) return {};
  Exact steps = gap / sentence.step;
  switch (sentence.fraction) {
    case Fraction::full: return whole_below(steps);
    case Fraction::started: return whole_above(steps);
    case Fraction::exact: break;
  }
  return steps;
}

Exact capped(const Sentence& sentence, const Exact& points) {
  return sentence.cap ? std::min(points, *sentence.cap) : points;
}

/// The most that the sentence can give or take.
Exact most_of(const LeafCase& leaf_case, const Sentence& sentence) {
  if (sentence.kind == figure_takes) return sentence.points;
  if (sentence.bands.empty()) return sentence.cap.value_or(leaf_case.leaf.leaf->points);
  Exact most;
  for (const auto& band : sentence.bands) most = std::max(most, worth_of(leaf_case, band));
  return most;
}

/// What the sentence gives or takes for a figure that is known.
Exact points_for(const LeafCase& leaf_case, const Sentence& sentence, const Exact& value) {
  const auto times_of = [&](const Exact& count) { return capped(sentence, sentence.points * count); };
  switch (sentence.kind) {
    case figure_rating:
    case figure_points:
    case figure_deduction: {
      const auto* band = band_of(sentence, value);
      return band != nullptr ? worth_of(leaf_case, *band) : Exact();
    }
    case per_shortfall: return times_of(steps_of(sentence, sentence.target - value));
    case per_excess: return times_of(steps_of(sentence, value - sentence.target));
    case per_figure:
    case points_per_figure: {
      const Exact count = whole_below(value / Exact(std::max(1, sentence.per)));
      return times_of(std::max(Exact(), count));
    }
    case points_by_ratio: {
      const Exact whole = sentence.target > Exact() ? sentence.target : Exact(1);
      const Exact share = std::max(Exact(), std::min(Exact(1), value / whole));
      return capped(sentence, share * leaf_case.leaf.leaf->points);
    }
    case figure_takes: return holds(sentence.compare, value, sentence.target, {}) ? sentence.points : Exact();
    default: return {};
  }
}

Message figure_message(std::string_view id, const Sentence& sentence, const Exact& value, const Exact& points) {
  return {std::string(id),
          {{"figure", sentence.figure}, {"value", shown_figure(value, sentence)}, points_argument(points)}};
}

Effect apply(const LeafCase& leaf_case, const Sentence& sentence, const Exact& value) {
  Effect effect;
  if (sentence.kind == figure_zero) {
    effect.nothing_left = holds(sentence.compare, value, sentence.target, {});
    if (effect.nothing_left) {
      effect.message = figure_message("score/figure-zero", sentence, value, {});
      effect.message->arguments.pop_back();
    }
    return effect;
  }
  const Exact points = points_for(leaf_case, sentence, value);
  effect.given = gives(sentence) ? points : Exact();
  effect.taken = gives(sentence) ? Exact() : points;
  if (leaf_case.assume != Assume::proven) return effect;  // nobody reads why
  if (gives(sentence)) {
    effect.message = figure_message("score/figure-gives", sentence, value, points);
  } else if (points > Exact()) {
    effect.message = figure_message("score/figure-takes", sentence, value, points);
  }
  return effect;
}

Effect at_best(const LeafCase& leaf_case, const Sentence& sentence) {
  Effect effect;
  if (gives(sentence)) effect.given = most_of(leaf_case, sentence);
  return effect;
}

bool is_held_back(const Sentence& sentence, const Figure& figure) {
  return !figure.value || holds(sentence.compare, *figure.value, sentence.target, {});
}

/// The sentence that holds the other figures of its leaf back.
Effect pending_effect(const LeafCase& leaf_case, const Sentence& sentence, const Figure& figure) {
  Effect effect;
  if (!is_held_back(sentence, figure)) return effect;
  effect.waits = true;
  effect.lacking = figure.lacking;
  if (leaf_case.reading == Reading::best) return effect;
  effect.message = figure.value ? figure_message("score/figure-pending", sentence, *figure.value, {})
                                : Message{"score/waits-for-figure", {{"figure", sentence.figure}}};
  if (figure.value) effect.message->arguments.pop_back();
  return effect;
}

}  // namespace

bool holds_back(const LeafCase& leaf_case) {
  return std::ranges::any_of(leaf_case.leaf.leaf->scoring, [&](const Sentence& sentence) {
    return sentence.kind == figure_pending && is_held_back(sentence, figure_of(leaf_case, sentence.figure));
  });
}

Effect figure_effect(const LeafCase& leaf_case, const Sentence& sentence, bool held_back) {
  const auto figure = figure_of(leaf_case, sentence.figure);
  if (sentence.kind == figure_pending) return pending_effect(leaf_case, sentence, figure);
  const bool unsettled = held_back || !figure.value;
  const bool comes = figure.grows || (leaf_case.assume == Assume::supplied && !figure.lacking.empty());
  Effect effect;
  if (comes) {
    effect = at_best(leaf_case, sentence);
  } else if (unsettled) {
    effect = waiting(
        leaf_case, sentence, most_of(leaf_case, sentence), {"score/waits-for-figure", {{"figure", sentence.figure}}});
  } else {
    effect = apply(leaf_case, sentence, *figure.value);
  }
  effect.waits = unsettled;
  effect.settled = !unsettled && figure.reported;
  effect.lacking = figure.lacking;
  return effect;
}

}  // namespace guidang
