// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/bundle.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "cache.hpp"
#include "catalogue.hpp"
#include "commands.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/bundle_archive.hpp"
#include "guidang/jobs/questions.hpp"
#include "guidang/render/text.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

/// Packs, showing how far it is.
Result<Bundled> bundled_with_progress(const Archive& archive, const BundleOptions& options, const Context& context) {
  BundleJob job;
  job.targets = {options.out, options.copies};
  job.form = options.form;
  job.volume_bytes = options.volume_bytes;
  job.retention = options.retention;
  job.dry_run = options.dry_run;
  job.packer = std::string("guidang ") + GUIDANG_VERSION;
  job.memory = cache_settings(archive, options.common, context);
  const auto documents = make_catalogue(archive.project.language);
  const auto cache = cache_of(archive, options.common, context);
  auto bundled = [&]() -> Result<Bundled> {
    Progress reading(options.common, context);
    Progress packing(options.common, context);
    auto inventory = inventory_options(options.common, questions_of(archive), reading, context);
    if (!inventory) return fail(std::move(inventory).error());
    job.options = *std::move(inventory);
    job.options.cache = cache.get();
    job.packing_progress = packing.show("progress/packing");
    return bundle_archive(archive, job, *documents);
  }();
  tell_notes(cache.get(), options.common, context);  // when the line of progress is gone
  return bundled;
}

Result<void> write_reports(const std::string& text,
                           const std::string& lines,
                           const CommonOptions& options,
                           const Context& context) {
  const std::vector<ReportTarget> usual{{}};
  for (const auto& target : options.reports.empty() ? usual : options.reports) {
    const auto& bytes = target.format == ReportFormat::jsonl ? lines : text;
    if (target.file.empty() || target.file == "-") {
      context.environment.out << bytes;
      continue;
    }
    GUIDANG_TRY(fs::write_destination(target.file, bytes));
  }
  return {};
}

/// Says on stderr why a copy was not made. Returns whether any was not.
bool tell_failures(const Bundled& bundled, const CommonOptions& options, const Context& context) {
  bool any = false;
  for (const auto& copy : bundled.result.copies) {
    if (!copy.error) continue;
    context.environment.err << render_error(*copy.error, context.catalogue, {.colour = options.colour_err});
    any = true;
  }
  return any;
}

}  // namespace

Result<Exit> execute(const BundleOptions& options, const Context& context) {
  const auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive) return fail(archive.error());
  const auto bundled = bundled_with_progress(*archive, options, context);
  if (!bundled) {
    const auto lines = failed_bundle_lines(archive->project, bundled.error(), context.catalogue);
    const bool wanted = std::ranges::any_of(
        options.common.reports, [](const ReportTarget& target) { return target.format == ReportFormat::jsonl; });
    if (wanted) GUIDANG_TRY(write_reports("", lines, options.common, context));
    return fail(bundled.error());
  }
  GUIDANG_TRY(
      write_reports(bundle_text(bundled->result, bundled->extent, bundled->counts, bundled->as_of, context.catalogue),
                    bundle_lines(bundled->result, context.catalogue),
                    options.common,
                    context));
  if (tell_failures(*bundled, options.common, context)) return Exit::failed;
  return options.strict && bundled->counts.errors > 0 ? Exit::findings : Exit::ok;
}

}  // namespace guidang::cli
