// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/index_diff.hpp"

#include <ostream>
#include <utility>

#include "commands.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/render/index_diff.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

std::string rendered(const IndexComparison& comparison,
                     const ReportTarget& target,
                     const Context& context,
                     const TextStyle& style) {
  if (target.format == ReportFormat::json) return to_json(comparison, context.catalogue);
  const auto* folder = comparison.folder ? &*comparison.folder : nullptr;
  return render_index_diff(comparison.diff, folder, context.catalogue, style);
}

Result<IndexComparison> compared(const IndexDiffOptions& options, const Context& context) {
  const auto clock = clock_of(options.common, context);
  if (!clock) return fail(clock.error());
  Progress progress(options.common, context);
  return compare_indexes(
      {options.before, options.after, options.folder},
      *clock,
      [&](texts::Questions questions) {
        return inventory_options(options.common, std::move(questions), progress, context);
      },
      context.catalogue);
}

}  // namespace

/// Differences are the answer, not a failure: the status is 0 whatever they are.
Result<Exit> execute(const IndexDiffOptions& options, const Context& context) {
  const auto comparison = compared(options, context);
  if (!comparison) return fail(comparison.error());
  const std::vector<ReportTarget> usual{{}};
  for (const auto& target : options.common.reports.empty() ? usual : options.common.reports) {
    const bool to_file = !target.file.empty() && target.file != "-";
    const auto text = rendered(*comparison,
                               target,
                               context,
                               {.colour = !to_file && options.common.colour_out, .width = context.environment.width});
    if (!to_file) {
      context.environment.out << text;
      continue;
    }
    GUIDANG_TRY(fs::write_destination(target.file, text));
  }
  return Exit::ok;
}

}  // namespace guidang::cli
