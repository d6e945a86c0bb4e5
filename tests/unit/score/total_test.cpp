// SPDX-License-Identifier: Apache-2.0
// From leaves to the total: what does not apply, weights, bonus, running account, vetoes, awards.
#include <doctest/doctest.h>

#include "unit/score/builder.hpp"
#include "unit/score/single.hpp"

using namespace guidang;
using namespace guidang::score_test;

namespace {

/// Leaves that people judge, two a project.
Index judged_index(std::vector<std::vector<const char*>> points) {
  std::vector<Item> projects;
  int number = 0;
  for (const auto& list : points) {
    std::vector<Item> leaves;
    const auto code = std::to_string(++number);
    for (const auto* one : list)
      leaves.push_back(leaf(code + "-" + std::to_string(leaves.size() + 1), one, {"人工评定"}));
    projects.push_back(project(code, std::move(leaves)));
  }
  return index_of(std::move(projects));
}

std::vector<LeafState> given(const Index& index, const std::vector<const char*>& points) {
  auto states = empty_states(index);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (std::string_view(points[i]) == "-") {
      states[i].not_applicable = "没有";
    } else {
      assessed(exact(points[i]))(states[i]);
    }
  }
  return states;
}

std::string text(const Points& points) {
  return points.confirmed.text() + "/" + points.worst.text() + "/" + points.best.text();
}

/// An index of one leaf of 10 points and a bonus block of at most 3.
Index with_bonus() {
  auto index = judged_index({{"10"}});
  index.bonus = Bonus{Exact(3), {leaf("B-1", "2", {"人工评定"}), leaf("B-2", "4", {"人工评定"})}};
  return index;
}

std::vector<LeafState> bonus_states(const Index& index, const std::vector<const char*>& points) {
  auto states = given(index, {"8"});
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& item = index.bonus->items[i];
    states.push_back(empty_state(item, item));
    states.back().bonus = true;
    if (std::string_view(points[i]) != "?") assessed(exact(points[i]))(states.back());
  }
  return states;
}

ResultLine veto_line(std::string code, bool good) {
  ResultLine line;
  line.code = std::move(code);
  line.good = good;
  line.date = k_in_period;
  return line;
}

Veto veto(std::string code, std::vector<VetoEffect> effects) {
  Veto made;
  made.code = std::move(code);
  made.effects = std::move(effects);
  made.look_back = {make_date(2026, 1, 1).value(), make_date(2026, 12, 31).value()};
  return made;
}

}  // namespace

TEST_CASE("what does not apply is made up for within its project") {
  const auto index = judged_index({{"4", "2"}, {"4"}});
  const auto card = score(index, given(index, {"3", "-", "4"}));
  CHECK(text(card.projects[0].points) == "4.5/4.5/4.5");
  CHECK(card.projects[0].full == Exact(6));
  CHECK(text(card.total) == "8.5/8.5/8.5");
  CHECK(card.leaves[1].standing == LeafStanding::not_applicable);
  const auto full = score(index, given(index, {"4", "-", "4"}));
  CHECK(full.total.confirmed == Exact(10));
}

TEST_CASE("a project of which nothing applies is made up for by the others") {
  auto index = judged_index({{"4", "2"}, {"4"}, {"2"}});
  index.awards = {{"五星", Exact(9), exact("50%")}};
  const auto card = score(index, given(index, {"-", "-", "3", "2"}));
  CHECK(card.total.confirmed == Exact::ratio(5 * 12, 6));
  CHECK_FALSE(card.projects[0].applies);
  CHECK(card.award.confirmed == "五星");
  CHECK(card.scorable);
}

TEST_CASE("where nothing at all applies there is nothing to score, which earns no award") {
  auto index = judged_index({{"4", "2"}, {"4"}});
  index.awards = {{"合格", Exact(), {}}};
  const auto card = score(index, given(index, {"-", "-", "-"}));
  CHECK_FALSE(card.scorable);
  CHECK(text(card.total) == "0/0/0");
  CHECK_FALSE(card.award.confirmed.has_value());
  CHECK_FALSE(card.next_award.has_value());
  const auto worthless = judged_index({{"0"}});
  CHECK_FALSE(score(worthless, given(worthless, {"0"})).scorable);
}

TEST_CASE("weighed projects count by their weights") {
  auto index = judged_index({{"50"}, {"20"}});
  index.items[0].weight = exact("30%");
  index.items[1].weight = exact("70%");
  index.total = 70;
  CHECK(score(index, given(index, {"50", "20"})).total.confirmed == Exact(70));
  CHECK(score(index, given(index, {"25", "20"})).total.confirmed == exact("59.5"));
  CHECK(score(index, given(index, {"-", "10"})).total.confirmed == Exact(35));
  index.total = 100;  // the points below need not add up to it
  CHECK(score(index, given(index, {"25", "20"})).total.confirmed == Exact(85));
  CHECK(score(index, given(index, {"25", "20"})).full == Exact(100));
}

