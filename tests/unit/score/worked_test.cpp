// SPDX-License-Identifier: Apache-2.0
// The worked cases of the sample index, and each new sentence at its edges. Sentences are built as the list reads them.
#include <algorithm>

#include <doctest/doctest.h>

#include "unit/score/builder.hpp"
#include "unit/score/single.hpp"

using namespace guidang;
using namespace guidang::score_test;

namespace {

using enum SentenceKind;

/// Ⅲ-9: 占比每低于30%一个百分点扣0.1分.
Item shortfall(std::string_view points, std::string_view target, std::string_view each, Fraction fraction) {
  Sentence one = sentence(per_shortfall, "占比", each);
  one.target = exact(target);
  one.step = exact("1%");
  one.percent = true;
  one.fraction = fraction;
  return saying("Ⅲ-9", points, {one});
}

Item awareness() {
  return saying("Ⅲ-29",
                "3",
                {bands(figure_rating,
                       "知晓率",
                       {band(Compare::at_least, "95%", "A"),
                        band(Compare::at_least, "80%", "B"),
                        band(Compare::at_least, "70%", "C"),
                        band(Compare::otherwise, "0", "C#")})});
}

Item closing() {
  Sentence zero = sentence(figure_zero, "整改率");
  zero.target = exact("80%");
  Sentence ratio = sentence(points_by_ratio, "整改率");
  ratio.target = 1;
  auto item = saying("Ⅲ-25", "6", {ratio, zero});
  item.measures = {{"整改率", "整改照片", "问题数", Exact(1)}};
  auto pairs = slot("整改照片");
  pairs.pairs = true;
  item.slots = {pairs};
  return item;
}

Change closed(int pairs, int raised) {
  return [=](LeafState& state) {
    state.slots[0].proofs.assign(static_cast<std::size_t>(pairs), proof());
    state.facts.push_back(fact("问题数", Exact(raised)));
  };
}

}  // namespace

TEST_CASE("worked: Ⅲ-5 with 23 register faults has nothing left, and its cap is its own") {
  Sentence each = sentence(per_figure, "台账差错", "0.1");
  each.cap = Exact(2);
  const auto item = saying("Ⅲ-5", "2", {each});
  ScoreContext context;
  context.figures[BuiltIn::register_faults] = 23;
  CHECK(Single(item, {}, context).text() == "0/0/0 not_met");
  context.figures[BuiltIn::register_faults] = 7;
  CHECK(Single(item, {}, context).text() == "1.3/1.3/1.3 partly");
  CHECK(Single(item).text() == "0/0/2 pending");
}

TEST_CASE("worked: Ⅲ-7 a day and two hours late are two started days") {
  const auto item = saying("Ⅲ-7", "2", {sentence(per_figure, "迟报天数", "0.5")});
  ScoreContext context;
  context.figures[BuiltIn::days_late] = 2;
  CHECK(Single(item, {}, context).text() == "1/1/1 partly");
}

TEST_CASE("worked: Ⅲ-8 seven places of ten") {
  Sentence each = sentence(per_shortfall, "点位照片", "0.4");
  each.target = 10;
  auto item = saying("Ⅲ-8", "4", {each});
  item.slots = {slot("点位照片", 1)};
  const auto with = [](int places) {
    return [=](LeafState& state) { state.slots[0].proofs.assign(static_cast<std::size_t>(places), proof()); };
  };
  const Single seven(item, [](LeafState& state) {
    for (int i = 0; i < 7; ++i) state.slots[0].proofs.push_back(proof());
    state.slots[0].proofs.push_back(proof(Standing::repeated));
  });
  CHECK(seven.text() == "2.8/2.8/2.8 partly");
  CHECK(seven.actions() == Texts{"score/more-of-up-to(slot=点位照片, count=7, unit=份, more=3)"});
  CHECK(Single(item, with(10)).text() == "4/4/4 met");
  CHECK(Single(item, with(12)).text() == "4/4/4 met");
  const Single open(item, [](LeafState& state) {
    state.slots[0].proofs.assign(7, proof());
    make_not_due(state);
  });
  CHECK(open.text() == "2.8/2.8/4 not_due");
}

