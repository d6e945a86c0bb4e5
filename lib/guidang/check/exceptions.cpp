// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/exceptions.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "guidang/base/text.hpp"
#include "guidang/check/binding.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {
namespace {

/// Rule, folded code and path in form C; empty: any.
using Key = std::tuple<std::string, std::string, std::string>;

class Excuser {
 public:
  Excuser(const CheckInput& input, const CodeBook& codes, const FileFinder& files, std::vector<Finding>& findings)
      : input_(input),
        codes_(codes),
        files_(files),
        findings_(findings) {}

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
    for (const auto& path : paths_of(state.line)) {
      by_key_.emplace(Key(state.line.rule, folded(state.line.code), path), &state);
    }
  }

  /// What 文件 may mean: a file as other tables name it, a folder of the pool, or either as reports print it, which is
  /// from the archive folder on, as is a table.
  [[nodiscard]] std::vector<std::string> paths_of(const ExceptionLine& line) const {
    if (line.path.empty()) return {""};
    std::string_view words = line.path;
    while (words.ends_with('/')) words.remove_suffix(1);
    const auto whole = nfc(words);
    const auto pool = nfc(input_.pool.text() + "/");
    const auto within = whole.starts_with(pool) ? whole.substr(pool.size()) : whole;
    std::vector<std::string> paths;
    for (const std::size_t file : files_.find(within, nullptr)) {
      paths.push_back(nfc(input_.inventory.files[file].path.text()));
    }
    if (paths.empty()) paths = {pool + within, whole};
    return paths;
  }

  [[nodiscard]] bool over(const ExceptionLine& line) const { return line.until && *line.until < input_.today; }

  void excuse(Finding& finding) {
    if (by_key_.empty()) return;
    auto* state = find_line(finding);
    if (state == nullptr) return;
    ++state->excused;
    finding.severity = Severity::note;
    finding.excused = state->line.reason;
  }

  /// The line that names most: the file, then the folders it is in, from the innermost on, then none.
  [[nodiscard]] ExceptionState* find_line(const Finding& finding) const {
    const auto code = folded(finding.item);
    auto path = nfc(finding.path);
    for (;;) {
      for (const auto& key : {Key(finding.rule, code, path), Key(finding.rule, "", path)}) {
        if (const auto place = by_key_.find(key); place != by_key_.end()) return place->second;
      }
      if (path.empty()) return nullptr;
      const auto slash = path.rfind('/');
      path.erase(slash == std::string::npos ? 0 : slash);
    }
  }

  /// A line about another index over the same pool is that index's business.
  [[nodiscard]] bool is_of_another(const ExceptionLine& line) const {
    return !line.code.empty() && !codes_.find(line.code) && known_beside(input_, line.code);
  }

  void settle(ExceptionState& state) {
    const auto& line = state.line;
    if (over(line)) {
      state.status = ExceptionStatus::expired;
      tell("form/exception-expired", line, {{"rule", line.rule}, {"until", to_string(*line.until)}});
    } else if (state.excused == 0 && !is_of_another(line)) {
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
  const CodeBook& codes_;
  const FileFinder& files_;
  std::vector<Finding>& findings_;
  std::vector<ExceptionState> states_;
  std::map<Key, ExceptionState*> by_key_;
};

}  // namespace

std::vector<ExceptionState> apply_exceptions(const CheckInput& input,
                                             const CodeBook& codes,
                                             const FileFinder& files,
                                             std::vector<Finding>& findings) {
  return Excuser(input, codes, files, findings).run();
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
