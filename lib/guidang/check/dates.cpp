// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/dates.hpp"

namespace guidang {
namespace {

/// A day, and where it is stated.
struct Stated {
  std::optional<Date> day;
  DateSource source;
  std::optional<Date> last = std::nullopt;  ///< Of several days.
};

/// The days of one file that may contradict each other.
struct Days {
  Stated written;  ///< In the register.
  Stated folder;   ///< In the name of its event's folder, for what was shot at the event.
  Stated name;
  Stated captured;
  Stated saved;
  bool shot = false;  ///< It was asked for as a photo or film.
  bool film = false;
};

/// How many days two days may differ by and still agree.
constexpr int k_agree_days = 1;

bool before(const Stated& a, const Stated& b) {
  return a.day && b.day && days_between(a.last.value_or(*a.day), *b.day) > k_agree_days;
}

bool apart(const Stated& a, const Stated& b) {
  return before(a, b) || before(b, a);
}

using Pair = std::pair<Stated, Stated>;

std::optional<Pair> contradiction(const Days& days) {
  if (apart(days.written, days.name)) return Pair(days.written, days.name);
  for (const auto& stated : {days.written, days.folder, days.name}) {
    const bool taken_later = days.shot && !days.film && before(stated, days.captured);
    if (taken_later || before(days.captured, stated)) return Pair(stated, days.captured);
  }
  for (const auto& stated : {days.written, days.folder, days.name, days.captured}) {
    if (stated.day && days.saved.day && *stated.day > *days.saved.day) return Pair(stated, days.saved);
  }
  return std::nullopt;
}

Stated as_stated(const std::optional<NamedDays>& days, DateSource source) {
  return days ? Stated{days->first, source, days->last} : Stated{std::nullopt, source};
}

/// The days that the folder of its event states; of several events none: the file shows at most one of them.
Stated event_days(const Uses& uses) {
  if (!uses.as_shot || uses.events.size() != 1) return {std::nullopt, DateSource::event_folder};
  return as_stated(uses.events.front().days, DateSource::event_folder);
}

Value source_of(const Stated& stated) {
  return Term{"date-source/" + std::string(to_string(stated.source))};
}

}  // namespace

std::pair<std::optional<Date>, std::optional<DateSource>> effective_date(const EvidenceFile& file,
                                                                         const RegisterLine* line,
                                                                         std::optional<Date> event,
                                                                         int zone_minutes) {
  if (line != nullptr && line->date) return {line->date, DateSource::register_line};
  if (event) return {event, DateSource::event_folder};
  if (file.name_date) return {file.name_date, DateSource::file_name};
  if (const auto day = capture_day(file, zone_minutes)) return {day, DateSource::capture_time};
  return {};
}

std::optional<Date> saved_day(const EvidenceFile& file, int zone_minutes) {
  return file.name_saved ? media::day_of(*file.name_saved, zone_minutes) : std::nullopt;
}

std::optional<Date> capture_day(const EvidenceFile& file, int zone_minutes) {
  const auto& captured = file.examination.captured;
  return captured ? media::day_of(*captured, zone_minutes) : std::nullopt;
}

std::vector<Finding> date_findings(const CheckInput& input, const Bindings& bindings, const FileUses& uses) {
  const auto zone = input.index.zone_minutes;
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.inventory.files.size(); ++i) {
    const auto& file = input.inventory.files[i];
    const auto& links = bindings.files[i];
    if (file.error || links.leaves.empty()) continue;
    const auto& use = uses.of(i);
    Days days{
        .written = {links.line == nullptr ? std::nullopt : links.line->date, DateSource::register_line},
        .folder = event_days(use),
        .name = {file.name_date, DateSource::file_name},
        .captured = {capture_day(file, zone), DateSource::capture_time},
        .saved = {saved_day(file, zone), DateSource::saved_name},
        .shot = use.as_shot,
        .film = file.format != nullptr && file.format->sort != media::Sort::photo,
    };
    // All contradictions are with one of these.
    if (!days.written.day && !days.captured.day && !days.saved.day) continue;
    if (file.name_date) days.name = as_stated(days_in_name(file.path.name()), DateSource::file_name);
    const auto found = contradiction(days);
    if (!found) continue;
    findings.push_back(make_finding("authenticity/dates-disagree",
                                    links.item(),
                                    file.path.text(),
                                    "",
                                    {{"date", to_string(*found->first.day)},
                                     {"source", source_of(found->first)},
                                     {"other", to_string(*found->second.day)},
                                     {"other_source", source_of(found->second)}}));
  }
  return findings;
}

}  // namespace guidang
