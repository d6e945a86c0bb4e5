// SPDX-License-Identifier: Apache-2.0
#include "guidang/report/baseline.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/json/value.hpp"
#include "guidang/report/json_text.hpp"

namespace guidang {
namespace {

using json::Kind;
using json::Value;

constexpr std::size_t k_longest_number = 2000;  // digits; reports hold no longer ones in practice

/// Digits of any length; Exact::parse() takes 18.
std::optional<Exact> whole(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  constexpr std::int64_t k_ten = 10;
  Exact number;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * Exact(k_ten) + Exact(c - '0');
  }
  return number;
}

/// "3.25" or "2/3": what Exact::text() writes.
std::optional<Exact> exact_number(std::string_view text) {
  if (text.size() > k_longest_number) return std::nullopt;
  if (text.starts_with('-')) {
    const auto positive = text.substr(1).starts_with('-') ? std::nullopt : exact_number(text.substr(1));
    return positive ? std::optional(Exact() - *positive) : std::nullopt;
  }
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const auto above = whole(text.substr(0, slash));
    const auto below = whole(text.substr(slash + 1));
    if (!above || !below || *below == Exact()) return std::nullopt;
    return *above / *below;
  }
  const auto point = text.find('.');
  auto front = whole(text.substr(0, point));
  if (!front || point == std::string_view::npos) return front;
  const auto digits = text.substr(point + 1);
  const auto back = whole(digits);
  if (!back) return std::nullopt;
  constexpr std::int64_t k_ten = 10;
  Exact scale = 1;
  for (std::size_t i = 0; i < digits.size(); ++i) scale = scale * Exact(k_ten);
  return *front + *back / scale;
}

/// Reads members and remembers the first that is not as it should be.
class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  const Value* member(const Value& from, const char* name, Kind kind) {
    const auto* found = from.kind() == Kind::object ? from.find(name) : nullptr;
    if (found != nullptr && found->kind() == kind) return found;
    complain(name);
    return nullptr;
  }

  std::string text(const Value& from, const char* name) {
    const auto* found = member(from, name, Kind::text);
    return found != nullptr ? found->text() : "";
  }

  std::int64_t number(const Value& from, const char* name) {
    const auto* found = member(from, name, Kind::integer);
    return found != nullptr ? found->integer() : 0;
  }

  Exact points(const Value& from, const char* name) {
    const auto number = exact_number(text(from, name));
    if (!number) complain(name);
    return number.value_or(Exact());
  }

  Severity severity(const Value& from) {
    const auto read = parse_severity(text(from, "severity"));
    if (!read) complain("severity");
    return read.value_or(Severity::error);
  }

  void complain(const char* member) {
    if (!error_) {
      error_ = Error{.code = ErrorCode::malformed,
                     .message = {"report/baseline-member", {{"file", name_}, {"member", std::string(member)}}}};
    }
  }

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  std::string name_;
  std::optional<Error> error_;
};

/// Whether the document is one of ours at all, and of a version that is understood.
Result<void> known_format(const Value& root, const std::string& name) {
  const auto* format = root.kind() == Kind::object ? root.find("format") : nullptr;
  if (format == nullptr || !(*format == Value("guidang-report"))) {
    return fail(ErrorCode::malformed, {"report/baseline-no-report", {{"file", name}}});
  }
  const auto* version = root.find("version");
  if (version == nullptr || !(*version == Value(1))) {
    return fail(ErrorCode::unsupported, {"report/baseline-version", {{"file", name}}});
  }
  const auto* command = root.find("command");
  if (command == nullptr || !(*command == Value("check") || *command == Value("score"))) {
    return fail(ErrorCode::usage, {"report/baseline-command", {{"file", name}}});
  }
  return {};
}

void read_subject(Reader& reader, const Value& root, Baseline& baseline) {
  if (const auto* subject = reader.member(root, "subject", Kind::object)) {
    baseline.subject.unit = reader.text(*subject, "unit");
    baseline.subject.edition = reader.text(*subject, "edition");
    baseline.subject.index_code = reader.text(*subject, "index_code");
    baseline.subject.index_digest = reader.text(*subject, "index_digest");
  }
  if (const auto* extent = reader.member(root, "extent", Kind::object)) {
    baseline.incomplete = reader.number(*extent, "unreadable") > 0;
  }
  // Reports of before there were filters do not have this.
  const auto* filter = root.find("filter");
  if (filter == nullptr || filter->kind() != Kind::object) return;
  for (const auto* list : {"owners", "items"}) {
    const auto* words = filter->find(list);
    if (words != nullptr && words->kind() == Kind::array && !words->items().empty()) baseline.narrowed = true;
  }
}

