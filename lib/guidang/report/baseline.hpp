// SPDX-License-Identifier: Apache-2.0
/// \file
/// An earlier report, to be not worse than.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// What an earlier report says of one leaf.
struct BaselineLeaf {
  std::string code;
  Exact confirmed;
};

/// What an earlier report found.
struct BaselineFinding {
  std::string rule;
  std::string item;
  std::string path;  ///< As JSON holds it.
  std::string place;
  Severity severity = Severity::error;
};

/// As much of an earlier report as a gate needs.
struct Baseline {
  std::string name;            ///< The file, as the caller named it.
  ReportSubject subject;       ///< unit, edition, index_code and index_digest; the rest is left empty.
  bool narrowed = false;       ///< It shows some people or items only.
  bool incomplete = false;     ///< Something could not be read then.
  std::optional<Exact> total;  ///< Confirmed; none: a report of check.
  std::vector<BaselineLeaf> leaves;
  std::vector<BaselineFinding> findings;
};

/// A leaf that has lost points.
struct Worsened {
  const LeafScore* leaf;
  Exact before;  ///< Confirmed points in the baseline.
};

/// Reads what `--report json` wrote, of check or score; members it does not know are passed over.
/// Errors: malformed (no such report, or a member that is missing or of another type), unsupported (another version of
///         the format), limit (64 MiB).
[[nodiscard]] Result<Baseline> read_baseline(std::string_view text, std::string_view name);

/// Returns whether `report` can be held against the baseline. Errors: usage, which says why not: of another unit,
/// edition or index, narrowed, incomplete, or without the score that `report` has.
[[nodiscard]] Result<void> comparable(const Baseline& baseline, const Report& report);

/// Returns the leaves with fewer confirmed points than in the baseline, in the order of `card`. Exact: 1/1000 is worse.
[[nodiscard]] std::vector<Worsened> worsened(const Baseline& baseline, const Scorecard& card);

/// Returns the findings that the baseline does not have: of each (rule, item, path) as many as there are more now than
/// then, those of a new place first; and those that were there, but less grave. In the order of `findings`.
[[nodiscard]] std::vector<Finding> new_findings(const Baseline& baseline, const std::vector<Finding>& findings);

}  // namespace guidang