TEST_CASE("bonus leaves start at 0, and the block has a cap in every reading") {
  const auto index = with_bonus();
  CHECK(text(score(index, bonus_states(index, {"1", "1.5"})).total) == "10.5/10.5/10.5");
  const auto capped = score(index, bonus_states(index, {"2", "4"}));
  CHECK(text(capped.adjustments.bonus) == "3/3/3");
  CHECK(text(capped.total) == "11/11/11");
  CHECK(capped.full == Exact(10));
  const auto open = score(index, bonus_states(index, {"1", "?"}));
  CHECK(text(open.total) == "9/9/11");
  auto deducts = index;
  deducts.bonus->items[0] = with_slots(leaf("B-1", "2", {"缺一项不得分"}), {slot("证书")});
  auto states = bonus_states(deducts, {"0", "0"});
  fill_all(states[1]);
  CHECK(score(deducts, states).total.confirmed == Exact(8));
}

TEST_CASE("the running account halves, doubles and has caps on both sides") {
  auto index = judged_index({{"10"}});
  index.account = Account{{{"退回", Exact(-2), 0}, {"干净点位", Exact(1), 3}}, exact("50%"), Exact(3), Exact(4)};
  const auto line = [](std::string kind, int count, std::optional<int> spots, bool on_the_spot) {
    AccountLine made;
    made.kind = std::move(kind);
    made.count = count;
    made.spots = spots;
    made.on_the_spot = on_the_spot;
    return made;
  };
  const auto total = [&](std::vector<AccountLine> lines) {
    Tables tables;
    tables.account = std::move(lines);
    ScoreContext context;
    context.tables = &tables;
    return score(index, given(index, {"8"}), context).total.confirmed;
  };
  CHECK(total({line("退回", 1, {}, false)}) == Exact(6));
  CHECK(total({line("退回", 1, {}, true)}) == Exact(7));
  CHECK(total({line("退回", 2, {}, false)}) == Exact(5));
  CHECK(total({line("干净点位", 1, 2, false)}) == Exact(9));
  CHECK(total({line("干净点位", 1, 3, false)}) == Exact(10));
  CHECK(total({line("干净点位", 9, {}, false), line("退回", 1, {}, false)}) == Exact(10));
  CHECK(total({line("不认识", 1, {}, false)}) == Exact(8));
  auto late = line("退回", 1, {}, false);
  late.date = add_days(index.period.to, 1);
  CHECK(total({late}) == Exact(8));
  index.account->most_taken = Exact(100);
  CHECK(total({line("退回", 9, {}, false)}) == Exact(0));
}

TEST_CASE("the leaf's own lines of the account count for it and not for the total") {
  Sentence each = sentence(SentenceKind::account_points);
  each.cap = Exact(4);
  auto index = index_of({project("1", {saying("B-4", "10", {each})})});
  index.account = Account{{{"干净点位", Exact(2), 3}}, 1, {}, {}};
  Tables tables;
  AccountLine line;
  line.kind = "干净点位";
  line.code = "b—4";
  tables.account = {line};
  ScoreContext context;
  context.tables = &tables;
  CHECK(score(index, empty_states(index), context).total.confirmed == Exact(2));
  tables.account[0].spots = 3;
  CHECK(score(index, empty_states(index), context).total.confirmed == Exact(4));
  tables.account[0].count = 2;
  CHECK(score(index, empty_states(index), context).total.confirmed == Exact(4));
  CHECK(score(index, empty_states(index), context).adjustments.entries.empty());
}

TEST_CASE("vetoes: what applies, what is under review, what is over") {
  auto index = judged_index({{"6", "4"}, {"90"}});
  index.awards = {{"五星", Exact(95), {}}, {"三星", Exact(79), {}}};
  auto zero = veto("V-4", {VetoEffect::project_zero});
  zero.target = "1";
  auto most = veto("V-3", {VetoEffect::item_zero, VetoEffect::total_at_most});
  most.most = exact("79.99");
  index.vetoes = {veto("V-1", {VetoEffect::ineligible}), most, zero, veto("V-5", {VetoEffect::total_zero})};
  const auto scored = [&](std::vector<ResultLine> lines) {
    Tables tables;
    tables.results = std::move(lines);
    ScoreContext context;
    context.tables = &tables;
    const auto card = score(index, given(index, {"6", "4", "88"}), context);
    return text(card.total) + " " + card.award.confirmed.value_or("-") + " " + card.award.worst.value_or("-");
  };
  CHECK(scored({}) == "98/98/98 五星 五星");
  CHECK(scored({veto_line("V-1", true)}) == "98/98/98 五星 五星");
  CHECK(scored({veto_line("V-1", false)}) == "98/98/98 - -");
  CHECK(scored({veto_line("V-4", false)}) == "88/88/88 三星 三星");
  CHECK(scored({veto_line("v－5", false)}) == "0/0/0 - -");
  auto item = veto_line("V-3", false);
  item.object = "1-1";
  CHECK(scored({item}) == "79.99/79.99/79.99 三星 三星");
  auto review = veto_line("V-5", false);
  review.good.reset();
  review.under_review = true;
  CHECK(scored({review}) == "98/0/98 五星 -");
  CHECK(scored({review, veto_line("V-5", true)}) == "98/98/98 五星 五星");
  CHECK(scored({review, veto_line("V-5", false)}) == "0/0/0 - -");
  auto early = veto_line("V-5", false);
  early.date = make_date(2025, 12, 31);
  CHECK(scored({early}) == "98/98/98 五星 五星");
  early.date.reset();
  CHECK(scored({early}) == "0/0/0 - -");
}

