// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/base/text.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "guidang/jobs/narrow_report.hpp"
#include "output.hpp"

namespace guidang::cli {
namespace {

/// Judges the findings that the baseline lacks, and says on stderr which they are.
Exit exit_against(const Baseline& baseline, const Report& report, const CheckOptions& options, const Context& context) {
  auto shown = report;
  shown.findings = new_findings(baseline, report.findings);
  std::erase_if(shown.findings, [&](const Finding& finding) { return finding.severity > options.fail_on; });
  const auto exit = exit_of(shown, options.fail_on);
  if (shown.findings.empty() || options.common.quiet) return exit;
  auto& err = context.environment.err;
  err << "guidang: "
      << context.catalogue.text({"check/new-findings", {{"count", static_cast<std::int64_t>(shown.findings.size())}}})
      << '\n';
  for (const auto& finding : shown.findings) {
    const auto where = finding.path.empty() ? std::string() : escaped(finding.path) + ": ";
    err << "  " << escaped(finding.item) << (finding.item.empty() ? "" : " ") << where
        << context.catalogue.text(found_message(finding)) << " [" << finding.rule << "]\n";
  }
  return exit;
}

}  // namespace

Result<Exit> execute(const CheckOptions& options, const Context& context) {
  auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive) return fail(archive.error());
  archive->expiring_days = options.expiring_days;
  const auto baseline = baseline_of(options.baseline);
  if (!baseline) return fail(baseline.error());
  const auto checked = checked_with_progress(*archive, options.common, context);
  if (!checked) return fail(checked.error());
  const auto whole = make_report(*archive, *checked, archive->today, WithScore::no);
  if (*baseline) GUIDANG_TRY(comparable(**baseline, whole));
  const auto report = narrow_report(whole, options.filter, archive->index);
  if (!report) return fail(report.error());
  GUIDANG_TRY(write_reports(*report, options.common, context, {.files = options.files}));
  tell_incomplete(*report, context);
  const auto exit = *baseline ? exit_against(**baseline, *report, options, context) : exit_of(*report, options.fail_on);
  if (exit == Exit::ok && report->extent.files == 0) return Exit::findings;  // nothing looked at is never success
  return exit;
}

}  // namespace guidang::cli
