// SPDX-License-Identifier: Apache-2.0
#include "output.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>
#include <utility>

#include <unistd.h>

#include "cache.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/narrow_report.hpp"
#include "guidang/jobs/questions.hpp"
#include "guidang/probe/helper.hpp"
#include "guidang/render/reminder.hpp"
#include "guidang/render/text.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

std::string rendered(const Report& report, ReportFormat format, const Context& context, const TextStyle& style) {
  switch (format) {
    case ReportFormat::json: return to_json(report, context.catalogue);
    case ReportFormat::reminder: return render_reminder(report, context.catalogue);
    case ReportFormat::jsonl:
    case ReportFormat::text: break;
  }
  return render_text(report, context.catalogue, style);
}

}  // namespace

Result<Clock> clock_of(const CommonOptions& options, const Context& context) {
  Clock clock{.day = options.date, .now_utc = context.environment.now_utc};
  const auto epoch = context.environment.variable("SOURCE_DATE_EPOCH");
  if (clock.day || !epoch || epoch->empty()) return clock;
  const char* end = epoch->data() + epoch->size();
  const auto read = std::from_chars(epoch->data(), end, clock.now_utc);
  constexpr std::int64_t k_year_2200 = 7258118400;
  if (read.ec != std::errc{} || read.ptr != end || clock.now_utc < 0 || clock.now_utc >= k_year_2200) {
    return fail(ErrorCode::usage, {"usage/bad-epoch", {{"word", *epoch}}});
  }
  return clock;
}

Result<Archive> open_archive_of(const CommonOptions& options, const std::string& folder, const Context& context) {
  const auto clock = clock_of(options, context);
  if (!clock) return fail(clock.error());
  const auto found = find_archive(folder);
  if (!found) return fail(found.error());
  return open_archive(*found, options.edition, *clock, options.index);
}

Result<std::string> find_probe(const Context& context) {
  const auto& folder = context.environment.program_folder;
  const std::string beside = folder + "/guidang-probe";
  if (::access(beside.c_str(), X_OK) == 0) return beside;
  const std::string installed = folder + "/" GUIDANG_PROBE_FOLDER "/guidang-probe";
  if (::access(installed.c_str(), X_OK) == 0) return installed;
  return fail(ErrorCode::unsupported, {"probe/missing", {{"path", installed}}});
}

Result<InventoryOptions> inventory_options(const CommonOptions& options,
                                           texts::Questions questions,
                                           Progress& progress,
                                           const Context& context) {
  auto program = find_probe(context);
  if (!program) return fail(std::move(program).error());
  InventoryOptions inventory;
  inventory.jobs = options.jobs;
  inventory.cancelled = context.environment.cancelled;
  inventory.progress = progress.show("progress/reading");
  inventory.asked = probe::name_of(questions);
  inventory.examiners = probe::helper_examiners(
      {.program = *std::move(program), .questions = std::move(questions), .cancelled = context.environment.cancelled});
  return inventory;
}

Result<Checked> checked_with_progress(const Archive& archive, const CommonOptions& options, const Context& context) {
  const auto cache = cache_of(archive, options, context);
  auto checked = [&]() -> Result<Checked> {
    Progress progress(options, context);
    auto inventory = inventory_options(options, questions_of(archive), progress, context);
    if (!inventory) return fail(std::move(inventory).error());
    inventory->cache = cache.get();
    return check_archive(archive, archive.today, *inventory);
  }();
  tell_notes(cache.get(), options, context);  // when the line of progress is gone
  return checked;
}

Result<std::optional<Baseline>> baseline_of(const std::string& path) {
  if (path.empty()) return std::nullopt;
  auto baseline = open_baseline(path);
  if (!baseline) return fail(std::move(baseline).error());
  return *std::move(baseline);
}

Result<void> write_reports(const Report& report,
                           const CommonOptions& options,
                           const Context& context,
                           TextStyle style) {
  const std::vector<ReportTarget> usual{{}};
  for (const auto& target : options.reports.empty() ? usual : options.reports) {
    if (target.file.empty() || target.file == "-") {
      auto shown = style;
      shown.colour = options.colour_out;
      shown.width = context.environment.width;
      context.environment.out << rendered(report, target.format, context, shown);
      continue;
    }
    GUIDANG_TRY(fs::write_destination(target.file, rendered(report, target.format, context, style)));
  }
  return {};
}

void tell_incomplete(const Report& report, const Context& context) {
  if (report.extent.unreadable == 0) return;
  context.environment.err << "guidang: "
                          << context.catalogue.text({"report/unreadable", {{"count", report.extent.unreadable}}})
                          << '\n';
}

Exit exit_of(const Report& report, Severity fail_on) {
  if (report.extent.unreadable > 0) return Exit::failed;
  const bool fails =
      std::ranges::any_of(report.findings, [fail_on](const Finding& finding) { return finding.severity <= fail_on; });
  return fails ? Exit::findings : Exit::ok;
}

}  // namespace guidang::cli
