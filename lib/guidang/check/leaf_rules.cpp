// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/demand_rules.hpp"
#include "guidang/check/each_slot.hpp"
#include "guidang/check/judged.hpp"
#include "guidang/check/leaf.hpp"
#include "guidang/check/pictures.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

class LeafRules {
 public:
  LeafRules(const CheckInput& input, const LeafState& leaf, const Remarks& remarks)
      : input_(input),
        leaf_(leaf),
        remarks_(remarks) {}

  std::vector<Finding> run() {
    for (const auto& slot : leaf_.slots) look_at(slot, "coverage/missing-slot", {});
    for (const auto& standard : leaf_.standards) {
      for (const auto& slot : standard.slots) look_at(slot, "coverage/missing-slot", {});
    }
    for (const auto& slot : leaf_.exempt_if) look_at_proofs(slot, {});  // nobody has to be exempt
    if (leaf_.leaf->events) look_at_events(*leaf_.leaf->events);
    return std::move(findings_);
  }

 private:
  Finding& add(const char* rule, const RelPath& path, const std::string& place, std::vector<Argument> arguments) {
    findings_.push_back(make_finding(rule, leaf_.leaf->code, path.text(), place, std::move(arguments)));
    return findings_.back();
  }

  /// What is missing before its day, or for a bonus that nobody must have, is only a note.
  void soften(Finding& finding, bool due_passed) const {
    if (!due_passed || leaf_.bonus) finding.severity = Severity::note;
  }

  void look_at(const SlotState& state, const char* missing_rule, const RelPath& folder) {
    const Slot& slot = *state.slot;
    if (state.missing() > state.pending() && leaf_.asked()) {
      soften(add(missing_rule,
                 folder,
                 slot.name,
                 {{"slot", slot.name},
                  {"want", std::int64_t{slot.count.least}},
                  {"have", std::int64_t{state.counting()}},
                  {"due", to_string(state.due())}}),
             state.due_passed);
    }
    look_at_proofs(state, folder);
  }

  void look_at_proofs(const SlotState& state, const RelPath& folder) {
    const Slot& slot = *state.slot;
    int have = 0;
    for (const auto& proof : state.proofs) have += proof.standing == Standing::paired ? 0 : proof.pieces;
    if (slot.count.most && have > *slot.count.most) {
      add("coverage/too-many",
          folder,
          slot.name,
          {{"slot", slot.name}, {"most", std::int64_t{*slot.count.most}}, {"have", std::int64_t{have}}});
    }
    for (const auto& proof : state.proofs) look_at(slot, proof);
  }

  void look_at(const Slot& slot, const Proof& proof) {
    const auto& file = input_.inventory.files[proof.file];
    if (proof.to_slot == BoundBy::kind && is_paper(file)) {
      add_once("form/bound-by-kind", file.path, slot.name, {{"slot", slot.name}});
    }
    for (auto& finding : demand_findings(input_, *leaf_.leaf, slot, proof)) {
      if (demands_told_.emplace(finding.rule, file.path, &slot).second) findings_.push_back(std::move(finding));
    }
    switch (proof.standing) {
      case Standing::undated: add_once("authenticity/undated", file.path, slot.name, {{"slot", slot.name}}); break;
      case Standing::outside_window:
        add_once("authenticity/outside-window",
                 file.path,
                 slot.name,
                 {{"date", to_string(proof.date ? *proof.date : *proof.saved)},
                  {"source", source_term(proof.date_source.value_or(DateSource::saved_name))},
                  {"from", to_string(slot.window->from)},
                  {"to", to_string(slot.window->to)}});
        break;
      case Standing::wrong_format: add_wrong_format(slot, file); break;
      // Empty, unreadable and damaged files are told once, wherever they are filed.
      case Standing::empty:
      case Standing::damaged:
      case Standing::unreadable:
      case Standing::paired: break;
      case Standing::counts:
        if (slot.distinct && holds_pieces(slot, *file.format)) add_repeated_inside(slot, file);
        break;
      case Standing::rejected: add_rejected(slot, proof); break;
      case Standing::repeated: add_repeated(slot, file); break;
      case Standing::unpaired: add_unpaired(slot, file); break;
    }
  }

