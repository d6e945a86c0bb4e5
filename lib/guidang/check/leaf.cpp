// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/leaf.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/assignment.hpp"
#include "guidang/check/folder_name.hpp"
#include "guidang/check/judged.hpp"
#include "guidang/check/occasions.hpp"
#include "guidang/check/pictures.hpp"
#include "guidang/check/sample.hpp"

namespace guidang {
namespace {

class LeafBuilder {
 public:
  LeafBuilder(const CheckInput& input,
              const LeafContext& context,
              const LeafRef& leaf,
              const std::vector<LeafFile>& files)
      : input_(input),
        context_(context),
        files_(files) {
    state_.leaf = leaf.leaf;
    state_.project = leaf.project;
    state_.bonus = leaf.bonus;
  }

  BuiltLeaf run() {
    std::vector<LeafFile> loose;
    if (state_.leaf->events) {
      build_events(loose);
    } else {
      loose = files_;
    }
    build_slots(loose);
    judge_pictures();
    for (auto* state : slot_states()) set_due(*state);
    if (const auto& events = state_.leaf->events) {
      state_.events_due_passed = events->due < input_.today;
      state_.occasions = match_occasions(*events, state_.events, input_.today);
    }
    fill_in_tables();
    return {std::move(state_), std::move(unassigned_)};
  }

 private:
  [[nodiscard]] const EvidenceFile& evidence(std::size_t file) const { return input_.inventory.files[file]; }

  /// Splits the leaf's files into event folders; what lies outside any is loose.
  void build_events(std::vector<LeafFile>& loose) {
    std::map<RelPath, std::vector<LeafFile>> folders;
    for (const auto& file : files_) {
      const RelPath& folder = file.bound->folder;
      const RelPath& path = evidence(file.file).path;
      const bool below = path.within(folder) && file.bound->how != BoundBy::register_line;
      const RelPath inside = below ? path.below(folder) : RelPath{};
      if (const auto parts = inside.components(); parts.size() > 1) {
        folders[folder.child(parts.front())].push_back(file);
      } else {
        loose.push_back(file);
      }
    }
    // Loose files are the event itself where only one is expected and no folder holds one.
    const bool loose_event = folders.empty() && state_.leaf->events->least == 1 && !loose.empty();
    if (loose_event && state_.leaf->slots.empty()) {
      const RelPath folder = loose.front().bound->folder;
      folders[folder] = std::exchange(loose, {});
    }
    for (const auto& [folder, files] : folders) state_.events.push_back(build_event(folder, files));
  }

  EventState build_event(const RelPath& folder, const std::vector<LeafFile>& files) {
    EventState event;
    event.folder = folder;
    event.date = date_in_name(folder.name());
    std::vector<const Slot*> slots;
    for (const auto& part : state_.leaf->events->parts) slots.push_back(&part);
    event.parts = fill(slots, files, event.date);
    if (!event.date) event.date = latest_date(event);
    if (!event.date) date_by_occasion(event);
    const auto& window = state_.leaf->events->window;
    event.in_window = !event.date || !window || window->contains(*event.date);
    return event;
  }

  /// A folder may name its occasion instead of a day: it was held by the occasion's last day. That settles whether its
  /// papers lie in their windows; the day of each paper stays unknown.
  void date_by_occasion(EventState& event) const {
    const auto& rule = *state_.leaf->events;
    const auto* occasion = named_occasion(rule, event.folder.name());
    if (occasion == nullptr) return;
    event.date = rule.window ? std::min(occasion->range.to, rule.window->to) : occasion->range.to;
    for (auto& part : event.parts) {
      if (!part.slot->window || !part.slot->window->contains(*event.date)) continue;
      for (auto& proof : part.proofs) {
        if (proof.standing == Standing::undated) proof.standing = Standing::counts;
      }
    }
  }

  /// The last day that the parts of an event show, if any shows one: a notice goes out before its meeting.
  static std::optional<Date> latest_date(const EventState& event) {
    std::optional<Date> latest;
    for (const auto& part : event.parts) {
      for (const auto& proof : part.proofs) {
        if (proof.date && (!latest || *proof.date > *latest)) latest = proof.date;
      }
    }
    return latest;
  }

  /// All slots of the leaf, wherever they stand.
  std::vector<SlotState*> slot_states() {
    std::vector<SlotState*> all;
    const auto add = [&all](std::vector<SlotState>& states) {
      for (auto& state : states) all.push_back(&state);
    };
    add(state_.slots);
    add(state_.exempt_if);
    for (auto& standard : state_.standards) add(standard.slots);
    for (auto& event : state_.events) add(event.parts);
    return all;
  }

  /// The same picture twice in one slot is one, whichever events hold it.
  void judge_pictures() {
    std::map<const Slot*, std::vector<SlotState*>> distinct;
    for (auto* state : slot_states()) {
      if (state->slot->distinct) distinct[state->slot].push_back(state);
    }
    for (const auto& [slot, states] : distinct) mark_repeats(states, input_.inventory);
    for (auto* state : slot_states()) {
      if (state->slot->pairs) mark_pairs(*state, input_.inventory);
    }
  }

