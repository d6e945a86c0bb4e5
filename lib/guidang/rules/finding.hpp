// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a check has to say about evidence, and the registry of everything it can say.
#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/message.hpp"

namespace guidang {

/// How much a finding weighs. Ordered: `error` is the gravest and the smallest.
enum class Severity { error, warning, note };

/// The six groups of findings: the four words of the rules (全面、真实、完整、规范) and the four natures of DA/T
/// 70-2018.
enum class Group { coverage, authenticity, integrity, form, usability, safety };

/// One row of the registry. Titles, messages and remedies live in the catalogue under
/// "ID#title", "ID#found" and "ID#remedy"; the names of the arguments of "ID#found" are listed here.
struct Rule {
  std::string_view id;  ///< "group/name"; never changes its meaning, is never reused.
  Group group;
  Severity severity;           ///< By default; an index may change it.
  std::string_view arguments;  ///< Names of the arguments of "ID#found", separated by blanks; empty if none.
  std::string_view standard;   ///< The clause or item it comes from, e.g. "DA/T 70-2018 2-7"; empty if ours.
};

/// One thing that is not as it should be.
struct Finding {
  std::string rule;                 ///< An identifier of the registry.
  Severity severity;                ///< After the index's changes.
  std::string item;                 ///< Code of the leaf it belongs to; empty if none.
  std::string path;                 ///< Within the archive folder or bundle; bytes as found; empty if none.
  std::string place;                ///< Within the file or leaf: a slot's name, an event, a line; empty if none.
  std::vector<Argument> arguments;  ///< As the registry names them.
  /// Why an exception (例外登记) excuses it, which makes it a note; none: it stands.
  std::optional<std::string> excused = std::nullopt;

  /// Order of reports: item, path, rule, place, by byte (the caller puts items into the index's order first).
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// All rules, sorted by identifier.
[[nodiscard]] std::span<const Rule> rules();

/// Returns the rule with this identifier, or null.
[[nodiscard]] const Rule* find_rule(std::string_view id);

/// Makes a finding of the registry's default severity. `rule` must be an identifier of the registry.
[[nodiscard]] Finding make_finding(
    std::string_view rule, std::string item, std::string path, std::string place, std::vector<Argument> arguments);

/// Returns "error", "warning" or "note".
[[nodiscard]] std::string_view to_string(Severity severity);

/// Returns the severity of this name, or nothing.
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view name);

/// Returns "coverage", "authenticity", "integrity", "form", "usability" or "safety".
[[nodiscard]] std::string_view to_string(Group group);

/// Returns the group of this name, English ("coverage") or Chinese (全面), or nothing.
[[nodiscard]] std::optional<Group> parse_group(std::string_view name);

/// What the finding says in words: "ID#found" with its arguments.
[[nodiscard]] Message found_message(const Finding& finding);

/// What to do about it: "ID#remedy".
[[nodiscard]] Message remedy_message(std::string_view rule);

}  // namespace guidang