TEST_CASE("worked: Ⅲ-9 and Ⅲ-16: points below a target count full, started or exact") {
  const auto nine_of_34 = [](LeafState& state) { state.facts = {fact("占比", Exact::ratio(9, 34))}; };
  CHECK(Single(shortfall("3", "30%", "0.1", Fraction::full), nine_of_34).text() == "2.7/2.7/2.7 partly");
  CHECK(Single(shortfall("3", "30%", "0.1", Fraction::started), nine_of_34).text() == "2.6/2.6/2.6 partly");
  const auto exactly = Single(shortfall("3", "30%", "0.1", Fraction::exact), nine_of_34);
  CHECK(exactly.card.total.confirmed == Exact(3) - exact("0.1") * (Exact(30) - Exact::ratio(900, 34)));
  const auto met = [](LeafState& state) { state.facts = {fact("占比", exact("30%"))}; };
  CHECK(Single(shortfall("3", "30%", "0.1", Fraction::started), met).text() == "3/3/3 met");
  auto volunteers = shortfall("4", "13%", "0.5", Fraction::full);
  volunteers.measures = {{"占比", "注册志愿者", "常住人口", {}}};
  Tables tables;
  tables.facts = {fact("常住人口", Exact(9870))};
  ScoreContext context;
  context.tables = &tables;
  const auto registered = [](LeafState& state) { state.facts = {fact("注册志愿者", Exact(1012))}; };
  const Single measured(volunteers, registered, context);
  CHECK(measured.text() == "3/3/3 partly");
  CHECK(measured.reasons() == Texts{"score/figure-takes(figure=占比, value=10.25%, points=1) -1"});
  const Single unknown(volunteers, {}, context);
  CHECK(unknown.text() == "0/0/4 pending");
  CHECK(unknown.actions() == Texts{"score/fill-in(figure=注册志愿者)"});
}

TEST_CASE("worked: Ⅲ-19 four records, one bad: the missing one is bad too") {
  Sentence each = sentence(per_bad_sample, "", "0.6");
  each.target = 5;
  const auto item = saying("Ⅲ-19", "3", {each});
  const auto sampled = [](int drawn, int good, int bad, int open) {
    return [=](LeafState& state) {
      state.sample = SampleState{std::vector<std::string>(static_cast<std::size_t>(drawn), "r"), 5, good, bad, open};
    };
  };
  CHECK(Single(item, sampled(4, 3, 2, 0)).text() == "1.8/1.8/1.8 partly");
  CHECK(Single(item, sampled(5, 3, 1, 1)).text() == "1.8/1.8/2.4 pending");
  CHECK(Single(item).text() == "0/0/3 pending");
  Sentence zero = sentence(bad_sample_zero);
  zero.target = 5;
  CHECK(Single(saying("Ⅲ-19", "3", {zero}), sampled(5, 4, 1, 0)).text() == "0/0/0 not_met");
  CHECK(Single(saying("Ⅲ-19", "3", {zero}), sampled(5, 5, 0, 0)).text() == "3/3/3 met");
  auto rating =
      bands(rating_by_sample,
            "",
            {band(Compare::equal, "5", "A"), band(Compare::equal, "4", "B"), band(Compare::otherwise, "0", "C")});
  rating.target = 5;
  CHECK(Single(saying("Ⅲ-19", "3", {rating}), sampled(5, 4, 1, 0)).text() == "1.98/1.98/1.98 partly");
  CHECK(Single(saying("Ⅲ-19", "3", {rating}), sampled(5, 3, 1, 1)).text() == "0.99/0.99/1.98 pending");
}

