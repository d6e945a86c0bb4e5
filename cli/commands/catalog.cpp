// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/base/portable_name.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "guidang/jobs/self_assessment.hpp"
#include "output.hpp"

namespace guidang::cli {

Result<Exit> execute(const CatalogOptions& options, const Context& context) {
  const auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive) return fail(archive.error());
  const auto checked = checked_with_progress(*archive, options.common, context);
  if (!checked) return fail(checked.error());
  const auto report = make_report(*archive, *checked, archive->today, WithScore::yes);
  // A form is handed in: one whose points may be wrong is not written at all.
  if (report.extent.unreadable > 0) {
    return fail(ErrorCode::io, {"form/incomplete", {{"count", report.extent.unreadable}}});
  }
  const auto form = self_assessment(*archive, *checked, report, context.catalogue);
  const Message name{"form/file-name", {{"unit", archive->project.unit}, {"edition", archive->index.edition}}};
  const auto file = options.out.empty() ? portable_name(context.catalogue.text(name)) : options.out;
  GUIDANG_TRY(write_form(form, file));
  context.environment.out << context.catalogue.text({"form/written",
                                                     {{"file", file},
                                                      {"leaves", std::int64_t(report.score->leaves.size())},
                                                      {"points", to_display(report.score->total.confirmed)}}})
                          << '\n';
  return report.extent.files == 0 ? Exit::findings : Exit::ok;  // nothing looked at is never success
}

}  // namespace guidang::cli
