// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/exceptions.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

/// Rule, folded code and path in form C; empty: any.
using Key = std::tuple<std::string, std::string, std::string>;

class Excuser {
 public:
  Excuser(const CheckInput& input, std::vector<Finding>& findings) : input_(input), findings_(findings) {}

  std::vector<ExceptionState> run() {
    for (const auto& line : input_.tables.exceptions) states_.push_back({line, ExceptionStatus::active, 0});
    for (auto& state : states_) note(state);
    for (auto& finding : findings_) excuse(finding);
    for (auto& state : states_) settle(state);
    return std::move(states_);
  }

 private:
  void note(ExceptionState& state) {
    if (over(state.line)) return;
    const auto path = state.line.path.empty() ? "" : nfc(input_.pool.text() + "/" + state.line.path);
    by_key_.emplace(Key(state.line.rule, folded(state.line.code), path), &state);
  }

  [[nodiscard]] bool over(const ExceptionLine& line) const { return line.until && *line.until < input_.today; }

  void excuse(Finding& finding) {
    if (by_key_.empty()) return;
    const auto code = folded(finding.item);
    const auto path = nfc(finding.path);
    ExceptionState* state = nullptr;
    for (const auto& key : {Key(finding.rule, code, path),
                            Key(finding.rule, "", path),
                            Key(finding.rule, code, ""),
                            Key(finding.rule, "", "")}) {
      const auto place = by_key_.find(key);
      if (state == nullptr && place != by_key_.end()) state = place->second;
    }
    if (state == nullptr) return;
    ++state->excused;
    finding.severity = Severity::note;
    finding.excused = state->line.reason;
  }

  void settle(ExceptionState& state) {
    const auto& line = state.line;
    if (over(line)) {
      state.status = ExceptionStatus::expired;
      tell("form/exception-expired", line, {{"rule", line.rule}, {"until", to_string(*line.until)}});
    } else if (state.excused == 0) {
      state.status = ExceptionStatus::unused;
      tell("form/exception-unused", line, {{"rule", line.rule}});
    } else if (line.until && days_between(input_.today, *line.until) <= input_.expiring_days) {
      state.status = ExceptionStatus::expiring;
    }
  }

  void tell(const char* rule, const ExceptionLine& line, std::vector<Argument> arguments) {
    findings_.push_back(line_finding(rule, line.where, std::move(arguments)));
  }

  const CheckInput& input_;
  std::vector<Finding>& findings_;
  std::vector<ExceptionState> states_;
  std::map<Key, ExceptionState*> by_key_;
};

}  // namespace

std::vector<ExceptionState> apply_exceptions(const CheckInput& input, std::vector<Finding>& findings) {
  return Excuser(input, findings).run();
}

std::string_view to_string(ExceptionStatus status) {
  switch (status) {
    case ExceptionStatus::active: return "active";
    case ExceptionStatus::expiring: return "expiring";
    case ExceptionStatus::unused: return "unused";
    case ExceptionStatus::expired: return "expired";
  }
  return "unknown";
}

}  // namespace guidang
