// SPDX-License-Identifier: Apache-2.0
// Laws that hold for every index and every state, tried on many made by chance.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "guidang/score/score.hpp"
#include "unit/score/builder.hpp"
#include "unit/score/single.hpp"

using namespace guidang;
using namespace guidang::score_test;

namespace {

/// Makes indexes whose complete evidence earns full points, and any state of their leaves.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  bool chance(int percent) { return below(100) < percent; }

  Index index() {
    std::vector<Item> projects;
    for (int p = 0; p <= below(3); ++p) {
      std::vector<Item> leaves;
      for (int i = 0; i <= below(4); ++i) leaves.push_back(any_leaf(std::to_string(p) + "-" + std::to_string(i)));
      projects.push_back(project(std::to_string(p), std::move(leaves)));
    }
    auto made = index_of(std::move(projects));
    if (chance(50)) made.leaf_places = below(3);
    return made;
  }

  std::vector<LeafState> states(const Index& index) {
    auto made = empty_states(index);
    for (auto& state : made) scatter(state);
    return made;
  }

 private:
  Item any_leaf(const std::string& code) {
    const std::string points = chance(10) ? "0" : std::to_string(1 + below(6)) + (chance(50) ? ".5" : "");
    switch (below(6)) {
      case 0: return document_leaf(leaf(code, points, {}));
      case 1: return event_leaf(leaf(code, points, {}));
      case 2: return given_event_leaf(leaf(code, points, {}));
      case 3: return part_leaf(leaf(code, points, {}));
      case 4: return standard_leaf(leaf(code, points, {}));
      default: return assessed_leaf(leaf(code, points, {}));
    }
  }

  static void say(Item& item, const std::string& sentence) { item.scoring.push_back(parse_sentence(sentence).value()); }

  std::string quarter(int least = 0) { return exact_quarters(least + below(6)); }

  static std::string exact_quarters(int quarters) { return Exact::ratio(quarters, 4).text(); }

  std::vector<Slot> slots(int least) {
    std::vector<Slot> list;
    for (int i = least + below(3); i > 0; --i) list.push_back(slot("材料" + std::to_string(i), 1 + below(3)));
    return list;
  }

  Item document_leaf(Item item) {
    item.slots = slots(1);
    if (chance(30)) item = with_standards(std::move(item), 2);
    if (chance(60)) {
      say(item,
          "每缺" + std::to_string(1 + below(3)) + "份材料扣" + quarter() + "分" + (chance(50) ? "、最多扣1分" : ""));
    }
    if (chance(30)) say(item, "缺材料1扣" + quarter() + "分");
    if (chance(20)) say(item, "缺材料1不得分");
    if (chance(20) || item.scoring.empty()) say(item, "缺一项不得分");
    return item;
  }

  /// A missing event costs no less than an event without its parts: else beginning one would cost points.
  Item event_leaf(Item item) {
    item = with_events(std::move(item), 1 + below(3), slots(1));
    const int event_quarters = 2 + below(6);
    say(item, "每缺1次活动扣" + exact_quarters(event_quarters) + "分");
    if (chance(70)) say(item, "每次活动每缺1件扣0.25分、最多扣" + exact_quarters(below(event_quarters)) + "分");
    if (chance(20)) say(item, "缺材料1扣0.25分");
    if (chance(10)) say(item, "缺一项不得分");
    return item;
  }

  Item given_event_leaf(Item item) {
    const int least = 1 + below(3);
    item = with_events(std::move(item), least, slots(1));
    Sentence each;
    each.kind = SentenceKind::points_per_event;
    each.points = item.points / Exact(least);
    item.scoring = {each};
    return item;
  }

  Item part_leaf(Item item) {
    item = with_events(std::move(item), 1 + below(3), slots(1));
    if (chance(50)) say(item, "每次活动每缺1件扣" + quarter() + "分");
    if (chance(30)) say(item, "缺材料1扣" + quarter() + "分");
    if (chance(30)) say(item, "缺材料1不得分");
    if (chance(30) || item.scoring.empty()) say(item, "每缺1份材料扣" + quarter() + "分、最多扣1分");
    return item;
  }

