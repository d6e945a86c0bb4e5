// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/figure.hpp"

#include <algorithm>
#include <array>

#include "guidang/base/text.hpp"

namespace guidang {

std::span<const BuiltInFigure> built_in_figures() {
  using enum BuiltIn;
  static constexpr auto k_figures = std::to_array<BuiltInFigure>({
      {events_held, "活动次数", "events held", true},
      {defects, "问题数", "defects", true},
      {leaves_without_evidence, "无材料指标", "leaves without evidence", false},
      {leaves_with_statements, "只有说明的指标", "leaves with statements only", false},
      {leaves_without_owner, "无责任人指标", "leaves without owner", false},
      {register_faults, "台账差错", "register faults", false},
      {days_late, "迟报天数", "days late", false},
      {files_late, "逾期材料", "files late", false},
  });
  return k_figures;
}

const BuiltInFigure* find_built_in(std::string_view name) {
  const auto wanted = folded(name);
  const auto all = built_in_figures();
  const auto found = std::ranges::find_if(
      all, [&](const BuiltInFigure& one) { return folded(one.zh) == wanted || folded(one.en) == wanted; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace guidang
