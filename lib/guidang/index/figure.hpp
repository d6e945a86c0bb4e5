// SPDX-License-Identifier: Apache-2.0
/// \file
/// The figures that guidang counts itself, so that an index can judge the archive: 无材料指标, 目录差错, 迟报天数 …
#pragma once

#include <span>
#include <string_view>

namespace guidang {

/// A figure that needs no line in the table of facts.
enum class BuiltIn {
  events_held,              ///< 活动次数: events of the leaf that count.
  defects,                  ///< 问题数: of the leaf's lines in 检查结果, summed.
  leaves_without_evidence,  ///< 无材料指标: leaves that ask for evidence and apply, and have no proof that counts.
  leaves_with_statements,   ///< 只有说明的指标: leaves whose only proofs that count are 说明.
  leaves_without_owner,     ///< 无责任人指标: leaves that nobody is named for.
  register_faults,  ///< 台账差错: lines without file, files without line, serials repeated, empty or left out.
  days_late,  ///< 迟报天数: started days from the end of the submission day to 报送时间 (a fact); 0 if in time.
  files_late,  ///< 逾期材料: files that the register dates after their due day.
};

/// A name of a built-in figure in both languages.
struct BuiltInFigure {
  BuiltIn figure;
  std::string_view zh;  ///< As sentences and 数据 write it.
  std::string_view en;
  bool of_leaf;  ///< Counted for each leaf; else for the whole archive.
};

/// Returns all of them, in the order of BuiltIn.
[[nodiscard]] std::span<const BuiltInFigure> built_in_figures();

/// Returns the built-in figure with this name in either language (compared after folding), or null.
[[nodiscard]] const BuiltInFigure* find_built_in(std::string_view name);

}  // namespace guidang