void read_score(Reader& reader, const Value& score, Baseline& baseline) {
  if (const auto* total = reader.member(score, "total", Kind::object)) {
    baseline.total = reader.points(*total, "confirmed");
  }
  const auto* leaves = reader.member(score, "leaves", Kind::array);
  if (leaves == nullptr) return;
  for (const auto& leaf : leaves->items()) {
    const auto code = reader.text(leaf, "code");
    const auto* points = reader.member(leaf, "points", Kind::object);
    if (points != nullptr) baseline.leaves.push_back({code, reader.points(*points, "confirmed")});
  }
}

void read_findings(Reader& reader, const Value& root, Baseline& baseline) {
  const auto* findings = reader.member(root, "findings", Kind::array);
  if (findings == nullptr) return;
  for (const auto& one : findings->items()) {
    BaselineFinding finding;
    finding.rule = reader.text(one, "rule");
    finding.item = reader.text(one, "item");
    finding.path = reader.text(one, "path");
    finding.place = reader.text(one, "place");
    finding.severity = reader.severity(one);
    baseline.findings.push_back(std::move(finding));
  }
}

using Key = std::tuple<std::string, std::string, std::string>;

/// What is left of the baseline's findings of one key, while those of today are held against them.
using Left = std::map<Key, std::vector<const BaselineFinding*>>;

Key key_of(const Finding& finding) {
  return {finding.rule, finding.item, path_text(finding.path)};
}

/// Takes one that covers the finding out of `left`: of its place, or (any_place) of any.
bool take(Left& left, const Finding& finding, bool any_place) {
  const auto place = left.find(key_of(finding));
  if (place == left.end()) return false;
  auto& list = place->second;
  const auto found = std::ranges::find_if(list, [&](const BaselineFinding* one) {
    return one->severity <= finding.severity && (any_place || one->place == path_text(finding.place));
  });
  if (found == list.end()) return false;
  list.erase(found);
  return true;
}

}  // namespace

Result<Baseline> read_baseline(std::string_view text, std::string_view name) {
  const auto root = json::parse(text, name);
  if (!root) {
    if (root.error().code == ErrorCode::limit) return fail(root.error());
    return fail(Error(root.error()).in({"report/reading-baseline", {}}));
  }
  Baseline baseline;
  baseline.name = name;
  GUIDANG_TRY(known_format(*root, baseline.name));
  Reader reader(name);
  read_subject(reader, *root, baseline);
  const auto* score = root->find("score");
  if (score == nullptr) {
    reader.complain("score");
  } else if (score->kind() != Kind::null) {
    read_score(reader, *score, baseline);
  }
  read_findings(reader, *root, baseline);
  if (reader.error()) return fail(*reader.error());
  return baseline;
}

Result<void> comparable(const Baseline& baseline, const Report& report) {
  const auto refuse = [&](const char* id, std::vector<Argument> arguments = {}) {
    arguments.insert(arguments.begin(), {"file", baseline.name});
    return fail(ErrorCode::usage, {id, std::move(arguments)});
  };
  const auto& then = baseline.subject;
  const auto& now = report.subject;
  if (then.unit != now.unit) return refuse("report/baseline-unit", {{"then", then.unit}, {"now", now.unit}});
  if (then.edition != now.edition || then.index_code != now.index_code) {
    return refuse("report/baseline-edition",
                  {{"then", then.index_code + " " + then.edition}, {"now", now.index_code + " " + now.edition}});
  }
  if (then.index_digest != now.index_digest) return refuse("report/baseline-index");
  if (baseline.narrowed) return refuse("report/baseline-narrowed");
  if (baseline.incomplete) return refuse("report/baseline-incomplete");
  if (report.score && !baseline.total) return refuse("report/baseline-without-score");
  return {};
}

std::vector<Worsened> worsened(const Baseline& baseline, const Scorecard& card) {
  std::map<std::string_view, const BaselineLeaf*> then;
  for (const auto& leaf : baseline.leaves) then[leaf.code] = &leaf;
  std::vector<Worsened> list;
  for (const auto& leaf : card.leaves) {
    const auto place = then.find(leaf.code);
    if (place == then.end() || place->second->confirmed <= leaf.points.confirmed) continue;
    list.push_back({&leaf, place->second->confirmed});
  }
  return list;
}

std::vector<Finding> new_findings(const Baseline& baseline, const std::vector<Finding>& findings) {
  Left left;
  for (const auto& one : baseline.findings) left[{one.rule, one.item, one.path}].push_back(&one);
  std::vector<bool> known;
  known.reserve(findings.size());
  for (const auto& finding : findings) known.push_back(take(left, finding, false));
  std::vector<Finding> list;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!known[i] && !take(left, findings[i], true)) list.push_back(findings[i]);
  }
  return list;
}

}  // namespace guidang