  Item standard_leaf(Item item) {
    item = with_standards(std::move(item), 3);
    if (chance(30)) {
      Sentence each;
      each.kind = SentenceKind::points_per_standard;
      each.points = item.points / Exact(3);
      item.scoring = {each};
      return item;
    }
    say(item, chance(50) ? "达标3项A、2项B、1项C、0项C#" : "达标3项得9分、2项得1分、1项得0.5分");
    return item;
  }

  Item assessed_leaf(Item item) {
    const char* const sentences[] = {
        "人工评定", "按评定等级得分", "问题0个A、1个B、2个C、3个以上C#", "每个问题扣0.5分、最多扣2分"};
    say(item, sentences[below(4)]);
    if (chance(30)) {
      item.slots = slots(1);
      say(item, "每缺1份材料扣" + quarter() + "分");
    }
    return item;
  }

  void scatter(SlotState& state) {
    constexpr Standing k_standings[] = {
        Standing::counts, Standing::counts, Standing::undated, Standing::outside_window};
    for (int i = below(5); i > 0; --i) state.proofs.push_back(proof(k_standings[below(4)]));
    state.due_passed = chance(60);
  }

  void scatter(std::vector<SlotState>& slots) {
    for (auto& state : slots) scatter(state);
  }

  void scatter(LeafState& state) {
    scatter(state.slots);
    for (auto& standard : state.standards) scatter(standard.slots);
    state.events_due_passed = chance(60);
    for (int i = state.leaf->events ? below(5) : 0; i > 0; --i) {
      auto& event = add_event(state);
      for (auto& part : event.parts) part.proofs.clear();
      scatter(event.parts);
      if (chance(25)) event.date.reset();
      if (chance(15)) event.in_window = false;
    }
    if (!chance(50)) return;
    state.result = ResultLine{};
    if (chance(50)) state.result->points = Exact::ratio(below(40) - 4, 4);
    if (chance(50)) state.result->rating = chance(50) ? "A" : "C";
    if (chance(50)) state.result->defects = below(6);
  }

  std::mt19937 random_;
};

void check_ordered(const Points& points, const Exact& full) {
  REQUIRE(Exact() <= points.confirmed);
  REQUIRE(points.confirmed <= points.worst);
  REQUIRE(points.worst <= points.best);
  REQUIRE(points.best <= full);
}

void check_not_lower(const Points& before, const Points& after) {
  REQUIRE(after.confirmed >= before.confirmed);
  REQUIRE(after.worst >= before.worst);
  REQUIRE(after.best >= before.best);
}

/// Every slot of the leaf in which a proof counts: those of its standards and of events held in the window included.
std::vector<SlotState*> counting_slots(LeafState& state) {
  std::vector<SlotState*> list;
  for (auto& one : state.slots) list.push_back(&one);
  for (auto& standard : state.standards) {
    for (auto& one : standard.slots) list.push_back(&one);
  }
  for (auto& event : state.events) {
    if (!event.date || !event.in_window) continue;
    for (auto& part : event.parts) list.push_back(&part);
  }
  return list;
}

bool is_assessed_kind(const Sentence& sentence) {
  using enum SentenceKind;
  return sentence.kind == manual || sentence.kind == rating_by_assessor || sentence.kind == rating_by_defects ||
         sentence.kind == per_defect;
}

std::string sentences_of(const Item& item) {
  std::string text = item.points.text() + ":";
  for (const auto& sentence : item.scoring) text += " " + print_sentence(sentence, "zh");
  return text;
}

constexpr unsigned k_rounds = 300;

}  // namespace

TEST_CASE("confirmed, worst and best are in this order and within the points, for leaves, projects and total") {
  for (unsigned seed = 0; seed < k_rounds; ++seed) {
    CAPTURE(seed);
    Generator generator(seed);
    const auto index = generator.index();
    const auto card = score(index, generator.states(index));
    REQUIRE(card.full == index.total);
    Points sum;
    for (const auto& leaf : card.leaves) {
      check_ordered(leaf.points, leaf.full);
      if (leaf.full > Exact() && leaf.standing != LeafStanding::met) REQUIRE_FALSE(leaf.reasons.empty());
      sum.confirmed += leaf.points.confirmed;
      sum.worst += leaf.points.worst;
      sum.best += leaf.points.best;
    }
    for (const auto& project : card.projects) check_ordered(project.points, project.full);
    REQUIRE(sum == card.total);
  }
}