  void add_rejected(const Slot& slot, const Proof& proof) {
    const auto& line = *remarks_.rejection(*leaf_.leaf, proof.file);
    const Value until = line.supply_by ? Value(to_string(*line.supply_by)) : Value(Term{"word/not-said"});
    add_once("authenticity/rejected",
             input_.inventory.files[proof.file].path,
             slot.name,
             {{"reason", line.reason.empty() ? Value(Term{"word/not-said"}) : Value(line.reason)}, {"until", until}});
  }

  void add_unpaired(const Slot& slot, const EvidenceFile& file) {
    const auto folder = file.path.parent();
    const auto name = file.path.name();
    const auto side = pair_name(name.substr(0, name.rfind('.')), folder.name()).side;
    const auto* why = side == Side::before ? "pair/no-after" : side == Side::after ? "pair/no-before" : "pair/no-side";
    add_once("coverage/unpaired-photo", file.path, slot.name, {{"why", Term{why}}, {"slot", slot.name}});
  }

  void add_repeated(const Slot& slot, const EvidenceFile& file) {
    if (holds_pieces(slot, *file.format)) return add_repeated_inside(slot, file);
    add_once("authenticity/repeated-picture",
             file.path,
             slot.name,
             {{"slot", slot.name}, {"first", first_of_same(slot, file.sha256)}});
  }

  /// Names the first picture inside a document that stands elsewhere, or before in it.
  void add_repeated_inside(const Slot& slot, const EvidenceFile& file) {
    std::set<std::string_view> own;
    for (const auto& inside : pictures_inside(file)) {
      const auto first = first_of_same(slot, inside.sha256);
      if (first == file.path.text() && own.insert(inside.sha256).second) continue;
      add_once("authenticity/repeated-picture", file.path, inside.name, {{"slot", slot.name}, {"first", first}});
      return;
    }
  }

  void note_standing(const SlotState& state) {
    for (const auto& proof : state.proofs) {
      const auto& file = input_.inventory.files[proof.file];
      if (proof.standing == Standing::repeated) continue;
      stands_.emplace(std::pair(state.slot, file.sha256), file.path);
      for (const auto& one : pictures_inside(file)) stands_.emplace(std::pair(state.slot, one.sha256), file.path);
    }
  }

  /// The file that stands for a picture, in the states of this slot.
  std::string first_of_same(const Slot& slot, const std::string& digest) {
    if (stands_.empty()) {
      for_each_slot(leaf_, [this](const SlotState& state, const RelPath* /*event*/) { note_standing(state); });
      for (const auto& state : leaf_.exempt_if) note_standing(state);
    }
    return stands_[{&slot, digest}].text();
  }

  void add_wrong_format(const Slot& slot, const EvidenceFile& file) {
    // Programs and shortcuts are told of as such, wherever they are filed.
    if (file.format->sort == media::Sort::program || file.format->sort == media::Sort::shortcut) return;
    Value allowed = Term{"accepted/" + std::string(to_string(slot.kind))};
    if (!slot.formats.empty()) allowed = slot.formats;
    add_once("usability/format-not-allowed",
             file.path,
             slot.name,
             {{"format", Term{"format/" + std::string(file.format->name)}}, {"allowed", allowed}, {"slot", slot.name}});
  }

  /// A file that serves several slots is told of once for each rule.
  void add_once(const char* rule, const RelPath& path, const std::string& place, std::vector<Argument> arguments) {
    if (told_.emplace(rule, path).second) add(rule, path, place, std::move(arguments));
  }

