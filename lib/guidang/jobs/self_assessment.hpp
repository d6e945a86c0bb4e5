// SPDX-License-Identifier: Apache-2.0
/// \file
/// The issued table, filled in by the community (自评表).
#pragma once

#include <string>

#include "guidang/base/message.hpp"
#include "guidang/base/result.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "guidang/render/form.hpp"

namespace guidang {

/// Fills in the table of the archive's index: its rows in their order and its words (content and scoring as issued,
/// else the sentences as they print), with 自评分 (confirmed), 扣分原因, 佐证材料及编号, 考评得分 and 差异 (the
/// assessor's points less the own ones); the sums of projects, the bonus block, the running account, vetoes, total and
/// award. `report` is that of `checked`, with its score, and not narrowed.
///
/// Proofs that count are numbered within their leaf in the order of its slots, standards and events: Ⅲ-3-①, Ⅲ-3-② …,
/// Ⅲ-3-⑩, Ⅲ-3-11. Sums of 考评得分 stand only where every leaf of the sum has one.
[[nodiscard]] Form self_assessment(const Archive& archive,
                                   const Checked& checked,
                                   const Report& report,
                                   const Catalogue& catalogue);

/// Returns a serial number within a leaf: ① to ⑩, then 11, 12 …: few fonts have more of them.
[[nodiscard]] std::string circled(int number);

/// Writes `form` to the file `path`, as HTML or XLSX by its extension. A file of that name is replaced only if it is
/// such a form. Errors: usage (another extension), exists (a file that is no such form), io, limit.
[[nodiscard]] Result<void> write_form(const Form& form, const std::string& path);

}  // namespace guidang
