// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>

#include "commands.hpp"
#include "guidang/jobs/verify_bundle.hpp"
#include "guidang/render/text.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

Result<Report> verified(const std::string& path, const CommonOptions& options, const Context& context) {
  Progress progress(options, context);
  return verify_bundle(path,
                       {.jobs = options.jobs,
                        .cancelled = context.environment.cancelled,
                        .progress = progress.show("progress/verifying")});
}

}  // namespace

Result<Exit> execute(const VerifyOptions& options, const Context& context) {
  const bool to_file =
      std::ranges::any_of(options.common.reports, [](const auto& target) { return !target.file.empty(); });
  if (to_file && options.bundles.size() > 1) return fail(ErrorCode::usage, {"usage/one-bundle-a-report", {}});
  auto exit = Exit::ok;
  for (const auto& path : options.bundles) {
    const auto report = verified(path, options.common, context);
    if (!report && report.error().code == ErrorCode::interrupted) return fail(report.error());
    if (!report) {  // the others are still worth looking at
      context.environment.err << render_error(report.error(), context.catalogue, {.colour = options.common.colour_err});
      exit = Exit::failed;
      continue;
    }
    tell_incomplete(*report, context);
    const auto status = exit_of(*report, Severity::error);
    exit = std::max(exit, status);
    const auto* verdict = status == Exit::ok ? "verify/valid" : "verify/invalid";
    if (options.common.reports.empty()) {
      context.environment.out << context.catalogue.text({verdict, {{"path", path}}}) << '\n';
    }
    if (status == Exit::ok && report->findings.empty() && options.common.reports.empty()) continue;
    GUIDANG_TRY(write_reports(*report, options.common, context));
  }
  return exit;
}

}  // namespace guidang::cli
