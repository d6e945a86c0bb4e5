// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "output.hpp"

namespace guidang::cli {

Result<Exit> execute(const CheckOptions& options, const Context& context) {
  const auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive) return fail(archive.error());
  const auto checked = checked_with_progress(*archive, options.common, context);
  if (!checked) return fail(checked.error());
  const auto report = make_report(*archive, *checked, archive->today, WithScore::no);
  GUIDANG_TRY(write_reports(report, options.common, context));
  tell_incomplete(report, context);
  const auto exit = exit_of(report, options.fail_on);
  if (exit == Exit::ok && report.extent.files == 0) return Exit::findings;  // nothing looked at is never success
  return exit;
}

}  // namespace guidang::cli
