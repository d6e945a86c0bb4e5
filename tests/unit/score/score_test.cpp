// SPDX-License-Identifier: Apache-2.0
#include "guidang/score/score.hpp"

#include <doctest/doctest.h>

#include "unit/score/builder.hpp"
#include "unit/score/single.hpp"

using namespace guidang;
using namespace guidang::score_test;

namespace {

/// Ⅲ-3 of the worked sample.
Item meeting() {
  return with_events(leaf("Ⅲ-3", "2", {"每缺1次活动扣1分", "每次活动每缺1件扣0.25分、最多扣1分"}),
                     1,
                     {slot("通知"), slot("签到"), slot("记录"), slot("照片")});
}

}  // namespace

TEST_CASE("Ⅲ-3: a meeting costs what it lacks") {
  const Single lacking(meeting(), [](LeafState& state) {
    auto& event = add_event(state);
    event.parts[1].proofs.clear();
    event.parts[3].proofs.clear();
  });
  CHECK(lacking.text() == "1.5/1.5/1.5 partly");
  CHECK(lacking.reasons() == Texts{"score/missing-parts(count=2, points=0.5) -0.5"});
  CHECK(lacking.actions() == Texts{"score/supply-in-event(slot=签到, count=1, unit=份, event=资料/20261012)",
                                   "score/supply-in-event(slot=照片, count=1, unit=份, event=资料/20261012)"});
  CHECK(Single(meeting(), [](LeafState& state) { add_event(state); }).text() == "2/2/2 met");
}

TEST_CASE("Ⅲ-3: no meeting costs the meeting and not its parts as well") {
  const Single none(meeting());
  CHECK(none.text() == "1/1/1 partly");
  CHECK(none.reasons() == Texts{"score/missing-events(count=1, points=1) -1"});
  CHECK(none.actions() == Texts{"score/hold-event-with(count=1, parts=[通知, 签到, 记录, 照片])"});
  CHECK(none.card.mends.front().gain == Exact(1));
}

TEST_CASE("an open leaf with nothing proven confirms nothing, whatever its sentences leave") {
  const Single open(meeting(), make_not_due);
  CHECK(open.text() == "0/1/2 not_due");
  CHECK(open.reasons() == Texts{"score/missing-events(count=1, points=1) -1", "score/nothing-proven -1"});
  CHECK(open.card.mends.front().gain == Exact(2));
  const Single begun(meeting(), [](LeafState& state) {
    auto& event = add_event(state);
    event.parts[0].proofs.clear();
    make_not_due(state);
  });
  CHECK(begun.text() == "1.75/1.75/2 not_due");
}

TEST_CASE("an event that is undated waits; one out of the window is none; an empty folder is none") {
  const Single undated(meeting(), [](LeafState& state) { add_event(state).date.reset(); });
  CHECK(undated.text() == "0/1/2 pending");
  CHECK(undated.actions() == Texts{"score/date-event(event=资料/20261012)"});
  const Single outside(meeting(), [](LeafState& state) { add_event(state).in_window = false; });
  CHECK(outside.text() == "1/1/1 partly");
  const Single folder(meeting(), [](LeafState& state) {
    for (auto& part : add_event(state).parts) part.proofs.clear();
  });
  CHECK(folder.text() == "1/1/1 partly");
}

TEST_CASE("a further event that has only begun takes nothing") {
  const Single more(meeting(), [](LeafState& state) {
    add_event(state).parts[0].proofs.clear();
    add_event(state);
  });
  CHECK(more.text() == "2/2/2 met");
}

TEST_CASE("a missing event lacks its parts where no sentence counts events") {
  const auto item = [](std::string_view sentence) {
    return with_events(leaf("Ⅲ-9", "4", {sentence}), 2, {slot("签到"), slot("照片", 3)});
  };
  CHECK(Single(item("每次活动每缺1件扣0.5分"), add_event).text() == "3/3/3 partly");
  CHECK(Single(item("每缺1份材料扣0.5分"), add_event).text() == "2/2/2 partly");
  CHECK(Single(item("缺签到扣1分"), add_event).text() == "3/3/3 partly");
  CHECK(Single(item("缺签到不得分"), add_event).text() == "0/0/0 not_met");
  CHECK(Single(item("缺一项不得分"), add_event).text() == "0/0/0 not_met");
}

