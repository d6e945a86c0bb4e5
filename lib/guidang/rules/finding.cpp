// SPDX-License-Identifier: Apache-2.0
#include "guidang/rules/finding.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace guidang {
namespace {

using enum Group;
using enum Severity;

/// The registry, sorted by identifier. DA/T 70 items are numbered as in its result tables: nature, then number.
constexpr std::array k_rules = {
    Rule{"authenticity/changed-since-registered", authenticity, error, "name", "DA/T 70-2018 1-1"},
    Rule{"authenticity/dates-disagree", authenticity, warning, "date source other other_source", "DA/T 70-2018 1-10"},
    Rule{"authenticity/edited-picture", authenticity, note, "software", ""},
    Rule{"authenticity/event-outside-window", authenticity, error, "date from to", "DA/T 70-2018 1-10"},
    Rule{"authenticity/event-undated", authenticity, note, "", ""},
    Rule{"authenticity/events-together", authenticity, warning, "other minutes camera", ""},
    Rule{"authenticity/no-capture-time", authenticity, note, "count", ""},
    Rule{"authenticity/outside-window", authenticity, error, "date source from to", "DA/T 70-2018 1-10"},
    Rule{"authenticity/pair-same-picture", authenticity, warning, "other distance", ""},
    Rule{"authenticity/rejected", authenticity, error, "reason until", ""},
    Rule{"authenticity/repeated-picture", authenticity, warning, "slot first", ""},
    Rule{"authenticity/reused-file", authenticity, note, "others", ""},
    Rule{"authenticity/same-file-two-events", authenticity, warning, "others", ""},
    Rule{"authenticity/similar-picture", authenticity, note, "other distance", ""},
    Rule{"authenticity/similar-picture-two-events", authenticity, warning, "other distance", ""},
    Rule{"authenticity/undated", authenticity, note, "slot", ""},
    Rule{"coverage/missing-event", coverage, error, "want have due", "DA/T 70-2018 2-9"},
    Rule{"coverage/missing-fact", coverage, error, "name code due", "DA/T 70-2018 2-9"},
    Rule{"coverage/missing-occasion", coverage, error, "count occasions from to due", "DA/T 70-2018 2-9"},
    Rule{"coverage/missing-part", coverage, error, "slot want have due", "DA/T 70-2018 2-7"},
    Rule{"coverage/missing-slot", coverage, error, "slot want have due", "DA/T 70-2018 2-9"},
    Rule{"coverage/no-evidence", coverage, error, "", "DA/T 70-2018 2-1"},
    Rule{"coverage/too-many", coverage, warning, "slot most have", ""},
    Rule{"coverage/unbound-file", coverage, warning, "indexes", ""},
    Rule{"coverage/unpaired-photo", coverage, warning, "why slot", ""},
    Rule{"form/ambiguous-code", form, error, "code", ""},
    Rule{"form/ambiguous-file", form, warning, "name count", ""},
    Rule{"form/bound-by-kind", form, note, "slot", ""},
    Rule{"form/code-title-mismatch", form, warning, "code title likely", ""},
    Rule{"form/exception-expired", form, warning, "rule until", ""},
    Rule{"form/exception-unused", form, note, "rule", ""},
    Rule{"form/missing-figure", form, warning, "slot", ""},
    Rule{"form/missing-words", form, warning, "words slot", ""},
    Rule{"form/misspelt-column", form, warning, "column likely", ""},
    Rule{"form/name-garbled", form, warning, "likely", ""},
    Rule{"form/name-hidden-character", form, warning, "character", ""},
    Rule{"form/name-not-portable", form, warning, "why", "RFC 8493 5.2"},
    Rule{"form/name-pattern", form, warning, "pattern example", ""},
    Rule{"form/name-twin", form, warning, "other", "RFC 8493 6.1.3"},
    Rule{"form/no-verdict", form, note, "code title", ""},
    Rule{"form/not-a-leaf", form, error, "code title", ""},
    Rule{"form/not-a-number", form, warning, "name found", ""},
    Rule{"form/old-code", form, note, "code now title", ""},
    Rule{"form/outside-period", form, note, "count lines from to", ""},
    Rule{"form/path-too-long", form, warning, "length most", ""},
    Rule{"form/points-over-full", form, warning, "code points full", ""},
    Rule{"form/register-other-leaf", form, warning, "name code folder", ""},
    Rule{"form/register-renamed", form, note, "name", "DA/T 70-2018 1-11"},
    Rule{"form/register-repeated", form, warning, "name first", "DA/T 70-2018 1-8"},
    Rule{"form/register-unknown-slot", form, warning, "slot code", ""},
    Rule{"form/repeated-line", form, warning, "code first", ""},
    Rule{"form/serial-gap", form, note, "missing", "DA/T 70-2018 2-6"},
    Rule{"form/system-file", form, note, "count", ""},
    Rule{"form/too-long", form, warning, "characters most slot", ""},
    Rule{"form/too-short", form, warning, "characters least slot", ""},
    Rule{"form/unassigned-file", form, note, "", ""},
    Rule{"form/unclear-answer", form, warning, "code value", ""},
    Rule{"form/unknown-code", form, error, "code likely", ""},
    Rule{"form/unknown-column", form, note, "column", ""},
    Rule{"form/unknown-figure", form, note, "name", ""},
    Rule{"form/unknown-file", form, warning, "name", ""},
    Rule{"form/unknown-kind", form, warning, "kind known", ""},
    Rule{"form/unknown-object", form, warning, "object code drawn", ""},
    Rule{"form/unknown-rating", form, error, "code rating known", ""},
    Rule{"form/unread-account", form, warning, "code kind", ""},
    Rule{"form/unread-verdict", form, note, "code", ""},
    Rule{"form/unused-defects", form, warning, "code defects names", ""},
    Rule{"form/veto-without-item", form, error, "code object", ""},
    Rule{"integrity/bag-digest-mismatch", integrity, error, "algorithm", "RFC 8493 3"},
    Rule{"integrity/bag-missing-file", integrity, error, "", "RFC 8493 3"},
    Rule{"integrity/bag-missing-volume", integrity, error, "volumes count", "RFC 8493 2.2.2"},
    Rule{"integrity/bag-not-fetched", integrity, error, "url", "RFC 8493 2.2.3"},
    Rule{"integrity/bag-oxum-mismatch", integrity, error, "want have", "RFC 8493 2.2.2"},
    Rule{"integrity/bag-profile", integrity, error, "clause problem want have", "BagIt Profiles 1.4.0"},
    Rule{"integrity/bag-profile-recommended", integrity, warning, "label", "BagIt Profiles 1.4.0"},
    Rule{"integrity/bag-structure", integrity, error, "problem", "RFC 8493 2"},
    Rule{"integrity/bag-unlisted-file", integrity, error, "", "RFC 8493 3"},
    Rule{"integrity/copies-differ", integrity, error, "problem", ""},
    Rule{"integrity/damaged", integrity, error, "fault part", "DA/T 70-2018 2-7"},
    Rule{"integrity/empty-file", integrity, error, "", "DA/T 70-2018 2-7"},
    Rule{"integrity/link-not-file", integrity, warning, "target", ""},
    Rule{"integrity/receipt-mismatch", integrity, error, "problem", ""},
    Rule{"integrity/register-without-file", integrity, error, "name", "DA/T 70-2018 2-1"},
    Rule{"integrity/truncated", integrity, error, "", "DA/T 70-2018 2-7"},
    Rule{"integrity/unregistered-file", integrity, warning, "", "DA/T 70-2018 2-1"},
    Rule{"safety/bag-discouraged", safety, warning, "problem", "RFC 8493 5"},
    Rule{"safety/id-number", safety, warning, "where count first", ""},
    Rule{"safety/link-outside", safety, error, "target", ""},
    Rule{"safety/macros", safety, warning, "", "DA/T 70-2018 4-2"},
    Rule{"safety/phone-number", safety, note, "where count first", ""},
    Rule{"safety/program-file", safety, error, "format", "DA/T 70-2018 4-2"},
    Rule{"safety/shortcut", safety, warning, "", ""},
    Rule{"usability/blurred", usability, warning, "sharpness least slot", ""},
    Rule{"usability/format-not-allowed", usability, error, "format allowed slot", "DA/T 70-2018 3-3"},
    Rule{"usability/locked", usability, error, "", "DA/T 70-2018 3-8"},
    Rule{"usability/not-examined", usability, warning, "fault", ""},
    Rule{"usability/recording-too-long", usability, warning, "seconds most slot", ""},
    Rule{"usability/recording-too-short", usability, warning, "seconds least slot", ""},
    Rule{"usability/text-not-read", usability, note, "slot", ""},
    Rule{"usability/too-few-pixels", usability, warning, "pixels least slot", ""},
    Rule{"usability/too-large", usability, warning, "size most slot", ""},
    Rule{"usability/too-small", usability, warning, "size least slot", ""},
    Rule{"usability/unknown-format", usability, note, "", "DA/T 70-2018 3-3"},
    Rule{"usability/unreadable", usability, error, "reason", "DA/T 70-2018 3-3"},
    Rule{"usability/wrong-extension", usability, warning, "extension format right", "DA/T 70-2018 1-10"},
};

static_assert(std::ranges::is_sorted(k_rules, {}, &Rule::id));

struct GroupName {
  Group group;
  std::string_view english;
  std::string_view chinese;
};

constexpr std::array k_groups = {
    GroupName{coverage, "coverage", "全面"},
    GroupName{authenticity, "authenticity", "真实"},
    GroupName{integrity, "integrity", "完整"},
    GroupName{form, "form", "规范"},
    GroupName{usability, "usability", "可用"},
    GroupName{safety, "safety", "安全"},
};

const GroupName& find_group(Group group) {
  return *std::ranges::find(k_groups, group, &GroupName::group);
}

}  // namespace