TEST_CASE("everything supplied earns full points on every leaf that documents settle") {
  for (unsigned seed = 0; seed < k_rounds; ++seed) {
    CAPTURE(seed);
    Generator generator(seed);
    const auto index = generator.index();
    auto states = generator.states(index);
    for (auto& state : states) fill_all(state);
    const auto card = score(index, states);
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (std::ranges::any_of(states[i].leaf->scoring, is_assessed_kind)) continue;
      REQUIRE(card.leaves[i].points == Points{card.leaves[i].full, card.leaves[i].full, card.leaves[i].full});
      REQUIRE(card.leaves[i].standing == LeafStanding::met);
    }
  }
}

TEST_CASE("one more proof that counts lowers no reading") {
  for (unsigned seed = 0; seed < k_rounds; ++seed) {
    CAPTURE(seed);
    Generator generator(seed);
    const auto index = generator.index();
    auto states = generator.states(index);
    const auto before = score(index, states);
    for (std::size_t i = 0; i < states.size(); ++i) {
      for (auto* one : counting_slots(states[i])) {
        one->proofs.push_back(proof());
        CAPTURE(sentences_of(*states[i].leaf));
        check_not_lower(before.leaves[i].points, score(index, states).leaves[i].points);
        one->proofs.pop_back();
      }
    }
  }
}

TEST_CASE("a mend gains points, says what to do, and its gain is what supplying everything brings") {
  for (unsigned seed = 0; seed < k_rounds; ++seed) {
    CAPTURE(seed);
    Generator generator(seed);
    const auto index = generator.index();
    auto states = generator.states(index);
    const auto card = score(index, states);
    for (const auto& mend : card.mends) {
      REQUIRE(mend.gain > Exact());
      REQUIRE_FALSE(mend.actions.empty());
      const auto code = [&mend](const LeafState& state) { return state.leaf->code == mend.code; };
      const auto place = std::ranges::find_if(states, code) - states.begin();
      auto supplied = states;
      auto& state = supplied.at(static_cast<std::size_t>(place));
      fill_all(state);
      const auto after = score(index, supplied).leaves.at(static_cast<std::size_t>(place));
      REQUIRE(after.points.confirmed - card.leaves.at(static_cast<std::size_t>(place)).points.confirmed >= mend.gain);
    }
  }
}

TEST_CASE("an index that only people judge confirms nothing before they did, and may still earn everything") {
  const auto index = index_of({project("Ⅰ-1", {leaf("Ⅲ-1", "4", {"人工评定"}), leaf("Ⅲ-2", "6", {"每个问题扣1分"})})});
  const auto card = score(index, empty_states(index));
  CHECK(card.total == Points{Exact(), Exact(10), Exact()});
  CHECK(card.mends.empty());
}

