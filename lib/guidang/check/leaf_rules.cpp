// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/leaf.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

class LeafRules {
 public:
  LeafRules(const CheckInput& input, const LeafState& leaf) : input_(input), leaf_(leaf) {}

  std::vector<Finding> run() {
    for (const auto& slot : leaf_.slots) look_at(slot, "coverage/missing-slot", {});
    for (const auto& standard : leaf_.standards) {
      for (const auto& slot : standard.slots) look_at(slot, "coverage/missing-slot", {});
    }
    for (const auto& event : leaf_.events) {
      if (!event.in_window) continue;  // told of once, as a whole
      for (const auto& part : event.parts) look_at(part, "coverage/missing-part", event.folder);
    }
    if (leaf_.leaf->events) look_at_events(*leaf_.leaf->events);
    return std::move(findings_);
  }

 private:
  Finding& add(const char* rule, const RelPath& path, const std::string& place, std::vector<Argument> arguments) {
    findings_.push_back(make_finding(rule, leaf_.leaf->code, path.text(), place, std::move(arguments)));
    return findings_.back();
  }

  /// What is missing before its day is only a note.
  static void soften(Finding& finding, bool due_passed) {
    if (!due_passed) finding.severity = Severity::note;
  }

  void look_at(const SlotState& state, const char* missing_rule, const RelPath& folder) {
    const Slot& slot = *state.slot;
    if (state.missing() > state.pending()) {
      soften(add(missing_rule,
                 folder,
                 slot.name,
                 {{"slot", slot.name},
                  {"want", std::int64_t{slot.count.least}},
                  {"have", std::int64_t{state.counting()}},
                  {"due", to_string(slot.due)}}),
             state.due_passed);
    }
    const auto have = static_cast<int>(state.proofs.size());
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
    if (slot.most_bytes && file.size_bytes > *slot.most_bytes) {
      add_once("usability/too-large",
               file.path,
               slot.name,
               {{"size", size_text(file.size_bytes)}, {"most", size_text(*slot.most_bytes)}, {"slot", slot.name}});
    }
    switch (proof.standing) {
      case Standing::undated: add_once("authenticity/undated", file.path, slot.name, {{"slot", slot.name}}); break;
      case Standing::outside_window:
        add_once("authenticity/outside-window",
                 file.path,
                 slot.name,
                 {{"date", to_string(*proof.date)},
                  {"source", source_term(*proof.date_source)},
                  {"from", to_string(slot.window->from)},
                  {"to", to_string(slot.window->to)}});
        break;
      case Standing::wrong_format: add_wrong_format(slot, file); break;
      // Empty and unreadable files are told once, wherever they are filed.
      case Standing::empty:
      case Standing::unreadable:
      case Standing::counts: break;
    }
  }

  void add_wrong_format(const Slot& slot, const EvidenceFile& file) {
    // Programs and shortcuts are told of as such, wherever they are filed.
    if (file.format->sort == media::Sort::program || file.format->sort == media::Sort::shortcut) return;
    Value allowed = Term{"kind/" + std::string(to_string(slot.kind))};
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
    const auto held = std::ranges::count_if(leaf_.events, [](const auto& event) { return event.in_window; });
    for (const auto& event : leaf_.events) look_at_event_day(event);
    if (held >= rule.least) return;
    soften(add("coverage/missing-event",
               {},
               "",
               {{"want", std::int64_t{rule.least}}, {"have", std::int64_t{held}}, {"due", to_string(rule.due)}}),
           leaf_.events_due_passed);
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
  std::vector<Finding> findings_;
  std::set<std::pair<std::string, RelPath>> told_;
};

}  // namespace

std::vector<Finding> leaf_findings(const CheckInput& input, const LeafState& leaf) {
  return LeafRules(input, leaf).run();
}

}  // namespace guidang