std::span<const Rule> rules() {
  return k_rules;
}

const Rule* find_rule(std::string_view id) {
  const auto* const place = std::ranges::lower_bound(k_rules, id, {}, &Rule::id);
  return place != k_rules.end() && place->id == id ? &*place : nullptr;
}

Finding make_finding(
    std::string_view rule, std::string item, std::string path, std::string place, std::vector<Argument> arguments) {
  const Rule* row = find_rule(rule);
  if (row == nullptr) {  // a bug: stop where it is made, not where it is printed
    std::fprintf(stderr, "guidang: bug: no rule '%.*s'\n", static_cast<int>(rule.size()), rule.data());
    std::abort();
  }
  return {std::string(rule), row->severity, std::move(item), std::move(path), std::move(place), std::move(arguments)};
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "unknown";
}

std::optional<Severity> parse_severity(std::string_view name) {
  for (const auto severity : {Severity::error, Severity::warning, Severity::note}) {
    if (to_string(severity) == name) return severity;
  }
  return std::nullopt;
}

std::string_view to_string(Group group) {
  return find_group(group).english;
}

std::optional<Group> parse_group(std::string_view name) {
  const auto* const found = std::ranges::find_if(
      k_groups, [name](const GroupName& one) { return one.english == name || one.chinese == name; });
  return found == k_groups.end() ? std::nullopt : std::optional(found->group);
}

Message found_message(const Finding& finding) {
  auto id = finding.rule + "#found";
  const auto is_blank = [&](std::string_view name) {
    return std::ranges::any_of(finding.arguments, [&](const Argument& argument) {
      return argument.name == name && argument.value == Value(std::string());
    });
  };
  if (is_blank("likely")) id += "-unlike";  // "did you mean" nothing would be no help
  if (is_blank("part")) id += "-whole";     // not a part of the file but all of it
  return {std::move(id), finding.arguments};
}

Message remedy_message(std::string_view rule) {
  return {std::string(rule) + "#remedy", {}};
}

}  // namespace guidang
