// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lines of the tables by the leaf they speak of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "guidang/index/index.hpp"
#include "guidang/tables/tables.hpp"

namespace guidang {

/// The lines about one leaf, in the order of their tables.
struct LinesOfLeaf {
  std::vector<const ResultLine*> results;
  std::vector<const FactLine*> facts;
  std::vector<const RemarkLine*> remarks;
  const AssignmentLine* assignment = nullptr;  ///< Of several the last.
};

/// All lines that name a leaf, by its folded code.
using LeafLines = std::map<std::string, LinesOfLeaf>;

/// Returns whether a line of this day counts for the index's edition: the folder is kept for years, so that what is
/// dated before the period belongs to an edition before. Undated lines count.
[[nodiscard]] bool in_edition(const Index& index, std::optional<Date> day);

/// The same of a line of 数据; honours have windows of their own.
[[nodiscard]] bool in_edition(const Index& index, const FactLine& line);

/// Looks the lines that count for the index's edition up, once for all leaves. Cost: n log n.
[[nodiscard]] LeafLines lines_by_leaf(const Index& index, const Tables& tables);

/// Returns whether a sentence of the leaf counts defects, as such or as a figure (问题数).
[[nodiscard]] bool counts_defects(const Item& leaf);

/// Returns whether 不合格 or 合格 is all that the line says: 1 defect or none, where defects are counted.
[[nodiscard]] bool is_bare_verdict(const ResultLine& line);

/// Returns whether a fact of this name says that a leaf does not apply: 不适用.
[[nodiscard]] bool is_not_applicable_fact(const FactLine& line);

/// Returns the lines of the assessor about a leaf as one, or nothing if there are none: defects summed over lines that
/// differ in 对象 or 日期 (the same place on another day counts again; of exact repeats the last stands); all else from
/// the last line about the whole leaf (no 对象) that says it, points and rating else from the last line that does.
/// `defects_count`: counts_defects() of the leaf, so that 不合格 alone is one defect and 合格 alone none.
[[nodiscard]] std::optional<ResultLine> summary(const std::vector<const ResultLine*>& lines, bool defects_count);

/// Returns what says that a leaf does not apply: 不承担及理由 of its assignment, else the 备注 of its fact 不适用 = 是
/// (the fact's name if it has none); nothing if it applies.
[[nodiscard]] std::optional<std::string> not_applicable(const LinesOfLeaf& lines);

}  // namespace guidang