TEST_CASE("deductions by documents count pieces, have caps and end at zero") {
  const auto item = [](std::initializer_list<std::string_view> sentences) {
    return with_slots(leaf("Ⅲ-8", "4", sentences), {slot("照片", 10), slot("检查表")});
  };
  const Change seven = [](LeafState& state) {
    fill(state.slots[1]);
    for (int i = 0; i < 7; ++i) state.slots[0].proofs.push_back(proof());
  };
  CHECK(Single(item({"每缺1份材料扣0.4分"}), seven).text() == "2.8/2.8/2.8 partly");  // Ⅲ-8
  CHECK(Single(item({"每缺2份材料扣0.4分"}), seven).text() == "3.6/3.6/3.6 partly");
  CHECK(Single(item({"每缺1份材料扣2分"}), seven).text() == "0/0/0 not_met");
  CHECK(Single(item({"每缺1份材料扣2分、最多扣1分"}), seven).text() == "3/3/3 partly");
  CHECK(Single(item({"每缺1份材料扣2分、最多扣0分"}), seven).text() == "4/4/4 met");
  CHECK(Single(item({"每缺1份材料扣0分"}), seven).text() == "4/4/4 met");
  CHECK(Single(item({"缺照片扣1分", "缺检查表不得分"}), seven).text() == "3/3/3 partly");
  CHECK(Single(item({"缺照片扣1分", "缺检查表不得分"})).text() == "0/0/0 not_met");
}

TEST_CASE("undated proofs count in the best reading only") {
  const Single open(with_slots(leaf("Ⅲ-1", "2", {"缺一项不得分"}), {slot("成立文件"), slot("人员表", 2)}),
                    [](LeafState& state) {
                      fill(state.slots[0]);
                      state.slots[1].proofs = {proof(), proof(Standing::undated)};
                    });
  CHECK(open.text() == "0/0/2 pending");
  CHECK(open.reasons() == Texts{"score/anything-missing(count=1) -2"});
  CHECK(open.actions() == Texts{"score/date(slot=人员表, count=1, unit=份)"});
}

TEST_CASE("standards: Ⅲ-12, Ⅲ-26 and Ⅲ-11") {
  const auto met = [](std::size_t count) {
    return [count](LeafState& state) {
      for (std::size_t i = 0; i < count; ++i) fill(state.standards[i].slots[0]);
    };
  };
  const auto lectures = with_standards(leaf("Ⅲ-12", "2", {"达标2项得2分、1项得1分、0项得0分"}), 2);
  CHECK(Single(lectures, met(2)).text() == "2/2/2 met");
  CHECK(Single(lectures, met(1)).text() == "1/1/1 partly");
  CHECK(Single(lectures, met(0)).text() == "0/0/0 not_met");

  const auto aid = with_standards(leaf("Ⅲ-26", "4", {"达标3项A、2项B、1项C、0项C#"}), 3);
  CHECK(Single(aid, met(3)).text() == "4/4/4 met");
  CHECK(Single(aid, met(2)).text() == "2.64/2.64/2.64 partly");
  CHECK(Single(aid, met(1)).text() == "1.32/1.32/1.32 partly");
  CHECK(Single(aid, met(0)).text() == "0/0/0 not_met");
  CHECK(Single(aid, met(2)).reasons() == Texts{"score/standards-rating(count=2, points=2.64, rating=B) 2.64"});

  const auto people = with_standards(leaf("Ⅲ-11", "3", {"达标3项A、2项B、1项C、0项C#"}), 3);
  CHECK(Single(people, met(2)).text() == "1.98/1.98/1.98 partly");
  CHECK(Single(with_standards(leaf("Ⅲ-14", "4", {"每达标1项得1分、最多得3分"}), 4), met(4)).text() == "3/3/3 partly");
}

TEST_CASE("points for each event, at most so many") {
  const auto item = with_events(leaf("Ⅲ-18", "4", {"每次活动得1分、最多得3分"}), 2, {slot("签到")});
  const auto held = [&](int count) {
    return Single(item,
                  [count](LeafState& state) {
                    for (int i = 0; i < count; ++i) add_event(state);
                  })
        .text();
  };
  CHECK(held(0) == "0/0/0 not_met");
  CHECK(held(1) == "1/1/1 partly");
  CHECK(held(3) == "3/3/3 partly");
  CHECK(held(5) == "3/3/3 partly");
}

TEST_CASE("site results: Ⅲ-17") {
  const auto station = leaf("Ⅲ-17", "3", {"问题0个A、1个B、2个C、3个以上C#"});
  CHECK(Single(station, assessed(std::nullopt, "", 0)).text() == "3/3/3 met");
  CHECK(Single(station, assessed(std::nullopt, "", 2)).text() == "0.99/0.99/0.99 partly");
  CHECK(Single(station, assessed(std::nullopt, "", 7)).text() == "0/0/0 not_met");
  CHECK(Single(station, assessed(std::nullopt, "B")).text() == "1.98/1.98/1.98 partly");
  const Single waiting(station);
  CHECK(waiting.text() == "0/0/3 pending");
  CHECK(waiting.reasons() == Texts{"score/waits-for-assessor 0"});
  CHECK(waiting.card.mends.empty());
}