TEST_CASE("worked: Ⅲ-25 the share of closed problems counts from 80 % on") {
  CHECK(Single(closing(), closed(9, 11)).card.total.confirmed.fixed(2) == "4.91");
  CHECK(Single(closing(), closed(9, 11)).card.total.confirmed == Exact::ratio(54, 11));
  CHECK(Single(closing(), closed(8, 11)).text() == "0/0/0 not_met");
  CHECK(Single(closing(), closed(8, 10)).text() == "4.8/4.8/4.8 partly");
  CHECK(Single(closing(), closed(0, 0)).text() == "6/6/6 met");
  auto strict = closing();
  strict.measures[0].if_zero.reset();
  CHECK(Single(strict, closed(0, 0)).text() == "0/0/6 pending");
}

TEST_CASE("worked: Ⅲ-27 what does not apply has the mean of the others") {
  auto item = with_slots(leaf("Ⅲ-27", "3", {"每缺1份材料扣1分"}), {slot("前后照片")});
  item.not_applicable = NotApplicable::mean;
  const auto others = [](std::vector<Exact> list) {
    return [=](LeafState& state) {
      state.not_applicable = "本社区没有无人管理小区";
      if (list.empty()) return;
      auto line = fact("其他社区得分", {});
      line.value.number.reset();
      line.value.list = list;
      state.facts = {line};
    };
  };
  CHECK(Single(item, others({3, 2, 3, 1})).text() == "2.25/2.25/2.25 not_applicable");
  CHECK(Single(item, others({})).text() == "0/0/3 pending");
  CHECK(Single(item, others({9})).text() == "3/3/3 not_applicable");
  item.not_applicable = NotApplicable::full;
  CHECK(Single(item, others({})).text() == "3/3/3 not_applicable");
  item.not_applicable = NotApplicable::zero;
  CHECK(Single(item, others({})).text() == "0/0/0 not_applicable");
}

TEST_CASE("worked: Ⅲ-29 bands keep their edges, whatever their order") {
  const auto known = [](std::string_view value) {
    return [=](LeafState& state) { state.facts = {fact("知晓率", exact(value))}; };
  };
  auto item = awareness();
  for (int turn = 0; turn < 2; ++turn) {
    CHECK(Single(item, known("79.9%")).text() == "0.99/0.99/0.99 partly");
    CHECK(Single(item, known("79.999%")).reasons() ==
          Texts{"score/figure-gives(figure=知晓率, value=79.999%, points=0.99) 0.99"});
    CHECK(Single(item, known("80%")).text() == "1.98/1.98/1.98 partly");
    CHECK(Single(item, known("95%")).text() == "3/3/3 met");
    CHECK(Single(item, known("69.99%")).text() == "0/0/0 not_met");
    std::ranges::reverse(item.scoring[0].bands);
  }
  Sentence sample = sentence(figure_pending, "样本数");
  sample.target = 50;
  item.scoring.push_back(sample);
  const auto sheets = [&known](int count) {
    return [=](LeafState& state) {
      known("95%")(state);
      state.facts.push_back(fact("样本数", Exact(count)));
    };
  };
  CHECK(Single(item, sheets(50)).text() == "3/3/3 met");
  CHECK(Single(item, sheets(49)).text() == "0/0/3 pending");
  CHECK(Single(item, known("95%")).text() == "0/0/3 pending");
}

TEST_CASE("worked: Ⅲ-30 bands of points and residents asked add up") {
  Sentence asked = sentence(points_per_figure, "答对人数", "0.25");
  asked.cap = Exact(1);
  const auto item = saying("Ⅲ-30",
                           "5",
                           {bands(figure_points,
                                  "满意率",
                                  {band(Compare::at_least, "90%", "", "4"),
                                   band(Compare::at_least, "80%", "", "3"),
                                   band(Compare::at_least, "60%", "", "1"),
                                   band(Compare::otherwise, "0", "", "0")}),
                            asked});
  const Single both(item, [](LeafState& state) {
    state.facts = {fact("满意率", exact("90%")), fact("答对人数", Exact(3))};
  });
  CHECK(both.text() == "4.75/4.75/4.75 partly");
  const Single half(item, [](LeafState& state) { state.facts = {fact("满意率", exact("90%"))}; });
  CHECK(half.text() == "4/4/5 pending");
}

