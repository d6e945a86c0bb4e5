// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <ostream>

#include "commands.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "guidang/jobs/narrow_report.hpp"
#include "output.hpp"

namespace guidang::cli {
namespace {

/// Why a score does not pass, on stderr.
class Gates {
 public:
  Gates(const ScoreOptions& options, const Report& report, const Context& context)
      : options_(options),
        card_(*report.score),
        context_(context) {}

  /// Returns whether anything can be scored at all: a leaf that applies and has points.
  [[nodiscard]] bool scorable() {
    const auto counts = [](const LeafScore& leaf) {
      return !leaf.bonus && leaf.standing != LeafStanding::not_applicable && leaf.full > Exact();
    };
    if (card_.scorable && std::ranges::any_of(card_.leaves, counts)) return true;
    tell({"score/nothing-scorable", {}});
    return false;
  }

  /// The gate compares exact values: 79.95 does not reach 80, however it is printed.
  [[nodiscard]] bool reached() {
    const auto& confirmed = card_.total.confirmed;
    if (!options_.at_least || confirmed >= *options_.at_least) return true;
    tell({"score/gate-missed", {{"points", shown(confirmed)}, {"gate", options_.at_least->text()}}});
    return false;
  }

  [[nodiscard]] bool not_worse_than(const Baseline& baseline) {
    const auto leaves = worsened(baseline, card_);
    const bool total = card_.total.confirmed < *baseline.total;
    if (total) tell({"score/total-worse", change(*baseline.total, card_.total.confirmed)});
    for (const auto& one : leaves) {
      auto arguments = change(one.before, one.leaf->points.confirmed);
      arguments.push_back({"code", one.leaf->code});
      arguments.push_back({"title", one.leaf->title});
      tell({"score/leaf-worse", std::move(arguments)});
      for (const auto& reason : one.leaf->reasons) tell_more(reason.message);
    }
    return !total && leaves.empty();
  }

 private:
  static std::string shown(const Exact& points) {
    constexpr int k_places = 6;
    return to_display(points, k_places);
  }

  static std::vector<Argument> change(const Exact& before, const Exact& now) {
    return {{"before", shown(before)}, {"now", shown(now)}, {"points", shown(before - now)}};
  }

  void tell(const Message& message) {
    if (options_.common.quiet) return;
    context_.environment.err << "guidang: " << context_.catalogue.text(message) << '\n';
  }

  void tell_more(const Message& message) {
    if (!options_.common.quiet) context_.environment.err << "  " << context_.catalogue.text(message) << '\n';
  }

  const ScoreOptions& options_;
  const Scorecard& card_;
  const Context& context_;
};

}  // namespace

Result<Exit> execute(const ScoreOptions& options, const Context& context) {
  const auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive) return fail(archive.error());
  const auto baseline = baseline_of(options.baseline);
  if (!baseline) return fail(baseline.error());
  const auto checked = checked_with_progress(*archive, options.common, context);
  if (!checked) return fail(checked.error());
  const auto report = make_report(*archive, *checked, archive->today, WithScore::yes);
  if (*baseline) GUIDANG_TRY(comparable(**baseline, report));
  const auto narrowed = narrow_report(report, options.filter, archive->index);
  if (!narrowed) return fail(narrowed.error());
  GUIDANG_TRY(write_reports(*narrowed, options.common, context));
  tell_incomplete(report, context);
  if (report.extent.unreadable > 0) return Exit::failed;
  if (report.extent.files == 0) return Exit::findings;  // nothing looked at is never success
  // Every gate speaks, so that one run tells all; each looks at the whole, whatever is shown.
  Gates gates(options, report, context);
  const bool scorable = gates.scorable();
  const bool reached = gates.reached();
  const bool kept = !*baseline || gates.not_worse_than(**baseline);
  return scorable && reached && kept ? Exit::ok : Exit::findings;
}

}  // namespace guidang::cli
