// SPDX-License-Identifier: Apache-2.0
/// \file
/// The one model that every reporter renders.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/check/check.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/rules/finding.hpp"
#include "guidang/score/score.hpp"

namespace guidang {

/// What a report is about.
struct ReportSubject {
  std::string unit;                ///< 单位; of a bundle its Source-Organization; may be empty.
  std::string edition;             ///< 版次; empty for a bundle.
  std::string index_code;          ///< 编号 of the index; empty for a bundle.
  std::string index_title;         ///< 名称 of the index.
  std::string index_digest;        ///< SHA-256 of the resolved index, 64 hexadecimal digits; empty for a bundle.
  std::optional<Date> as_of;       ///< The day the report speaks of.
  std::optional<Date> submission;  ///< 报送

  friend bool operator==(const ReportSubject&, const ReportSubject&) = default;
};

/// What was looked at.
struct ReportExtent {
  std::int64_t files = 0;
  std::uint64_t bytes = 0;
  std::int64_t unreadable = 0;  ///< Files and folders that could not be read: the run's status is 2.

  friend bool operator==(const ReportExtent&, const ReportExtent&) = default;
};

/// The name of a leaf, so that reporters can head its findings.
struct ReportItem {
  std::string code;
  std::string title;
  std::string owner;  ///< Empty if nobody is named.
};

/// One file of the pool, and what was found out about it.
struct ReportEvidence {
  std::string path;                ///< Bytes as found.
  std::vector<std::string> codes;  ///< Leaves it is bound to, in the index's order; empty: none.
  std::uint64_t size_bytes = 0;
  std::string sha256;        ///< Empty: it could not be read.
  std::optional<Date> date;  ///< The effective day, as the first slot sees it that it serves; none: undated.
  std::optional<DateSource> date_source;
  std::optional<Date> saved_by;    ///< The day on which a chat program saved it, as its name says: it is not younger.
  media::Examination examination;  ///< Without a format where it could not be read.
};

/// What a report was narrowed to. Totals, sums of projects and what is due are always of the whole.
struct ReportFilter {
  std::vector<std::string> owners;       ///< Only what one of these people sees to; empty: anybody.
  std::vector<std::string> items;        ///< Only these items (codes as the index writes them); empty: all.
  std::vector<std::string> groups = {};  ///< Only findings of these groups of rules …
  std::vector<std::string> rules = {};   ///< … or of these rules; both empty: of all.

  [[nodiscard]] bool empty() const { return owners.empty() && items.empty() && all_rules(); }

  [[nodiscard]] bool all_items() const { return owners.empty() && items.empty(); }

  [[nodiscard]] bool all_rules() const { return groups.empty() && rules.empty(); }

  friend bool operator==(const ReportFilter&, const ReportFilter&) = default;
};

/// One report.
struct Report {
  std::string command;  ///< "check", "score", "verify" or "compare".
  ReportSubject subject;
  ReportExtent extent;
  std::optional<DueCount> due;
  ReportFilter filter;                     ///< Of `items`, `evidence`, `findings` and of the score's leaves and mends.
  std::vector<ReportItem> items;           ///< Of the index, in its order; empty for a bundle.
  std::vector<ReportEvidence> evidence;    ///< Every file of the pool, by path; empty for a bundle.
  std::vector<Finding> findings;           ///< Complete and in order.
  std::vector<ExceptionState> exceptions;  ///< In the order of their table; empty for a bundle.
  std::optional<Scorecard> score;
};

/// How many findings there are of each severity.
struct SeverityCounts {
  int errors = 0;
  int warnings = 0;
  int notes = 0;
};

[[nodiscard]] SeverityCounts count_severities(const std::vector<Finding>& findings);

/// Returns the report as JSON: format "guidang-report", version 1, two spaces of indentation, a final newline. Texts of
/// findings come in the catalogue's language beside their identifiers and arguments; points are decimal strings.
/// Standard: schemas/report.schema.json, schemas/report.md.
[[nodiscard]] std::string to_json(const Report& report, const Catalogue& catalogue);

}  // namespace guidang
