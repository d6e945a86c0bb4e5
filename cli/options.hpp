// SPDX-License-Identifier: Apache-2.0
/// \file
/// What each subcommand can be asked for: plain data, one struct a subcommand.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/bundle/receipt.hpp"
#include "guidang/bundle/retention.hpp"
#include "guidang/report/report.hpp"
#include "guidang/rules/finding.hpp"

namespace guidang::cli {

/// Where a report goes.
enum class ReportFormat { text, json, jsonl, reminder };

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
  bool no_cache = false;              ///< Everything is read, whatever earlier runs found; nothing is kept.
  int jobs = 0;                       ///< Threads; 0: as many as the machine has.
  std::optional<Date> date;           ///< --date, else SOURCE_DATE_EPOCH is applied by the command.
  std::string edition;                ///< --edition; empty: chosen by the day.
  std::string index;                  ///< --index: code of one of several indexes of the edition; empty: the first.
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

/// `guidang index show INDEX [CODE…]`
struct IndexShowOptions {
  CommonOptions common;
  std::string index;
  std::vector<std::string> codes;  ///< Empty: all items.
};

/// `guidang index resolve INDEX [--out FILE]`
struct IndexResolveOptions {
  CommonOptions common;
  std::string index;
  std::string out;  ///< Empty: standard output.
};

/// `guidang index diff A B [--folder FOLDER]`
struct IndexDiffOptions {
  CommonOptions common;
  std::string before;
  std::string after;
  std::string folder;  ///< Empty: the indexes alone.
};

/// `guidang index import TABLE [--out FILE] [--force]`
struct IndexImportOptions {
  CommonOptions common;
  std::string table;
  std::string out;     ///< Empty: beside the table, as .yaml.
  bool force = false;  ///< Replaces the file if it is there.
};

/// `guidang check [FOLDER]`
struct CheckOptions {
  CommonOptions common;
  std::string folder;
  Severity fail_on = Severity::error;
  std::string baseline;  ///< An earlier report: only findings that it lacks count; empty: all.
  ReportFilter filter;
  int expiring_days = k_expiring_days;  ///< --expiring-days
  bool files = false;                   ///< The text shows every file.
};

/// `guidang score [FOLDER]`
struct ScoreOptions {
  CommonOptions common;
  std::string folder;
  std::optional<Exact> at_least;  ///< A gate on the confirmed total.
  std::string baseline;           ///< An earlier report that no leaf, nor the total, may fall below; empty: none.
  ReportFilter filter;
};

/// What `guidang catalog` can write.
enum class FormKind { self_assessment };

/// `guidang catalog [FOLDER] --form FORM`
struct CatalogOptions {
  CommonOptions common;
  std::string folder;
  FormKind form = FormKind::self_assessment;
  std::string out;  ///< Empty: named for unit and edition, in the current folder.
};

/// `guidang catalog [FOLDER] --register [--form xlsx|csv] [--dry-run]`
struct CatalogRegisterOptions {
  CommonOptions common;
  std::string folder;
  bool csv = false;  ///< How a register that is not there yet begins; else as a workbook.
  bool dry_run = false;
};

/// `guidang bundle [FOLDER] --out DIR | --copy ID=DIR… [--form FORM] [--volume-size SIZE] [--keep POLICY] [--dry-run]`
struct BundleOptions {
  CommonOptions common;
  std::string folder;
  std::string out;                                          ///< Folder for all copies; empty if `copies` says.
  std::vector<std::pair<std::string, std::string>> copies;  ///< Copy id to folder.
  CopyForm form = CopyForm::zip;                            ///< --form
  std::uint64_t volume_bytes = 0;                           ///< --volume-size; 0: one volume.
  std::optional<Retention> retention;                       ///< --keep
  bool dry_run = false;
  bool strict = false;  ///< Findings of severity error make the status 1.
};

/// `guidang verify [--profile FILE] BUNDLE… | --receipt RECEIPT… [BUNDLE…]`
struct VerifyOptions {
  CommonOptions common;
  std::vector<std::string> bundles;
  std::vector<std::string> receipts;
  std::string profile;  ///< A BagIt profile that the bundles must fulfil too; empty: none.
};

/// `guidang compare A B`
struct CompareOptions {
  CommonOptions common;
  std::string a;
  std::string b;
};

/// `guidang extract BUNDLE DIR`
struct ExtractOptions {
  CommonOptions common;
  std::string bundle;
  std::string folder;
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
                             IndexShowOptions,
                             IndexResolveOptions,
                             IndexDiffOptions,
                             IndexImportOptions,
                             CheckOptions,
                             ScoreOptions,
                             CatalogOptions,
                             CatalogRegisterOptions,
                             BundleOptions,
                             VerifyOptions,
                             CompareOptions,
                             ExtractOptions>;

}  // namespace guidang::cli
