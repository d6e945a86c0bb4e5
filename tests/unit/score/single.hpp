// SPDX-License-Identifier: Apache-2.0
/// \file
/// One leaf scored alone, and sentences built by hand.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/score/score.hpp"
#include "unit/score/builder.hpp"

namespace guidang::score_test {

using Change = std::function<void(LeafState&)>;

/// The score of an index of one leaf whose state `change` has touched.
struct Single {
  explicit Single(Item item, const Change& change = {}, const ScoreContext& context = {})
      : index(index_of({project("Ⅰ-1", {std::move(item)})})) {
    auto states = empty_states(index);
    if (change) change(states.front());
    card = score(index, states, context);
  }

  /// "confirmed/worst/best standing".
  [[nodiscard]] std::string text() const {
    const auto& result = card.leaves.front();
    return result.points.confirmed.text() + "/" + result.points.worst.text() + "/" + result.points.best.text() + " " +
           std::string(to_string(result.standing));
  }

  [[nodiscard]] std::vector<std::string> reasons() const {
    std::vector<std::string> list;
    for (const auto& reason : card.leaves.front().reasons) {
      list.push_back(to_string(reason.message) + " " + reason.change.text());
    }
    return list;
  }

  [[nodiscard]] std::vector<std::string> actions() const {
    std::vector<std::string> list;
    for (const auto& mend : card.mends) {
      for (const auto& action : mend.actions) list.push_back(to_string(action));
    }
    return list;
  }

  Index index;
  Scorecard card;
};

using Texts = std::vector<std::string>;

inline ResultLine result_line() {
  ResultLine line;
  line.date = k_in_period;
  return line;
}

inline Change assessed(std::optional<Exact> points,
                       std::string rating = "",
                       std::optional<int> defects = std::nullopt) {
  return [=](LeafState& state) {
    state.result = result_line();
    state.result->points = points;
    state.result->rating = rating;
    state.result->defects = defects;
  };
}

inline Sentence sentence(SentenceKind kind, std::string figure = "", std::string_view points = "0") {
  Sentence made;
  made.kind = kind;
  made.figure = std::move(figure);
  made.points = exact(points);
  return made;
}

inline Band band(Compare compare, std::string_view from, std::string rating, std::string_view points = "0") {
  Band made;
  made.compare = compare;
  made.from = exact(from);
  made.percent = from.ends_with('%');
  made.rating = std::move(rating);
  made.points = exact(points);
  return made;
}

inline Sentence bands(SentenceKind kind, std::string figure, std::vector<Band> list) {
  auto made = sentence(kind, std::move(figure));
  made.bands = std::move(list);
  return made;
}

inline Item saying(std::string code, std::string_view points, std::vector<Sentence> sentences) {
  auto made = leaf(std::move(code), points, {});
  made.scoring = std::move(sentences);
  return made;
}

inline FactLine fact(std::string name, Exact number) {
  FactLine made;
  made.name = std::move(name);
  made.value.number = std::move(number);
  return made;
}

}  // namespace guidang::score_test