TEST_CASE("what people assess") {
  const auto faults = leaf("Ⅲ-22", "5", {"每个问题扣0.5分、最多扣4分"});
  CHECK(Single(faults, assessed(std::nullopt, "", 3)).text() == "3.5/3.5/3.5 partly");
  CHECK(Single(faults, assessed(std::nullopt, "", 99)).text() == "1/1/1 partly");
  CHECK(Single(faults, assessed(std::nullopt, "", 0)).text() == "5/5/5 met");
  CHECK(Single(faults).text() == "0/0/5 pending");

  const auto rated = leaf("Ⅲ-29", "3", {"按评定等级得分"});
  CHECK(Single(rated, assessed(std::nullopt, "C")).text() == "0.99/0.99/0.99 partly");
  CHECK(Single(rated, assessed(std::nullopt, "D")).text() == "0/0/3 pending");  // no rating of this index

  const auto judged = leaf("B-6", "2", {"人工评定"});
  CHECK(Single(judged, assessed(exact("1.5"))).text() == "1.5/1.5/1.5 partly");
  CHECK(Single(judged, assessed(Exact(7))).text() == "2/2/2 met");
  CHECK(Single(judged, assessed(Exact(-1))).text() == "0/0/0 not_met");
  CHECK(Single(judged, assessed(Exact(0))).text() == "0/0/0 not_met");
}

TEST_CASE("a leaf that waits for an assessor and lacks documents is not mended by documents alone") {
  const auto item = with_slots(leaf("Ⅲ-21", "4", {"问题0个A、1个以上C#", "每缺1份材料扣1分"}), {slot("检查表")});
  CHECK(Single(item).card.mends.empty());
  const Single known(item, assessed(std::nullopt, "", 0));
  CHECK(known.text() == "3/3/3 partly");
  CHECK(known.actions() == Texts{"score/supply(slot=检查表, count=1, unit=份)"});
}

TEST_CASE("awards compare exact values") {
  auto index = index_of(
      {project("Ⅰ-3", {leaf("Ⅲ-13", "12", {"人工评定"})}), project("Ⅰ-4", {leaf("Ⅲ-16", "88", {"人工评定"})})});
  index.awards = {{"五星", Exact(95), exact("80%")}, {"四星", Exact(90), {}}, {"三星", Exact(80), {}}};
  const auto award = [&index](std::string_view first, std::string_view second) {
    auto states = empty_states(index);
    assessed(exact(first))(states[0]);
    assessed(exact(second))(states[1]);
    const auto card = score(index, states);
    return card.total.confirmed.text() + " " + card.award.confirmed.value_or("none");
  };
  CHECK(award("9.5", "85.5") == "95 四星");  // Ⅰ-3 has 79.2 % of its points
  CHECK(award("9.6", "85.4") == "95 五星");
  CHECK(award("10", "79.995") == "89.995 三星");
  CHECK(award("10", "69.95") == "79.95 none");
  const auto open = score(index, empty_states(index));
  CHECK(open.total == Points{Exact(), Exact(100), Exact()});
  CHECK_FALSE(open.award.confirmed.has_value());
  CHECK(open.award.best == "五星");
}

TEST_CASE("leaves are rounded if the index says, and the total sums what was rounded") {
  auto index = index_of({project("Ⅰ-1", {leaf("Ⅲ-1", "0.125", {"人工评定"}), leaf("Ⅲ-2", "1", {"按评定等级得分"})})});
  index.shares["B"] = Exact::ratio(2, 3);
  auto states = empty_states(index);
  assessed(exact("0.125"))(states[0]);
  assessed(std::nullopt, "B")(states[1]);
  CHECK(score(index, states).total.confirmed == exact("0.125") + Exact::ratio(2, 3));
  index.leaf_places = 2;
  const auto card = score(index, states);
  CHECK(card.leaves[0].points.confirmed == exact("0.125"));  // 0.13 would be more than the leaf has
  CHECK(card.leaves[1].points.confirmed == exact("0.67"));
  CHECK(card.total.confirmed == exact("0.795"));
}

TEST_CASE("mends stand dearest first, then by due day, then in the index's order") {
  const auto one = [](std::string code, std::string_view points) {
    return with_slots(leaf(std::move(code), points, {"缺一项不得分"}), {slot("总结")});
  };
  const auto index = index_of({project("Ⅰ-1", {one("Ⅲ-1", "1"), one("Ⅲ-2", "1"), one("Ⅲ-3", "3"), one("Ⅲ-4", "1")})});
  auto states = empty_states(index);
  states[3].due = add_days(k_submission, -9);
  states[2].owner = "李敏";
  const auto card = score(index, states);
  Texts order;
  for (const auto& mend : card.mends) order.push_back(mend.code + " " + mend.owner);
  CHECK(order == Texts{"Ⅲ-3 李敏", "Ⅲ-4 ", "Ⅲ-1 ", "Ⅲ-2 "});
}

TEST_CASE("a remark that takes points settles nothing of a leaf that is open and has nothing proven") {
  const auto remarked = [](std::optional<Exact> points) {
    return Single(with_slots(leaf("Ⅲ-1", "2", {"每缺1份材料扣0.5分"}), {slot("总结", 2)}),
                  [=](LeafState& state) {
                    make_not_due(state);
                    state.remarks.resize(1);
                    state.remarks[0].points = points;
                  })
        .text();
  };
  CHECK(remarked({}) == "0/1/2 not_due");
  CHECK(remarked(exact("0.5")) == "0/0.5/1.5 not_due");
}
