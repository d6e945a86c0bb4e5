// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/archive_figures.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>

#include "guidang/base/text.hpp"
#include "guidang/check/leaf_lines.hpp"
#include "guidang/check/register_rules.hpp"

namespace guidang {
namespace {

/// Calls `visit` with every slot of the leaf that asks for evidence.
template <typename Visit>
void each_slot(const LeafState& leaf, Visit visit) {
  for (const auto& slot : leaf.slots) visit(slot);
  for (const auto& standard : leaf.standards) {
    for (const auto& slot : standard.slots) visit(slot);
  }
  for (const auto& event : leaf.events) {
    if (!event.in_window) continue;
    for (const auto& part : event.parts) visit(part);
  }
}

bool asks_for_evidence(const LeafState& leaf) {
  const bool any = !leaf.leaf->slots.empty() || leaf.leaf->events || !leaf.leaf->standards.empty();
  return any && leaf.asked() && !leaf.bonus;
}

/// 情况说明, 说明报告: words on a matter instead of proof of it.
bool is_statement(const Slot& slot) {
  const auto name = folded(slot.name);
  return name.find("说明") != std::string::npos || name.find("statement") != std::string::npos;
}

struct Shown {
  bool anything = false;
  bool other_than_statements = false;
};

Shown shown_by(const LeafState& leaf) {
  Shown shown;
  each_slot(leaf, [&shown](const SlotState& state) {
    if (state.counting() == 0) return;
    shown.anything = true;
    if (!is_statement(*state.slot)) shown.other_than_statements = true;
  });
  // An event that asks for no papers is shown by its day.
  const auto held = [](const EventState& event) { return event.in_window && event.date && event.parts.empty(); };
  if (std::ranges::any_of(leaf.events, held)) shown = {true, true};
  return shown;
}

/// Serials that stand a second time, lines without one where others have one, and places where whole numbers leave
/// out one or more: a slip of the pen (41, 42, 4300) is one fault, not thousands.
int serial_faults(const std::vector<RegisterLine>& lines) {
  std::set<std::string> seen;
  std::set<std::int64_t> numbers;
  int repeated = 0;
  int empty = 0;
  for (const auto& line : lines) {
    const auto text = folded(line.serial);
    if (text.empty()) {
      ++empty;
      continue;
    }
    const auto number = whole_serial(line.serial);
    const bool fresh = number ? numbers.insert(*number).second : seen.insert(text).second;
    repeated += fresh ? 0 : 1;
  }
  if (numbers.empty() && seen.empty()) return 0;
  return repeated + empty + static_cast<int>(serial_gaps(lines).size());
}

/// Lines without a file of their own, files without a line, and faults of the serial numbers.
int register_faults(const CheckInput& input, const Bindings& bindings) {
  std::set<const RegisterLine*> used;
  int files_without = 0;
  for (std::size_t i = 0; i < bindings.files.size(); ++i) {
    if (bindings.files[i].line != nullptr) {
      used.insert(bindings.files[i].line);
    } else {
      ++files_without;
    }
  }
  const auto& lines = input.tables.register_lines;
  return files_without + static_cast<int>(lines.size() - used.size()) + serial_faults(lines);
}

/// Files that the register dates after the day on which a slot that they serve was due.
int files_late(const Bindings& bindings, const std::vector<LeafState>& leaves) {
  std::set<std::size_t> late;
  for (const auto& leaf : leaves) {
    if (!asks_for_evidence(leaf)) continue;
    each_slot(leaf, [&](const SlotState& state) {
      for (const auto& proof : state.proofs) {
        const auto* line = bindings.files[proof.file].line;
        if (line != nullptr && line->date && *line->date > state.slot->due) late.insert(proof.file);
      }
    });
  }
  return static_cast<int>(late.size());
}

/// Returns whether the cell of a moment names a day alone.
bool is_day_alone(const FactValue& value) {
  const auto text = folded(value.text);
  return !text.empty() && text.find_first_of(":t") == std::string::npos && text.find("时") == std::string::npos &&
         text.find("点") == std::string::npos;
}

/// Days that one moment is after the submission day: started ones where the time is said. None for what is no moment,
/// or one before the period: the folder is kept a year and may hold the line of an edition before.
std::optional<int> days_late(const Index& index, const FactValue& value) {
  constexpr std::int64_t k_minutes_a_day = 1440;
  const auto minutes_at = [](Date day) {
    return std::int64_t{std::chrono::sys_days(day).time_since_epoch().count()} * k_minutes_a_day;
  };
  auto minutes = value.minutes;
  if (const auto day = parse_date(value.text); !minutes && day) minutes = minutes_at(*day);
  if (!minutes || *minutes < minutes_at(index.period.from)) return std::nullopt;
  const auto since = *minutes - minutes_at(index.submission);  // since the submission day began
  if (since <= 0) return 0;
  if (is_day_alone(value)) return static_cast<int>(since / k_minutes_a_day);
  return static_cast<int>(std::max<std::int64_t>(0, (since - 1) / k_minutes_a_day));
}

/// Of several lines the latest moment counts.
std::optional<int> days_late(const CheckInput& input) {
  std::optional<int> latest;
  for (const auto& fact : input.tables.facts) {
    if (!fact.code.empty() || !is_submission_time(fact.name) || !in_edition(input.index, fact)) continue;
    if (const auto late = days_late(input.index, fact.value)) latest = std::max(latest.value_or(0), *late);
  }
  return latest;
}

}  // namespace

bool is_submission_time(std::string_view name) {
  const auto text = folded(name);
  return text == "报送时间" || text == "submitted";
}

std::map<BuiltIn, Exact> archive_figures(const CheckInput& input,
                                         const Bindings& bindings,
                                         const std::vector<LeafState>& leaves) {
  int without_evidence = 0;
  int with_statements = 0;
  int without_owner = 0;
  for (const auto& leaf : leaves) {
    if (!asks_for_evidence(leaf)) continue;
    const auto shown = shown_by(leaf);
    without_evidence += shown.anything ? 0 : 1;
    with_statements += shown.anything && !shown.other_than_statements ? 1 : 0;
    without_owner += leaf.owner.empty() ? 1 : 0;
  }
  std::map<BuiltIn, Exact> figures{{BuiltIn::leaves_without_evidence, without_evidence},
                                   {BuiltIn::leaves_with_statements, with_statements},
                                   {BuiltIn::leaves_without_owner, without_owner},
                                   {BuiltIn::register_faults, register_faults(input, bindings)},
                                   {BuiltIn::files_late, files_late(bindings, leaves)}};
  if (const auto late = days_late(input)) figures[BuiltIn::days_late] = *late;
  return figures;
}

}  // namespace guidang
