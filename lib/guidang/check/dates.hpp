// SPDX-License-Identifier: Apache-2.0
/// \file
/// When evidence is from: its effective day, the last day it can have, and days that contradict each other.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "guidang/check/binding.hpp"
#include "guidang/check/state.hpp"
#include "guidang/check/uses.hpp"

namespace guidang {

/// Returns the effective day of a file and where it is from: register, event folder, file name, capture time.
/// `zone_minutes`: of the index. Standard: schemas/evidence.md, section 3.
[[nodiscard]] std::pair<std::optional<Date>, std::optional<DateSource>> effective_date(const EvidenceFile& file,
                                                                                       const RegisterLine* line,
                                                                                       std::optional<Date> event,
                                                                                       int zone_minutes);

/// Returns the day on which a chat program saved the file, if its name says so.
[[nodiscard]] std::optional<Date> saved_day(const EvidenceFile& file, int zone_minutes);

/// Returns the day on which a picture was taken or a film made, if the file says so.
[[nodiscard]] std::optional<Date> capture_day(const EvidenceFile& file, int zone_minutes);

/// Findings about days that contradict each other: one a file, of the two that weigh most.
///
/// Days up to one apart agree, since cameras' zones are set wrong; but nothing is from a later day than the one on
/// which a chat program saved it. A paper is photographed after its day, and a notice is older than its meeting: so
/// pictures are held against the folder of their event only where photos or films are asked for, and a film only for
/// being too old, since cutting it gives it the day of the cut. Standard: schemas/evidence.md, section 3.2.
[[nodiscard]] std::vector<Finding> date_findings(const CheckInput& input,
                                                 const Bindings& bindings,
                                                 const FileUses& uses);

}  // namespace guidang
