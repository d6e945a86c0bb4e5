// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/leaf_lines.hpp"
#include "guidang/check/rules.hpp"
#include "guidang/check/sample.hpp"
#include "guidang/index/figure.hpp"

namespace guidang {
namespace {

class TableRules {
 public:
  TableRules(const CheckInput& input, const CodeBook& codes, const std::vector<LeafState>& leaves)
      : input_(input),
        codes_(codes) {
    for (const auto& leaf : leaves) states_[leaf.leaf] = &leaf;
    for (const auto& veto : input.index.vetoes) vetoes_.emplace(folded(veto.code), &veto);
  }

  std::vector<Finding> run() {
    look_at_columns();
    for (const auto& line : input_.tables.results) look_at_result(line);
    std::map<const Item*, int> assignments;
    for (const auto& line : input_.tables.assignments) {
      if (const Item* leaf = leaf_of(line.code, line.where)) tell_repeated(assignments, leaf, leaf, line.where);
    }
    for (const auto& line : input_.tables.facts) {
      if (is_before(line.code, line.level.empty() ? line.date : std::nullopt, line.where)) continue;
      look_at_code(line.code, line.where);
      look_at_answer(line);
    }
    for (const auto& line : input_.tables.remarks) {
      if (!is_before(line.code, line.date, line.where)) look_at_code(line.code, line.where);
    }
    for (const auto& line : input_.tables.exceptions) look_at_code(line.code, line.where);
    for (const auto& line : input_.tables.account) look_at_account(line);
    tell_outside();
    return std::move(findings_);
  }

 private:
  void look_at_columns() {
    for (const auto& column : input_.tables.unknown_columns) {
      if (column.likely.empty()) {
        tell("form/unknown-column", column.where, {{"column", column.word}});
      } else {
        tell("form/misspelt-column", column.where, {{"column", column.word}, {"likely", column.likely}});
      }
    }
  }

  /// Whether a line is of a day before the period, so that it does not count.
  bool is_before(const std::string& code, std::optional<Date> day, const Location& where) {
    if (in_edition(input_.index, day)) return false;
    const bool ours = code.empty() || codes_.find(code) != nullptr || !known_beside(input_, code);
    if (ours) note_outside(input_.index.period, where);
    return true;
  }

  void look_at_result(const ResultLine& line) {
    if (const auto veto = vetoes_.find(folded(line.code)); veto != vetoes_.end()) {
      look_at_veto(line, *veto->second);
      return;
    }
    if (is_before(line.code, line.date, line.where)) return;
    const Item* leaf = leaf_of(line.code, line.where);
    if (leaf == nullptr) return;
    // The same place on another day is looked at again; on the same day it is the same line twice.
    tell_repeated(first_results_, std::tuple(leaf, folded(line.object), line.date), leaf, line.where);
    look_at_points(line, *leaf);
    look_at_object(line, *leaf);
    look_at_verdict(line, *leaf);
    look_at_defects(line, *leaf);
  }

  void look_at_veto(const ResultLine& line, const Veto& veto) {
    if (line.date && !veto.look_back.contains(*line.date)) {
      note_outside(veto.look_back, line.where);
      return;
    }
    if (!line.good && !line.under_review) {
      tell("form/no-verdict", line.where, {{"code", veto.code}, {"title", veto.title}});
      return;
    }
    const bool of_item = std::ranges::count(veto.effects, VetoEffect::item_zero) > 0;
    if (!of_item || line.good == true || find_item(input_.index, line.object) != nullptr) return;
    const Value object = line.object.empty() ? Value(Term{"word/not-said"}) : Value(line.object);
    tell("form/veto-without-item", line.where, {{"code", veto.code}, {"object", object}});
  }

  /// A verdict counts as a defect, or of a record that was drawn; else nothing reads it.
  void look_at_verdict(const ResultLine& line, const Item& leaf) {
    const auto place = states_.find(&leaf);
    const bool sampled = place != states_.end() && place->second->sample;
    if (sampled || !is_bare_verdict(line) || counts_defects(leaf)) return;
    tell("form/unread-verdict", line.where, {{"code", leaf.code}});
  }

  void look_at_account(const AccountLine& line) {
    const auto& period = input_.index.period;
    if (line.date && !period.contains(*line.date)) {
      if (!is_before(line.code, line.date, line.where)) note_outside(period, line.where);
      return;
    }
    const Item* leaf =
        line.code.empty() || vetoes_.contains(folded(line.code)) ? nullptr : leaf_of(line.code, line.where);
    if (!look_at_kind(line) || leaf == nullptr) return;
    if (std::ranges::count(leaf->scoring, SentenceKind::account_points, &Sentence::kind) > 0) return;
    tell("form/unread-account", line.where, {{"code", leaf->code}, {"kind", line.kind}});
  }

  /// 不适用 is 是 or 否; anything else would be taken for 否.
  void look_at_answer(const FactLine& line) {
    const auto& value = line.value;
    if (line.code.empty() || !is_not_applicable_fact(line) || value.text.empty()) return;
    if (value.number == Exact(1) || value.number == Exact()) return;
    tell("form/unclear-answer", line.where, {{"code", line.code}, {"value", value.text}});
  }

