// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/register_entries.hpp"

#include <cstddef>
#include <optional>
#include <string>

#include "guidang/check/dates.hpp"
#include "guidang/jobs/title_in_name.hpp"

namespace guidang {
namespace {

/// What a file serves.
struct Use {
  const Slot* slot = nullptr;  ///< The first by name.
  int slots = 0;
};

class SlotUses {
 public:
  explicit SlotUses(const Checked& checked) : uses_(checked.inventory.files.size()) {
    for (const auto& leaf : checked.result.leaves) {
      note(leaf.slots);
      note(leaf.exempt_if);
      for (const auto& standard : leaf.standards) note(standard.slots);
      for (const auto& event : leaf.events) note(event.parts);
    }
    for (const auto& veto : checked.result.vetoes) note(veto.slots);
  }

  [[nodiscard]] const Use& of(std::size_t file) const { return uses_[file]; }

 private:
  void note(const std::vector<SlotState>& slots) {
    for (const auto& state : slots) {
      for (const auto& proof : state.proofs) {
        auto& use = uses_[proof.file];
        ++use.slots;
        if (proof.to_slot == BoundBy::name && use.slot == nullptr) use.slot = state.slot;
      }
    }
  }

  std::vector<Use> uses_;
};

/// The day that the file itself states. An event's day is its folder's: written into the register it would overrule
/// that, also where the folder is corrected later.
std::string own_day(const EvidenceFile& file, const FileBinding& binding, int zone_minutes) {
  if (binding.date_source == DateSource::event_folder) return {};
  const auto day = effective_date(file, nullptr, std::nullopt, zone_minutes).first;
  return day ? to_string(*day) : "";
}

std::string joined(const std::vector<std::string>& codes) {
  std::string list;
  for (const auto& code : codes) list += (list.empty() ? "" : "、") + code;
  return list;
}

}  // namespace

std::vector<RegisterEntry> register_entries(const Archive& archive, const Checked& checked) {
  const SlotUses uses(checked);
  std::vector<RegisterEntry> entries;
  for (std::size_t i = 0; i < checked.inventory.files.size(); ++i) {
    const auto& file = checked.inventory.files[i];
    const auto& binding = checked.result.files[i];
    const auto& use = uses.of(i);
    const auto& document = file.examination.document;
    const bool only_slot = use.slot != nullptr && use.slots == 1 && binding.codes.size() == 1;
    entries.push_back({.name = file.path.below(archive.project.pool).text(),
                       .title = title_in_name(file.path.name(), binding.codes),
                       .date = own_day(file, binding, archive.index.zone_minutes),
                       .pages = document && document->pages ? std::to_string(*document->pages) : "",
                       .codes = joined(binding.folder_codes),
                       .slot = only_slot ? use.slot->name : "",
                       .digest = file.sha256});
  }
  return entries;
}

}  // namespace guidang
