// SPDX-License-Identifier: Apache-2.0
/// \file
/// What several commands print in the same way.
#pragma once

#include <optional>
#include <string>

#include "commands.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/jobs/archive.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "guidang/render/text.hpp"
#include "guidang/report/baseline.hpp"
#include "guidang/report/report.hpp"
#include "guidang/texts/texts.hpp"
#include "progress.hpp"

namespace guidang::cli {

/// Returns the day of the run: --date, else SOURCE_DATE_EPOCH, else the clock. Errors: usage (a bad SOURCE_DATE_EPOCH).
[[nodiscard]] Result<Clock> clock_of(const CommonOptions& options, const Context& context);

/// Finds and opens the archive folder that a command was given; `folder` empty: found upwards from the current one.
[[nodiscard]] Result<Archive> open_archive_of(const CommonOptions& options,
                                              const std::string& folder,
                                              const Context& context);

/// Returns the path of the helper program: beside this one, as in a build folder, or where the package puts it.
/// Errors: unsupported (it is in neither place).
[[nodiscard]] Result<std::string> find_probe(const Context& context);

/// Returns how an inventory is taken: with the threads asked for, looks by helper processes, and progress shown.
/// Errors: unsupported (the helper program is not where it belongs).
[[nodiscard]] Result<InventoryOptions> inventory_options(const CommonOptions& options,
                                                         texts::Questions questions,
                                                         Progress& progress,
                                                         const Context& context);

/// Takes the inventory of the archive and checks it as of its day, showing progress. Errors: those of
/// inventory_options() and check_archive().
[[nodiscard]] Result<Checked> checked_with_progress(const Archive& archive,
                                                    const CommonOptions& options,
                                                    const Context& context);

/// Reads the report that --baseline names; none if it names none. Errors: those of open_baseline().
[[nodiscard]] Result<std::optional<Baseline>> baseline_of(const std::string& path);

/// Writes the report to every target asked for, texts in `style` but for colour and width. A file appears whole or not
/// at all. Errors: io.
[[nodiscard]] Result<void> write_reports(const Report& report,
                                         const CommonOptions& options,
                                         const Context& context,
                                         TextStyle style = {});

/// Says on stderr why a run ends with 2 although its report is there: something could not be read.
void tell_incomplete(const Report& report, const Context& context);

/// Returns 1 if a finding is at least as grave as `fail_on`, 2 (which wins) if something could not be read, else 0.
[[nodiscard]] Exit exit_of(const Report& report, Severity fail_on);

}  // namespace guidang::cli
