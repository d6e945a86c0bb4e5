// SPDX-License-Identifier: Apache-2.0
/// \file
/// Holds the evidence against the index: what serves what, what is missing, what is not as it should be.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/check/state.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/index/figure.hpp"
#include "guidang/index/index.hpp"
#include "guidang/rules/finding.hpp"
#include "guidang/tables/tables.hpp"

namespace guidang {

/// From a folded code to the codes that it serves.
using CodeMap = std::map<std::string, std::vector<std::string>>;

/// CheckInput::expiring_days where nobody says otherwise.
inline constexpr int k_expiring_days = 14;

/// What a check looks at. All of it must outlive the result, which points into the index.
struct CheckInput {
  const Index& index;
  const Inventory& inventory;
  const Tables& tables;
  RelPath pool;  ///< The evidence folder within the archive folder.
  Date today;    ///< The day of the run in the index's zone; decides what is due.
  /// The index whose codes the folders carry (归档), and which leaves of `index` each of its (folded) codes serves;
  /// null: the folders carry the codes of `index`.
  const Index* filing = nullptr;
  const CodeMap* serves = nullptr;
  /// One a file of the inventory: whether another index over the same pool uses it; null: there is none.
  const std::vector<bool>* used_elsewhere = nullptr;
  int expiring_days = k_expiring_days;    ///< How many days before its end an exception is told to be expiring.
  std::vector<const Index*> beside = {};  ///< The other indexes over the same pool: the tables are theirs as well.
  /// Whether anybody asks what is wrong. If not, CheckResult has its leaves, bindings, lines and figures; no findings,
  /// exceptions and vetoes, no days of files and no count of what is due.
  bool with_findings = true;
};

/// What proves that a line of the negative list does not apply (无违纪证明): filled from the folders with its code.
struct VetoState {
  const Veto* veto = nullptr;
  std::vector<SlotState> slots;  ///< One a slot of Veto::proofs, in that order.
};

/// The first line of every report: 今天应有 12,已有 9;到报送还需 31. Counted in requirements: a slot of a leaf or a
/// standard and a proof of a veto is one, each expected event is as many as it has parts.
struct DueCount {
  int due = 0;         ///< Requirements whose due day has come.
  int have = 0;        ///< Of those, filled.
  int still_open = 0;  ///< Of all until the submission, not filled.

  friend bool operator==(const DueCount&, const DueCount&) = default;
};

/// Where one file of the inventory belongs.
struct FileBinding {
  std::vector<std::string> codes;  ///< Leaves it is bound to, in the index's order; the first is where it is filed.
  std::vector<std::string> folder_codes;  ///< Those of `codes` to which its folders bind it.
  bool bound = false;                     ///< It is bound to a leaf or to a veto.
  bool assigned = false;                  ///< It serves at least one slot.
  const RegisterLine* line = nullptr;     ///< Its line of the register; null if it has none.
  /// As the first slot sees it that it serves, else by what it says itself; none: undated.
  std::optional<Date> date = std::nullopt;
  std::optional<DateSource> date_source = std::nullopt;
  std::optional<Date> saved = std::nullopt;  ///< When a chat program saved it, by its name.
};

/// What one line of the register speaks of.
struct LineMatch {
  std::optional<std::size_t> file;  ///< Index into the inventory; none: no file, or several and nothing tells which.
  std::size_t named = 0;            ///< How many files have the path or name it gives.
  bool renamed = false;             ///< No file has its name; its 校验码 found this one.
  bool changed = false;             ///< The file's content is not that of the 校验码.

  friend bool operator==(const LineMatch&, const LineMatch&) = default;
};

/// What became of one line of the exceptions. `expiring`: active, and over within CheckInput::expiring_days.
enum class ExceptionStatus { active, expiring, unused, expired };

/// One exception, and how many findings it excuses.
struct ExceptionState {
  ExceptionLine line;
  ExceptionStatus status = ExceptionStatus::active;
  int excused = 0;
};

/// The result of a check.
struct CheckResult {
  std::vector<LeafState> leaves;   ///< One a leaf, in the index's order.
  std::vector<FileBinding> files;  ///< One a file of the inventory, in its order.
  std::vector<LineMatch> lines;    ///< One a line of the register, in its order.
  std::vector<Finding> findings;   ///< Complete; ordered by (item in the index's order, path, rule, place).
  DueCount due;
  std::vector<VetoState> vetoes;           ///< One a veto that asks for proofs, in the index's order.
  std::vector<ExceptionState> exceptions;  ///< One a line of 例外登记, in its order.
  std::map<BuiltIn, Exact> figures;        ///< Of the whole archive; what is not known yet (days_late) is not in it.
};

/// "active", "expiring", "unused", "expired"; the catalogue has them as "exception/NAME".
[[nodiscard]] std::string_view to_string(ExceptionStatus status);

/// Checks an inventory against an index.
///
/// Findings: all rules of the groups coverage, authenticity, form, usability and safety, and of integrity all but bag-*
///           and copies-differ; with the index's severities. What is missing before its due day is a note.
/// Errors:   none; what could not be read is a finding (usability/unreadable) and Inventory::incomplete().
/// Cost:     n log n in files, leaves and register lines; reads nothing.
/// Standard: schemas/index.md, sections 4 and 5; schemas/rules.md.
[[nodiscard]] CheckResult check(const CheckInput& input);

}  // namespace guidang