TEST_CASE("of bands that hold, equal figures and spans win over gates, and of gates the tightest") {
  const auto given = [](const std::vector<Band>& list, std::string_view value) {
    return Single(saying("Ⅲ-1", "100", {bands(figure_points, "名次", list)}),
                  [=](LeafState& state) { state.facts = {fact("名次", exact(value))}; })
        .card.total.confirmed;
  };
  const std::vector<Band> list{band(Compare::at_most, "5", "", "48"),
                               band(Compare::at_most, "3", "", "50"),
                               band(Compare::equal, "1", "", "60"),
                               band(Compare::equal, "2", "", "57")};
  CHECK(given(list, "1") == Exact(60));
  CHECK(given(list, "2") == Exact(57));
  CHECK(given(list, "3") == Exact(50));
  CHECK(given(list, "5") == Exact(48));
  CHECK(given(list, "6") == Exact(0));
  auto span = band(Compare::between, "60%", "", "2");
  span.to = exact("80%");
  const std::vector<Band> spans{band(Compare::above, "0", "", "1"), span};
  CHECK(given(spans, "60%") == Exact(2));
  CHECK(given(spans, "80%") == Exact(1));
}

TEST_CASE("honours of one matter count once where the sentence says so") {
  auto honour = bands(honours, "", {});
  honour.highest_only = true;
  for (const auto& row : std::vector<std::pair<const char*, int>>{{"国家级", 5}, {"省级", 3}, {"市级", 1}}) {
    Band one;
    one.level = row.first;
    one.points = row.second;
    honour.bands.push_back(one);
  }
  const auto won = [](std::vector<std::pair<const char*, const char*>> list) {
    return [=](LeafState& state) {
      for (const auto& one : list) {
        auto line = fact("文明社区", {});
        line.value.number.reset();
        line.level = one.first;
        line.matter = one.second;
        line.date = k_in_period;
        state.facts.push_back(line);
      }
    };
  };
  const auto item = saying("B-1", "10", {honour});
  CHECK(Single(item, won({{"市级", "创建"}, {"省级", "创建"}})).text() == "3/3/3 partly");
  CHECK(Single(item, won({{"市级", ""}, {"省级", ""}})).text() == "4/4/4 partly");
  CHECK(Single(item, won({{"省级", "甲"}, {"国家级", "乙"}, {"省级", "丙"}})).text() == "10/10/10 met");
  CHECK(Single(item, won({{"街道级", "甲"}})).text() == "0/0/0 not_met");
  honour.highest_only = false;
  honour.cap = Exact(3);
  CHECK(Single(saying("B-1", "10", {honour}), won({{"市级", "创建"}, {"省级", "创建"}})).text() == "3/3/3 partly");
  const Single earlier(item, [&won](LeafState& state) {
    won({{"省级", "创建"}})(state);
    state.facts[0].date = add_days(make_date(2026, 10, 1).value(), -1);
  });
  CHECK(earlier.text() == "0/0/0 not_met");
}

TEST_CASE("a due month without any event is charged") {
  Sentence month = sentence(per_missing_month, "", "0.4");
  auto item = with_events(saying("Ⅲ-18", "4", {month}), 1, {slot("照片")});
  item.events->window = DateRange{make_date(2026, 10, 1).value(), make_date(2026, 12, 31).value()};
  CHECK(Single(item, add_event).text() == "3.2/3.2/3.2 partly");
  ScoreContext context;
  context.today = make_date(2026, 11, 30).value();
  CHECK(Single(item, add_event, context).text() == "4/4/4 met");
  context.today = make_date(2026, 12, 1).value();
  const Single november(item, add_event, context);
  CHECK(november.text() == "3.6/3.6/3.6 partly");
  CHECK(november.actions() == Texts{"score/past-months(months=[2026-11])"});
  CHECK(november.card.mends.front().past);
}