TEST_CASE("the way to the next award takes the dearest gaps, and first those of projects that are too low") {
  const auto one = [](std::string code, std::string_view points) {
    return with_slots(leaf(std::move(code), points, {"缺一项不得分"}), {slot("总结")});
  };
  auto index = index_of({project("1", {one("1-1", "1"), one("1-2", "2")}),
                         project("2", {one("2-1", "5"), one("2-2", "4"), one("2-3", "8")})});
  index.awards = {{"五星", Exact(18), exact("60%")}, {"四星", Exact(13), exact("60%")}, {"三星", Exact(12), {}}};
  const auto next = [&](std::vector<std::size_t> filled) {
    auto states = empty_states(index);
    for (const auto place : filled) fill_all(states[place]);
    const auto card = score(index, states);
    if (!card.next_award) return std::string("none");
    std::string told = card.next_award->name + " " + card.next_award->total.text() + ":";
    for (const auto& gap : card.next_award->gaps) told += " " + gap.code;
    return told;
  };
  CHECK(next({}) == "三星 13: 2-3 2-1");
  CHECK(next({2, 4}) == "四星 15: 1-2");
  CHECK(next({1, 2, 4}) == "五星 19: 2-2");
  CHECK(next({0, 1, 2, 3, 4}) == "none");
  index.awards.front().from = 20;
  index.items[1].children[1].scoring = {parse_sentence("人工评定").value()};
  auto states = empty_states(index);
  for (const std::size_t place : {1U, 2U, 4U}) fill_all(states[place]);
  const auto card = score(index, states);
  REQUIRE(card.next_award.has_value());
  CHECK_FALSE(card.next_award->within_reach);
}

TEST_CASE("gates compare exact values however near they are") {
  auto index = judged_index({{"100"}});
  index.awards = {{"四星", Exact(90), {}}, {"三星", Exact(80), {}}};
  const auto award = [&](const char* points) {
    return score(index, given(index, {points})).award.confirmed.value_or("-");
  };
  CHECK(award("80") == "三星");
  CHECK(award("79.95") == "-");
  CHECK(award("89.995") == "三星");
  index.leaf_places = 2;
  CHECK(award("89.995") == "四星");  // where the index rounds its leaves, what is rounded counts
}

TEST_CASE("ten thousand leaves with unlike shares add up exactly") {
  std::vector<Item> projects;
  for (int p = 0; p < 100; ++p) {
    std::vector<Item> leaves;
    for (int i = 0; i < 100; ++i) {
      auto ratio = sentence(SentenceKind::points_by_ratio, "占比");
      ratio.target = 1;
      leaves.push_back(saying(std::to_string(p) + "-" + std::to_string(i), "2", {ratio}));
    }
    projects.push_back(project(std::to_string(p), std::move(leaves)));
  }
  auto index = index_of(std::move(projects));
  index.awards = {{"五星", index.total, {}}};
  auto states = empty_states(index);
  int number = 1;
  for (auto& state : states) {
    state.facts = {fact("占比", Exact::ratio(number, 997 + number % 100))};
    ++number;
  }
  const auto card = score(index, states);
  CHECK(card.leaves.size() == 10'000);
  Exact sum;
  for (const auto& one : card.projects) sum += one.points.confirmed;
  CHECK(sum == card.total.confirmed);
}

TEST_CASE("where all leaves of a policy do not apply: full points, none, or the others' mean") {
  const auto scored = [](NotApplicable policy, std::optional<Exact> mean) {
    auto index = judged_index({{"4", "2"}});
    index.not_applicable = policy;
    auto states = given(index, {"-", "-"});
    for (auto& state : states) {
      if (mean) state.facts = {fact("其他社区得分", *mean)};
    }
    const auto card = score(index, states);
    return text(card.total) + (card.scorable ? "" : " nothing");
  };
  CHECK(scored(NotApplicable::full, {}) == "6/6/6");
  CHECK(scored(NotApplicable::zero, {}) == "0/0/0");
  CHECK(scored(NotApplicable::mean, {}) == "0/0/6");
  CHECK(scored(NotApplicable::mean, exact("1.5")) == "3/3/3");
  CHECK(scored(NotApplicable::mean, exact("3")) == "5/5/5");
  CHECK(scored(NotApplicable::rescale, {}) == "0/0/0 nothing");
}
