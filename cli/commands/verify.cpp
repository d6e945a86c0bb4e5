// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>

#include "commands.hpp"
#include "guidang/jobs/verify_bundle.hpp"
#include "guidang/render/text.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

/// Reads the profile that --profile names, and tells what of it is passed over; none if it names none.
Result<std::optional<BagProfile>> profile_of(const VerifyOptions& options, const Context& context) {
  if (options.profile.empty()) return std::nullopt;
  auto profile = open_profile(options.profile);
  if (!profile) return fail(std::move(profile).error());
  for (const auto& note : profile->notes) {
    if (!options.common.quiet) context.environment.err << "guidang: " << context.catalogue.text(note) << '\n';
  }
  return *std::move(profile);
}

guidang::VerifyOptions verify_options(const VerifyOptions& options, Progress& progress, const Context& context) {
  return {.jobs = options.common.jobs,
          .cancelled = context.environment.cancelled,
          .progress = progress.show("progress/verifying")};
}

/// Verifies one after another and keeps the worst exit status.
class Verifying {
 public:
  /// `profile` may be null.
  Verifying(const VerifyOptions& options, const BagProfile* profile, const Context& context)
      : options_(options),
        profile_(profile),
        context_(context) {}

  /// Verifies a bundle with all its volumes, each once.
  Result<void> bundle(const std::string& path) {
    if (std::ranges::find(seen_, path) != seen_.end()) return {};  // a volume of one that was named before
    const auto set = find_volumes(path);
    if (!set) return refused(set.error());
    for (const auto& volume : set->paths) {
      if (std::ranges::find(seen_, volume) != seen_.end()) continue;
      seen_.push_back(volume);
      auto report = [&] {
        Progress progress(options_.common, context_);
        return verify_bundle(volume, verify_options(options_, progress, context_), profile_);
      }();
      const bool incomplete = volume == set->paths.front() && !set->missing.empty();
      if (report && incomplete) report->findings.insert(report->findings.begin(), missing_volumes(*set));
      GUIDANG_TRY(tell(volume, report));
    }
    return {};
  }

  Result<void> receipt(const std::string& path) {
    const auto report = [&] {
      Progress progress(options_.common, context_);
      return verify_receipt(path, options_.bundles, verify_options(options_, progress, context_));
    }();
    return tell(path, report);
  }

  [[nodiscard]] Exit exit() const { return exit_; }

 private:
  /// The others are still worth looking at.
  Result<void> refused(const Error& error) {
    if (error.code == ErrorCode::interrupted) return fail(error);
    context_.environment.err << render_error(error, context_.catalogue, {.colour = options_.common.colour_err});
    exit_ = Exit::failed;
    return {};
  }

  Result<void> tell(const std::string& path, const Result<Report>& report) {
    if (!report) return refused(report.error());
    tell_incomplete(*report, context_);
    const auto status = exit_of(*report, Severity::error);
    exit_ = std::max(exit_, status);
    const auto* valid = profile_ == nullptr ? "verify/valid" : "verify/valid-by-profile";
    const auto* verdict = status == Exit::ok ? valid : "verify/invalid";
    if (options_.common.reports.empty()) {
      context_.environment.out << context_.catalogue.text({verdict, {{"path", path}}}) << '\n';
    }
    if (status == Exit::ok && report->findings.empty() && options_.common.reports.empty()) return {};
    return write_reports(*report, options_.common, context_);
  }

  const VerifyOptions& options_;
  const BagProfile* profile_;
  const Context& context_;
  std::vector<std::string> seen_;
  Exit exit_ = Exit::ok;
};

}  // namespace

Result<Exit> execute(const VerifyOptions& options, const Context& context) {
  const auto& named = options.receipts.empty() ? options.bundles : options.receipts;
  const bool to_file =
      std::ranges::any_of(options.common.reports, [](const auto& target) { return !target.file.empty(); });
  if (to_file && named.size() > 1) return fail(ErrorCode::usage, {"usage/one-bundle-a-report", {}});
  const auto profile = profile_of(options, context);
  if (!profile) return fail(profile.error());
  Verifying verifying(options, *profile ? &**profile : nullptr, context);
  for (const auto& path : named) {
    GUIDANG_TRY(options.receipts.empty() ? verifying.bundle(path) : verifying.receipt(path));
  }
  return verifying.exit();
}

}  // namespace guidang::cli
