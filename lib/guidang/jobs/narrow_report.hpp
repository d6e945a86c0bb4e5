// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reports of some people or items, and earlier reports to hold them against.
#pragma once

#include <string>

#include "guidang/base/result.hpp"
#include "guidang/index/index.hpp"
#include "guidang/report/baseline.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// Keeps of `report` the items, evidence, findings, leaves and mends of the people and items that `wanted` names: those
/// of one of the people (all, if none is named) and below one of the items (all, if none is named). Findings and files
/// that belong to no item go, if people or items are named. Of the findings and exceptions only those of one of the
/// groups or rules that `wanted` names are kept (all, if none is named). Names are compared after folding, groups in
/// English or Chinese; the report's filter has them as the report writes them.
/// Errors: usage (nobody of this name, no such code, group or rule; with the nearest one).
[[nodiscard]] Result<Report> narrow_report(Report report, const ReportFilter& wanted, const Index& index);

/// Reads an earlier report from the file `path`. Errors: those of read_baseline(); not_found, io, limit (64 MiB).
[[nodiscard]] Result<Baseline> open_baseline(const std::string& path);

}  // namespace guidang
