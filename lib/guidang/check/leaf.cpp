// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/leaf.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/assignment.hpp"

namespace guidang {
namespace {

std::string stem_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return folded(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

class LeafBuilder {
 public:
  LeafBuilder(const CheckInput& input, const LeafLines& lines, const LeafRef& leaf, const std::vector<LeafFile>& files)
      : input_(input),
        lines_(lines),
        files_(files) {
    state_.leaf = leaf.leaf;
    state_.project = leaf.project;
  }

  BuiltLeaf run() {
    std::vector<LeafFile> loose;
    if (state_.leaf->events) {
      build_events(loose);
    } else {
      loose = files_;
    }
    build_slots(loose);
    if (state_.leaf->events) state_.events_due_passed = state_.leaf->events->due < input_.today;
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
    const auto& window = state_.leaf->events->window;
    event.in_window = !event.date || !window || window->contains(*event.date);
    return event;
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

  /// Slots of the leaf and of its standards share one set of files.
  void build_slots(const std::vector<LeafFile>& files) {
    std::vector<const Slot*> slots;
    for (const auto& slot : state_.leaf->slots) slots.push_back(&slot);
    for (const auto& standard : state_.leaf->standards) {
      for (const auto& slot : standard.slots) slots.push_back(&slot);
    }
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
  }

  std::vector<SlotState> fill(const std::vector<const Slot*>& slots,
                              const std::vector<LeafFile>& files,
                              std::optional<Date> event) {
    std::vector<Candidate> candidates;
    for (const auto& file : files) {
      const auto& found = evidence(file.file);
      candidates.push_back(
          {file.file, stem_of(found.path.name()), file.line != nullptr ? file.line->slot : "", found.format});
    }
    const auto assigned = assign(slots, candidates);
    std::vector<bool> used(files.size());
    std::vector<SlotState> states;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      SlotState state;
      state.slot = slots[i];
      state.due_passed = slots[i]->due < input_.today;
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
    std::tie(proof.date, proof.date_source) = effective_date(found, file.line, event);
    proof.standing = standing_of(slot, found, proof.date);
    return proof;
  }

  static Standing standing_of(const Slot& slot, const EvidenceFile& file, std::optional<Date> date) {
    if (file.error || file.format == nullptr) return Standing::unreadable;
    if (file.size_bytes == 0) return Standing::empty;
    if (!format_allowed(slot, *file.format)) return Standing::wrong_format;
    if (!slot.window) return Standing::counts;
    if (!date) return Standing::undated;
    return slot.window->contains(*date) ? Standing::counts : Standing::outside_window;
  }

  void fill_in_tables() {
    const auto code = folded(state_.leaf->code);
    state_.owner = state_.leaf->owner;
    std::optional<Date> assigned_due;
    if (const auto line = lines_.results.find(code); line != lines_.results.end()) state_.result = *line->second;
    if (const auto line = lines_.assignments.find(code); line != lines_.assignments.end()) {
      if (!line->second->person.empty()) state_.owner = line->second->person;
      assigned_due = line->second->due;
    }
    state_.due = first_open_due();
    if (assigned_due) state_.due = std::min(state_.due, *assigned_due);
  }

  [[nodiscard]] Date first_open_due() const {
    Date first = input_.index.submission;
    const auto look = [&first](const std::vector<SlotState>& slots) {
      for (const auto& slot : slots) {
        if (slot.missing() > 0) first = std::min(first, slot.slot->due);
      }
    };
    look(state_.slots);
    for (const auto& standard : state_.standards) look(standard.slots);
    for (const auto& event : state_.events) look(event.parts);
    if (state_.leaf->events && static_cast<int>(state_.events.size()) < state_.leaf->events->least) {
      first = std::min(first, state_.leaf->events->due);
    }
    return first;
  }

  const CheckInput& input_;
  const LeafLines& lines_;
  const std::vector<LeafFile>& files_;
  LeafState state_;
  std::vector<std::size_t> unassigned_;
};

/// The formats that a kind of evidence takes where the index names none. A scan or photo of a paper is a paper.
std::string_view default_formats(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::photo: return " jpeg png tiff heic bmp webp ";
    case EvidenceKind::video: return " mp4 mov avi wmv ";
    case EvidenceKind::audio: return " mp3 wav m4a amr ";
    case EvidenceKind::table: return " xlsx xls et csv pdf ofd docx doc wps txt html jpeg png tiff ";
    case EvidenceKind::document:
      return " pdf ofd docx doc wps rtf txt md html xlsx xls et csv pptx ppt dps jpeg png tiff ";
    case EvidenceKind::any: return "";
  }
  return "";
}

}  // namespace

LeafLines lines_by_leaf(const Tables& tables) {
  LeafLines lines;
  for (const auto& line : tables.results) lines.results[folded(line.code)] = &line;
  for (const auto& line : tables.assignments) lines.assignments[folded(line.code)] = &line;
  return lines;
}

BuiltLeaf build_leaf(const CheckInput& input,
                     const LeafLines& lines,
                     const LeafRef& leaf,
                     const std::vector<LeafFile>& files) {
  return LeafBuilder(input, lines, leaf, files).run();
}

std::pair<std::optional<Date>, std::optional<DateSource>> effective_date(const EvidenceFile& file,
                                                                         const RegisterLine* line,
                                                                         std::optional<Date> event) {
  if (line != nullptr && line->date) return {line->date, DateSource::register_line};
  if (event) return {event, DateSource::event_folder};
  if (file.name_date) return {file.name_date, DateSource::file_name};
  if (file.captured) return {file.captured, DateSource::capture_time};
  return {};
}

bool format_allowed(const Slot& slot, const media::Format& format) {
  if (!slot.formats.empty()) return std::ranges::find(slot.formats, format.name) != slot.formats.end();
  if (slot.kind == EvidenceKind::any)
    return format.sort != media::Sort::program && format.sort != media::Sort::shortcut;
  return default_formats(slot.kind).find(" " + std::string(format.name) + " ") != std::string_view::npos;
}

}  // namespace guidang