  /// 问题数 where the sentences ask for figures of their own names would count for nothing.
  void look_at_defects(const ResultLine& line, const Item& leaf) {
    if (!line.defects || counts_defects(leaf)) return;
    std::vector<std::string> names;
    for (const auto& sentence : leaf.scoring) {
      const bool named = !sentence.figure.empty() && sentence.kind != SentenceKind::index_points &&
                         find_built_in(sentence.figure) == nullptr;
      if (named && std::ranges::find(names, sentence.figure) == names.end()) names.push_back(sentence.figure);
    }
    if (names.empty()) return;
    tell("form/unused-defects",
         line.where,
         {{"code", leaf.code}, {"defects", std::int64_t{*line.defects}}, {"names", names}});
  }

  void look_at_points(const ResultLine& line, const Item& leaf) {
    if (line.points && *line.points > leaf.points) {
      tell("form/points-over-full",
           line.where,
           {{"code", leaf.code}, {"points", line.points->text()}, {"full", leaf.points.text()}});
    }
    if (line.rating.empty() || input_.index.shares.contains(line.rating)) return;
    std::vector<std::string> known;
    for (const auto& [rating, share] : input_.index.shares) known.push_back(rating);
    tell("form/unknown-rating", line.where, {{"code", leaf.code}, {"rating", line.rating}, {"known", known}});
  }

  /// A verdict on a record that was not drawn would count for nothing.
  void look_at_object(const ResultLine& line, const Item& leaf) {
    const auto place = states_.find(&leaf);
    if (place == states_.end() || !place->second->sample || line.object.empty() || !line.good) return;
    auto& drawn = drawn_[&leaf];
    if (drawn.empty()) {
      for (const auto& record : place->second->sample->drawn) drawn.insert(folded(record));
    }
    if (drawn.contains(folded(line.object))) return;
    const auto& names = place->second->sample->drawn;
    const Value list = names.empty() ? Value(Term{"word/no-records"}) : Value(names);
    tell("form/unknown-object", line.where, {{"object", line.object}, {"code", leaf.code}, {"drawn", list}});
  }

  /// Says whether the index has the line's kind.
  bool look_at_kind(const AccountLine& line) {
    std::vector<std::string> known;
    if (input_.index.account) {
      for (const auto& kind : input_.index.account->kinds) known.push_back(kind.name);
    }
    const auto wanted = folded(line.kind);
    const bool found = std::ranges::any_of(known, [&](const std::string& name) { return folded(name) == wanted; });
    if (!found) tell("form/unknown-kind", line.where, {{"kind", line.kind}, {"known", known}});
    return found;
  }

  void note_outside(const DateRange& range, const Location& where) {
    auto& group = outside_[{where.file, range.from, range.to}];
    if (group.empty() || group.back().line != where.line) group.push_back(where);
  }

  /// One note for each table and span of days, at its first line.
  void tell_outside() {
    constexpr std::size_t k_most = 8;
    for (const auto& [key, places] : outside_) {
      std::vector<std::string> lines;
      for (const auto& place : places) {
        if (lines.size() < k_most) lines.push_back(std::to_string(place.line));
      }
      if (places.size() > k_most) lines.back() += "…";
      tell("form/outside-period",
           places.front(),
           {{"count", std::int64_t{std::ssize(places)}},
            {"lines", std::move(lines)},
            {"from", to_string(std::get<1>(key))},
            {"to", to_string(std::get<2>(key))}});
    }
  }

  void look_at_code(const std::string& code, const Location& where) {
    if (!code.empty() && !vetoes_.contains(folded(code))) leaf_of(code, where);
  }

  /// The leaf that a line of a table speaks of; told of where there is none.
  const Item* leaf_of(const std::string& code, const Location& where) {
    const Item* item = codes_.find(code);
    if (item != nullptr && item->is_leaf()) return item;
    if (item != nullptr) {
      tell("form/not-a-leaf", where, {{"code", item->code}, {"title", item->title}});
    } else if (!known_beside(input_, code)) {
      tell("form/unknown-code", where, {{"code", code}, {"likely", codes_.nearest_code(code)}});
    }
    return nullptr;
  }

  template <typename Key>
  void tell_repeated(std::map<Key, int>& first_lines, const Key& key, const Item* leaf, const Location& where) {
    const auto [first, fresh] = first_lines.emplace(key, where.line);
    if (!fresh) tell("form/repeated-line", where, {{"code", leaf->code}, {"first", std::int64_t{first->second}}});
  }

  void tell(const char* rule, const Location& where, std::vector<Argument> arguments) {
    findings_.push_back(line_finding(rule, where, std::move(arguments)));
  }

  const CheckInput& input_;
  const CodeBook& codes_;
  std::map<const Item*, const LeafState*> states_;
  std::map<const Item*, std::set<std::string>> drawn_;  // folded names
  std::map<std::string, const Veto*> vetoes_;           // by folded code
  std::map<std::tuple<const Item*, std::string, std::optional<Date>>, int> first_results_;
  std::map<std::tuple<std::string, Date, Date>, std::vector<Location>> outside_;  // by table and span
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> table_findings(const CheckInput& input,
                                    const CodeBook& codes,
                                    const std::vector<LeafState>& leaves) {
  return TableRules(input, codes, leaves).run();
}

}  // namespace guidang
