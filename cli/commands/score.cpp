// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "output.hpp"

namespace guidang::cli {

Result<Exit> execute(const ScoreOptions& options, const Context& context) {
  const auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive) return fail(archive.error());
  const auto checked = checked_with_progress(*archive, options.common, context);
  if (!checked) return fail(checked.error());
  const auto report = make_report(*archive, *checked, archive->today, WithScore::yes);
  GUIDANG_TRY(write_reports(report, options.common, context));
  tell_incomplete(report, context);
  if (report.extent.unreadable > 0) return Exit::failed;
  if (report.extent.files == 0) return Exit::findings;  // nothing looked at is never success
  // The gate compares exact values: 79.95 does not reach 80, however it is printed.
  const auto& confirmed = report.score->total.confirmed;
  if (!options.at_least || confirmed >= *options.at_least) return Exit::ok;
  if (options.common.quiet) return Exit::findings;
  context.environment.err << "guidang: "
                          << context.catalogue.text(
                                 {"score/gate-missed",
                                  {{"points", to_display(confirmed, 6)}, {"gate", options.at_least->text()}}})
                          << '\n';
  return Exit::findings;
}

}  // namespace guidang::cli