TEST_CASE("points are spread over the occasions already due") {
  Band one = band(Compare::equal, "1", "", "50%");
  Band two = band(Compare::equal, "2", "", "0");
  auto spread = bands(points_by_occasion, "", {one, two});
  auto item = with_events(saying("Ⅲ-15", "4", {spread}), 4, {slot("方案"), slot("总结"), slot("照片")});
  for (const auto* name : {"清明", "六一", "七一", "十一"}) item.events->occasions.push_back({name, {}, {}});
  const auto held = [](int due, std::vector<int> missing) {
    return [=](LeafState& state) {
      int number = 0;
      for (const auto& occasion : state.leaf->events->occasions) {
        OccasionState state_of{&occasion, {}, true, number < due};
        if (number < static_cast<int>(missing.size())) {
          auto& event = add_event(state);
          for (int i = 0; i < missing[static_cast<std::size_t>(number)]; ++i) {
            event.parts[static_cast<std::size_t>(i)].proofs.clear();
          }
          state_of.event = state.events.size() - 1;
        }
        state.occasions.push_back(state_of);
        ++number;
      }
      state.events_due_passed = due == 4;
    };
  };
  CHECK(Single(item, held(4, {0, 0, 0, 0})).text() == "4/4/4 met");
  CHECK(Single(item, held(4, {0, 1, 2})).text() == "1.5/1.5/1.5 partly");
  CHECK(Single(item, held(3, {0, 1, 0})).card.total.confirmed == Exact::ratio(10, 3));
  CHECK(Single(item, held(3, {0, 1, 0})).card.total.best == exact("3.5"));
  const Single none(item, held(0, {}));
  CHECK(none.text() == "0/0/4 not_due");
  CHECK(none.actions() == Texts{"score/hold-occasions-with(count=4, occasions=[清明, 六一, 七一, 十一], "
                                "parts=[方案, 总结, 照片])"});
}

TEST_CASE("events of one occasion do not stand in for another's") {
  auto item = with_events(leaf("Ⅲ-20", "4", {"每缺1次活动扣2分"}), 2, {slot("照片")});
  const DateRange autumn{make_date(2026, 9, 20).value(), make_date(2026, 9, 27).value()};
  item.events->occasions = {{"端午", {}, {}}, {"中秋", autumn, autumn.to}};
  const Single twice(item, [](LeafState& state) {
    add_event(state);
    add_event(state);
    state.occasions = {{&state.leaf->events->occasions[0], 0, true, true},
                       {&state.leaf->events->occasions[1], {}, true, true}};
  });
  CHECK(twice.text() == "2/2/2 partly");
  CHECK(twice.actions() == Texts{"score/past-occasions(count=1, occasions=[中秋], months=[2026-09])"});
  CHECK(twice.card.mends.front().past);
}

TEST_CASE("an exempt leaf has full points; a title without a day waits") {
  auto item = with_slots(leaf("Ⅲ-22", "5", {"缺一项不得分"}), {slot("检查表")});
  item.exempt_if = {slot("称号文件")};
  const auto titled = [](Standing standing) {
    return [=](LeafState& state) {
      state.exempt_if = empty_slots(state.leaf->exempt_if);
      state.exempt_if[0].proofs = {proof(standing)};
    };
  };
  CHECK(Single(item, titled(Standing::counts)).text() == "5/5/5 exempt");
  CHECK(Single(item, titled(Standing::counts)).card.mends.empty());
  CHECK(Single(item, titled(Standing::undated)).text() == "0/0/5 pending");
  CHECK(Single(item, titled(Standing::outside_window)).text() == "0/0/0 not_met");
}