  void look_at_events(const EventRule& rule) {
    const auto judged = judged_events(leaf_);
    std::vector<bool> is_judged(leaf_.events.size());
    for (const std::size_t i : judged.events) is_judged[i] = true;
    for (std::size_t i = 0; i < leaf_.events.size(); ++i) {
      const auto& event = leaf_.events[i];
      look_at_event_day(event);
      if (!event.in_window) continue;  // told of once, as a whole
      for (const auto& part : event.parts) {
        if (is_judged[i]) {
          look_at(part, "coverage/missing-part", event.folder);
        } else {
          look_at_proofs(part, event.folder);  // one more than asked for may lack what it likes
        }
      }
    }
    if (!leaf_.asked()) return;
    look_at_occasions();
    if (judged.missing == 0) return;
    soften(add("coverage/missing-event",
               {},
               "",
               {{"want", std::int64_t{rule.least}}, {"have", std::int64_t{judged.held}}, {"due", to_string(rule.due)}}),
           leaf_.events_due_passed);
  }

  /// What is overdue is one finding, what may still be held one note.
  void look_at_occasions() {
    std::vector<const Occasion*> overdue;
    std::vector<const Occasion*> to_come;
    for (const auto& state : leaf_.occasions) {
      if (!state.event) (state.due_passed ? overdue : to_come).push_back(state.occasion);
    }
    if (!overdue.empty()) soften(add_occasions(std::move(overdue)), true);
    if (!to_come.empty()) soften(add_occasions(std::move(to_come)), false);
  }

  /// Names the first few in the order of the calendar, with the days that all of them span.
  Finding& add_occasions(std::vector<const Occasion*> list) {
    constexpr std::size_t k_most = 8;
    std::ranges::stable_sort(list, {}, [](const Occasion* one) { return one->range.from; });
    DateRange span = list.front()->range;
    Date due = list.front()->due;
    std::vector<std::string> names;
    for (const auto* one : list) {
      if (names.size() < k_most) names.push_back(one->name);
      span.to = std::max(span.to, one->range.to);
      due = std::min(due, one->due);
    }
    if (list.size() > k_most) names.back() += "…";
    return add("coverage/missing-occasion",
               {},
               list.front()->name,
               {{"count", std::int64_t{std::ssize(list)}},
                {"occasions", std::move(names)},
                {"from", to_string(span.from)},
                {"to", to_string(span.to)},
                {"due", to_string(due)}});
  }

  void look_at_event_day(const EventState& event) {
    const auto& window = leaf_.leaf->events->window;
    if (!event.date) {
      add_once("authenticity/event-undated", event.folder, "", {});
    } else if (!event.in_window) {
      add_once("authenticity/event-outside-window",
               event.folder,
               "",
               {{"date", to_string(*event.date)}, {"from", to_string(window->from)}, {"to", to_string(window->to)}});
    }
  }

  /// A photo is a photo; a paper that only its kind has placed may be any paper.
  static bool is_paper(const EvidenceFile& file) {
    return file.format != nullptr &&
           (file.format->sort == media::Sort::document || file.format->sort == media::Sort::table);
  }

  static Term source_term(DateSource source) { return Term{"date-source/" + std::string(to_string(source))}; }

  const CheckInput& input_;
  const LeafState& leaf_;
  const Remarks& remarks_;
  std::map<std::pair<const Slot*, std::string>, RelPath> stands_;  // slot and digest to the first file
  std::vector<Finding> findings_;
  std::set<std::pair<std::string, RelPath>> told_;
  std::set<std::tuple<std::string, RelPath, const Slot*>> demands_told_;
};

}  // namespace

Finding line_finding(const char* rule, const Location& where, std::vector<Argument> arguments) {
  return make_finding(rule, "", where.file, std::to_string(where.line), std::move(arguments));
}

std::vector<Finding> leaf_findings(const CheckInput& input, const LeafState& leaf, const Remarks& remarks) {
  return LeafRules(input, leaf, remarks).run();
}

}  // namespace guidang
