// SPDX-License-Identifier: Apache-2.0
/// \file
/// What each subcommand can be asked for: plain data, one struct a subcommand.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/rules/finding.hpp"

namespace guidang::cli {

/// Where a report goes.
enum class ReportFormat { text, json };

/// `--report FORMAT[=FILE]`
struct ReportTarget {
  ReportFormat format = ReportFormat::text;
  std::string file;  ///< Empty: standard output.
};

/// What every subcommand takes.
struct CommonOptions {
  std::string language;  ///< "zh" or "en", already decided.
  bool colour_out = false;
  bool colour_err = false;
  bool quiet = false;                 ///< Nothing on stderr but errors.
  int jobs = 0;                       ///< Threads; 0: as many as the machine has.
  std::optional<Date> date;           ///< --date, else SOURCE_DATE_EPOCH is applied by the command.
  std::string edition;                ///< --edition; empty: chosen by the day.
  std::vector<ReportTarget> reports;  ///< Empty: text to standard output.
};

/// `guidang init INDEX [FOLDER]`
struct InitOptions {
  CommonOptions common;
  std::string index;
  std::string folder;  ///< Empty: the current folder.
};

/// `guidang index check INDEX…`
struct IndexCheckOptions {
  CommonOptions common;
  std::vector<std::string> indexes;
};

/// `guidang check [FOLDER]`
struct CheckOptions {
  CommonOptions common;
  std::string folder;
  Severity fail_on = Severity::error;
};

/// `guidang score [FOLDER]`
struct ScoreOptions {
  CommonOptions common;
  std::string folder;
  std::optional<Exact> at_least;  ///< A gate on the confirmed total.
};

/// `guidang bundle [FOLDER] --out DIR | --copy ID=DIR…`
struct BundleOptions {
  CommonOptions common;
  std::string folder;
  std::string out;                                          ///< Folder for all copies; empty if `copies` says.
  std::vector<std::pair<std::string, std::string>> copies;  ///< Copy id to folder.
  bool strict = false;                                      ///< Findings of severity error make the status 1.
};

/// `guidang verify BUNDLE…`
struct VerifyOptions {
  CommonOptions common;
  std::vector<std::string> bundles;
};

/// `guidang compare A B`
struct CompareOptions {
  CommonOptions common;
  std::string a;
  std::string b;
};

/// `guidang explain [WORD]`
struct ExplainOptions {
  CommonOptions common;
  std::string word;  ///< Empty: list everything that can be explained.
};

/// The subcommand that was named. Add a struct here and the compiler asks for the rest: its paragraph in parse.cpp and
/// its execute() in commands/.
using Options = std::variant<ExplainOptions,
                             InitOptions,
                             IndexCheckOptions,
                             CheckOptions,
                             ScoreOptions,
                             BundleOptions,
                             VerifyOptions,
                             CompareOptions>;

}  // namespace guidang::cli