namespace {

/// Leaves of the sentences about figures, samples, months, honours and other indexes, with tables by chance.
class Records {
 public:
  explicit Records(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  bool chance(int percent) { return below(100) < percent; }

  Item any(const std::string& code) {
    using enum SentenceKind;
    constexpr SentenceKind k_kinds[] = {figure_rating,
                                        figure_points,
                                        figure_deduction,
                                        per_shortfall,
                                        per_excess,
                                        per_figure,
                                        points_per_figure,
                                        figure_zero,
                                        figure_takes,
                                        points_by_ratio,
                                        figure_pending,
                                        honours,
                                        per_bad_sample,
                                        rating_by_sample,
                                        bad_sample_zero,
                                        per_missing_month,
                                        account_points,
                                        index_points};
    std::vector<Sentence> sentences;
    for (int i = 0; i <= below(3); ++i) sentences.push_back(any(k_kinds[below(18)]));
    auto item = saying(code, std::to_string(1 + below(6)), std::move(sentences));
    if (chance(30)) item.slots = {slot("照片", 1 + below(3))};
    if (chance(30)) item.measures = {{"占比", chance(50) ? "照片" : "甲", "乙", {}}};
    return item;
  }

  void scatter(LeafState& state) {
    for (const auto* name : {"占比", "甲", "乙"}) {
      if (chance(60)) state.facts.push_back(fact(name, Exact::ratio(below(12), 4)));
    }
    if (chance(50)) state.sample = SampleState{{"a", "b"}, 3, below(2), below(2), below(2)};
    for (auto& one : state.slots) {
      one.proofs.assign(static_cast<std::size_t>(below(4)), proof(chance(70) ? Standing::counts : Standing::undated));
      one.due_passed = chance(50);
    }
    if (chance(10)) state.not_applicable = "没有";
    if (chance(20)) {
      RemarkLine remark;
      remark.points = exact("0.5");
      state.remarks = {remark};
    }
  }

 private:
  Sentence any(SentenceKind kind) {
    auto made = sentence(kind, chance(50) ? "占比" : "甲", chance(50) ? "0.5" : "1.25");
    made.target = Exact::ratio(1 + below(8), 4);
    made.step = Exact::ratio(1 + below(3), 4);
    made.fraction = static_cast<Fraction>(below(3));
    if (chance(40)) made.cap = Exact(below(3));
    using enum SentenceKind;
    if (kind == index_points) made.figure = chance(50) ? "minors" : "absent";
    if (kind == figure_rating || kind == rating_by_sample) {
      made.bands = {
          band(Compare::at_least, "2", "A"), band(Compare::at_least, "1", "B"), band(Compare::otherwise, "0", "C#")};
    }
    if (kind == figure_points || kind == figure_deduction) {
      made.bands = {band(Compare::above, "2", "", "3"),
                    band(Compare::between, "1", "", "1"),
                    band(Compare::otherwise, "0", "", "0")};
      made.bands[1].to = 2;
    }
    return made;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE(
    "figures, samples and records: points within 0 and full, the readings in order, parts sum to the total, the order "
    "of lines is nothing") {
  for (unsigned seed = 0; seed < k_rounds; ++seed) {
    CAPTURE(seed);
    Records records(seed);
    std::vector<Item> projects;
    for (int p = 0; p <= records.below(3); ++p) {
      std::vector<Item> leaves;
      for (int i = 0; i <= records.below(4); ++i)
        leaves.push_back(records.any(std::to_string(p) + "-" + std::to_string(i)));
      projects.push_back(project(std::to_string(p), std::move(leaves)));
    }
    const auto index = index_of(std::move(projects));
    auto states = empty_states(index);
    for (auto& state : states) records.scatter(state);
    ScoreContext context;
    context.indexes["minors"] = {exact("30%"), exact("90%"), exact("50%")};
    const auto card = score(index, states, context);
    for (const auto& leaf : card.leaves) {
      CAPTURE(leaf.code);
      check_ordered(leaf.points, leaf.full);
    }
    Exact sum;
    for (const auto& one : card.projects) {
      check_ordered(one.points, one.full);
      if (one.applies) sum += one.points.confirmed * (one.worth / one.spread);
    }
    REQUIRE(sum == card.total.confirmed);
    if (card.scorable) check_ordered(card.total, card.full);
    for (auto& state : states) std::ranges::reverse(state.facts);
    const auto again = score(index, states, context);
    for (std::size_t i = 0; i < states.size(); ++i) REQUIRE(again.leaves[i].points == card.leaves[i].points);
    REQUIRE(again.total == card.total);
  }
}

TEST_CASE("best facts and full evidence give full points") {
  const auto of = [](Sentence one, std::string_view value) {
    return Single(saying("1", "4", {std::move(one)}),
                  [=](LeafState& state) { state.facts = {fact("占比", exact(value))}; })
        .text();
  };
  using enum SentenceKind;
  auto shortfall = sentence(per_shortfall, "占比", "1");
  shortfall.target = 1;
  CHECK(of(shortfall, "1") == "4/4/4 met");
  auto ratio = sentence(points_by_ratio, "占比");
  ratio.target = 4;
  CHECK(of(ratio, "9") == "4/4/4 met");
  CHECK(of(sentence(per_figure, "占比", "1"), "0") == "4/4/4 met");
  CHECK(of(sentence(points_per_figure, "占比", "1"), "7") == "4/4/4 met");
}