TEST_CASE("remarks take points, and the assessor's points stand beside") {
  const auto item = with_slots(leaf("Ⅲ-2", "4", {"每缺1份材料扣1分"}), {slot("计划")});
  const Single remarked(item, [](LeafState& state) {
    fill_all(state);
    RemarkLine remark;
    remark.points = exact("0.5");
    remark.reason = "签字不全";
    state.remarks = {remark};
    assessed(Exact(3))(state);
  });
  CHECK(remarked.text() == "3.5/3.5/3.5 partly");
  CHECK(remarked.reasons() == Texts{"score/remark-reason(points=0.5, reason=签字不全) -0.5"});
  CHECK(remarked.card.leaves[0].assessed == Exact(3));
}

TEST_CASE("another index counts by its share in each reading") {
  const auto item = saying("Ⅰ-9", "20", {sentence(index_points, "minors-2026")});
  CHECK(Single(item).text() == "0/0/20 pending");
  ScoreContext context;
  context.indexes["minors-2026"] = {exact("50%"), exact("90%"), exact("60%")};
  CHECK(Single(item, {}, context).text() == "10/12/18 partly");
}

TEST_CASE("the latest figure counts") {
  const auto item = shortfall("3", "30%", "0.1", Fraction::full);
  const Single latest(item, [](LeafState& state) {
    state.facts = {fact("占比", exact("20%")), fact("占比", exact("28%")), fact("占比", exact("10%"))};
    state.facts[0].date = make_date(2026, 11, 1);
    state.facts[1].date = make_date(2026, 12, 1);
  });
  CHECK(latest.text() == "2.8/2.8/2.8 partly");
}

TEST_CASE("conditions on figures: takes, zero caps, excess") {
  Sentence few = sentence(figure_takes, "签到人数", "1");
  few.target = 15;
  const auto signed_in = [](int count) {
    return [=](LeafState& state) { state.facts = {fact("签到人数", Exact(count))}; };
  };
  CHECK(Single(saying("Ⅲ-13", "4", {few}), signed_in(14)).text() == "3/3/3 partly");
  CHECK(Single(saying("Ⅲ-13", "4", {few}), signed_in(15)).text() == "4/4/4 met");
  Sentence capped = sentence(per_figure, "签到人数", "1");
  capped.cap = Exact();
  CHECK(Single(saying("Ⅲ-13", "4", {capped}), signed_in(9)).text() == "4/4/4 met");
  Sentence pairs = sentence(per_figure, "签到人数", "1");
  pairs.per = 2;
  CHECK(Single(saying("Ⅲ-13", "9", {pairs}), signed_in(9)).text() == "5/5/5 partly");
  Sentence excess = sentence(per_excess, "签到人数", "1");
  excess.target = 6;
  CHECK(Single(saying("Ⅲ-13", "9", {excess}), signed_in(8)).text() == "7/7/7 partly");
}

TEST_CASE("before any occasion is due the points are spread over all of them, so that what was held early counts") {
  auto item = saying("1", "6", {parse_sentence("各次平均计分、缺1件得50%").value()});
  item = with_events(std::move(item), 2, {slot("通知"), slot("照片")});
  for (const auto* name : {"10月", "11月"}) {
    item.events->occasions.push_back({name, {k_in_period, k_in_period}, k_submission});
  }
  const auto text = [&](bool first_due, bool held) {
    return Single(item,
                  [&](LeafState& state) {
                    for (auto& one : state.leaf->events->occasions) state.occasions.push_back({&one, {}, true, false});
                    make_not_due(state);
                    if (held) add_event(state);
                    if (held) state.occasions[0].event = 0;
                    state.occasions[0].due_passed = first_due;
                  })
        .text();
  };
  CHECK(text(false, false) == "0/0/6 not_due");
  CHECK(text(false, true) == "3/3/6 not_due");
  CHECK(text(true, true) == "6/6/6 met");
  CHECK(text(true, false) == "0/0/3 not_met");
}