  /// What is missing because it was sent back is due when the assessor wants it, all else on the slot's day.
  void set_due(SlotState& state) const {
    int rejected = 0;
    std::optional<Date> supply_by;
    for (const auto& proof : state.proofs) {
      if (proof.standing != Standing::rejected) continue;
      ++rejected;
      supply_by = std::max(supply_by, context_.remarks.rejection(*state_.leaf, proof.file)->supply_by);
    }
    if (state.missing() > 0 && state.missing() <= rejected) state.supply_by = supply_by;
    state.due_passed = state.due() < input_.today;
  }

  /// Slots of the leaf, of its standards and of its exemption share one set of files.
  void build_slots(const std::vector<LeafFile>& files) {
    std::vector<const Slot*> slots;
    for (const auto& slot : state_.leaf->slots) slots.push_back(&slot);
    for (const auto& standard : state_.leaf->standards) {
      for (const auto& slot : standard.slots) slots.push_back(&slot);
    }
    for (const auto& slot : state_.leaf->exempt_if) slots.push_back(&slot);
    auto filled = fill(slots, files, std::nullopt);
    auto next = std::make_move_iterator(filled.begin());
    const auto take = [&next](std::size_t count) {
      std::vector<SlotState> taken(next, next + static_cast<std::ptrdiff_t>(count));
      next += static_cast<std::ptrdiff_t>(count);
      return taken;
    };
    state_.slots = take(state_.leaf->slots.size());
    for (const auto& standard : state_.leaf->standards) {
      state_.standards.push_back({&standard, take(standard.slots.size())});
    }
    state_.exempt_if = take(state_.leaf->exempt_if.size());
  }

  std::vector<SlotState> fill(const std::vector<const Slot*>& slots,
                              const std::vector<LeafFile>& files,
                              std::optional<Date> event) {
    std::vector<Candidate> candidates;
    for (const auto& file : files) {
      const auto& found = evidence(file.file);
      candidates.push_back(
          {file.file, folded(stem_of(found.path.name())), file.line != nullptr ? file.line->slot : "", found.format});
    }
    const auto assigned = assign(slots, candidates);
    std::vector<bool> used(files.size());
    std::vector<SlotState> states;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      SlotState state;
      state.slot = slots[i];
      for (const auto& entry : assigned[i]) {
        used[entry.candidate] = true;
        state.proofs.push_back(proof_of(*slots[i], files[entry.candidate], entry.how, event));
      }
      states.push_back(std::move(state));
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (!used[i]) unassigned_.push_back(files[i].file);
    }
    return states;
  }

  [[nodiscard]] Proof proof_of(const Slot& slot, const LeafFile& file, BoundBy how, std::optional<Date> event) const {
    const auto& found = evidence(file.file);
    Proof proof;
    proof.file = file.file;
    proof.to_leaf = file.bound->how;
    proof.to_slot = how;
    std::tie(proof.date, proof.date_source) = effective_date(found, file.line, event, input_.index.zone_minutes);
    proof.saved = saved_day(found, input_.index.zone_minutes);
    proof.standing = standing_of(slot, found, proof);
    if (found.format != nullptr && holds_pieces(slot, *found.format)) {
      proof.pieces = static_cast<int>(pictures_inside(found).size());
      // a document without pictures is none
      const bool would_count = proof.standing == Standing::counts || proof.standing == Standing::undated;
      if (proof.pieces == 0 && would_count) proof.standing = Standing::wrong_format;
    }
    const bool there = proof.standing != Standing::unreadable && proof.standing != Standing::empty &&
                       proof.standing != Standing::damaged;
    if (there && context_.remarks.rejection(*state_.leaf, file.file) != nullptr) proof.standing = Standing::rejected;
    return proof;
  }

  static Standing standing_of(const Slot& slot, const EvidenceFile& file, const Proof& proof) {
    if (file.error || file.format == nullptr) return Standing::unreadable;
    if (file.size_bytes == 0) return Standing::empty;
    if (!media::is_sound(file.examination.condition)) return Standing::damaged;
    if (!format_allowed(slot, *file.format)) return Standing::wrong_format;
    if (!slot.window) return Standing::counts;
    // What was saved before the window began is older still; what was saved later may be of any day.
    if (!proof.date && proof.saved && *proof.saved < slot.window->from) return Standing::outside_window;
    if (!proof.date) return Standing::undated;
    return slot.window->contains(*proof.date) ? Standing::counts : Standing::outside_window;
  }

