// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/jobs/verify_bundle.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

Result<Report> compared(const CompareOptions& options, const Context& context) {
  Progress progress(options.common, context);
  return compare_bundles(options.a,
                         options.b,
                         {.jobs = options.common.jobs,
                          .cancelled = context.environment.cancelled,
                          .progress = progress.show("progress/verifying")});
}

}  // namespace

Result<Exit> execute(const CompareOptions& options, const Context& context) {
  const auto report = compared(options, context);
  if (!report) return fail(report.error());
  tell_incomplete(*report, context);
  const auto status = exit_of(*report, Severity::error);
  if (options.common.reports.empty()) {
    const auto* verdict = status == Exit::ok ? "compare/same" : "compare/different";
    context.environment.out << context.catalogue.text({verdict, {{"files", report->extent.files}}}) << '\n';
    if (report->findings.empty()) return status;
  }
  GUIDANG_TRY(write_reports(*report, options.common, context));
  return status;
}

}  // namespace guidang::cli