  void fill_in_tables() {
    state_.owner = state_.leaf->owner;
    const auto place = context_.lines.find(folded(state_.leaf->code));
    static const LinesOfLeaf k_none;
    const auto& lines = place == context_.lines.end() ? k_none : place->second;
    for (const auto* fact : lines.facts) state_.facts.push_back(*fact);
    for (const auto* remark : lines.remarks) state_.remarks.push_back(*remark);
    state_.result = summary(lines.results, counts_defects(*state_.leaf));
    state_.not_applicable = not_applicable(lines);
    if (sample_size(*state_.leaf) > 0) {
      state_.sample = sample_of(*state_.leaf, records(lines.results), lines.results, sample_due_passed());
    }
    state_.due = first_open_due();
    if (lines.assignment == nullptr) return;
    if (!lines.assignment->person.empty()) state_.owner = lines.assignment->person;
    if (lines.assignment->due) state_.due = std::min(state_.due, *lines.assignment->due);
  }

  /// What a sample is drawn from: the names of the leaf's events in the window, else of its files that are not known to
  /// count for nothing; of a leaf that asks for no material, the objects that 检查结果 says were looked at.
  std::vector<std::string> records(const std::vector<const ResultLine*>& lines) {
    std::vector<std::string> names;
    if (!state_.leaf->events && state_.leaf->slots.empty() && state_.leaf->standards.empty() && files_.empty()) {
      std::map<std::string, std::string> objects;  // by folded name, as first written
      for (const auto* line : lines) {
        if (!line->object.empty()) objects.emplace(folded(line->object), line->object);
      }
      for (const auto& [key, object] : objects) names.push_back(object);
      return names;
    }
    if (state_.leaf->events) {
      for (const auto& event : state_.events) {
        if (event.in_window) names.emplace_back(event.folder.name());
      }
      return names;
    }
    std::map<std::size_t, bool> counts;  // of files that serve a slot
    for (const auto* state : slot_states()) {
      for (const auto& proof : state->proofs) {
        counts[proof.file] |= proof.standing == Standing::counts || proof.standing == Standing::undated;
      }
    }
    for (const auto& file : files_) {
      const auto& found = evidence(file.file);
      const auto serves = counts.find(file.file);
      const bool fit = !found.error && found.size_bytes > 0 && (serves == counts.end() || serves->second);
      if (fit) names.emplace_back(found.path.name());
    }
    return names;
  }

  [[nodiscard]] bool sample_due_passed() const {
    if (state_.leaf->events) return state_.events_due_passed;
    if (state_.slots.empty()) return input_.index.submission < input_.today;
    return std::ranges::all_of(state_.slots, &SlotState::due_passed);
  }

  [[nodiscard]] Date first_open_due() const {
    Date first = input_.index.submission;
    const auto look = [&first](const std::vector<SlotState>& slots) {
      for (const auto& slot : slots) {
        if (slot.missing() > 0) first = std::min(first, slot.due());
      }
    };
    look(state_.slots);
    for (const auto& standard : state_.standards) look(standard.slots);
    const auto judged = judged_events(state_);
    for (const std::size_t event : judged.events) look(state_.events[event].parts);
    for (const auto& occasion : state_.occasions) {
      if (!occasion.event) first = std::min(first, occasion.occasion->due);
    }
    if (judged.missing > 0) first = std::min(first, state_.leaf->events->due);
    return first;
  }

  const CheckInput& input_;
  const LeafContext& context_;
  const std::vector<LeafFile>& files_;
  LeafState state_;
  std::vector<std::size_t> unassigned_;
};

/// What a kind of evidence takes beside formats of its own sort, where the index names none: a scan or photo of a paper
/// is a paper, a table may be printed or typed into a letter.
std::string_view further_formats(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::table: return " pdf ofd docx doc wps odt txt html jpeg png tiff heic ";
    case EvidenceKind::document: return " jpeg png tiff heic ";
    case EvidenceKind::photo:
    case EvidenceKind::video:
    case EvidenceKind::audio:
    case EvidenceKind::any: return "";
  }
  return "";
}

/// Formats of a document's sort that are no papers.
bool is_markup(const media::Format& format) {
  return format.name == "json" || format.name == "xml" || format.name == "yaml" || format.name == "encrypted";
}

}  // namespace

BuiltLeaf build_leaf(const CheckInput& input,
                     const LeafContext& context,
                     const LeafRef& leaf,
                     const std::vector<LeafFile>& files) {
  return LeafBuilder(input, context, leaf, files).run();
}

bool format_allowed(const Slot& slot, const media::Format& format) {
  if (holds_pieces(slot, format)) return true;
  if (!slot.formats.empty()) return std::ranges::find(slot.formats, format.name) != slot.formats.end();
  if (slot.kind == EvidenceKind::any)
    return format.sort != media::Sort::program && format.sort != media::Sort::shortcut;
  if (same_kind(slot.kind, format.sort) && !is_markup(format)) return true;
  return further_formats(slot.kind).find(" " + std::string(format.name) + " ") != std::string_view::npos;
}

}  // namespace guidang
