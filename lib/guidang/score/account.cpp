// SPDX-License-Identifier: Apache-2.0
// The running account (记分).
#include <algorithm>

#include "guidang/base/points.hpp"
#include "guidang/score/effect.hpp"
#include "guidang/score/total.hpp"

namespace guidang {
namespace {

std::string signed_points(const Exact& points) {
  return (points > Exact() ? "+" : "") + points_text(points);
}

Message entry_message(const Index& index, const AccountLine& line, const Exact& change) {
  std::string id = "score/account";
  if (line.on_the_spot && change.is_negative()) {
    id = "score/account-on-the-spot";
  } else {
    for (const auto& kind : index.account->kinds) {
      const bool doubled =
          kind.name == line.kind && kind.doubled_from > 0 && line.spots.value_or(0) >= kind.doubled_from;
      if (doubled) id = "score/account-doubled";
    }
  }
  return {std::move(id), {{"kind", line.kind}, count_argument(line.count), {"points", signed_points(change)}}};
}

}  // namespace

void add_account(const Surroundings& around, Adjustments& adjustments) {
  const auto lines = around.account.find("");
  if (!around.index.account || lines == around.account.end()) return;
  const auto& rules = *around.index.account;
  std::vector<Exact> taken;
  std::vector<Exact> given;
  for (const auto* line : lines->second) {
    const auto change = account_change(around.index, *line);
    if (!change) continue;
    (change->is_negative() ? taken : given).push_back(*change);
    adjustments.entries.push_back({entry_message(around.index, *line, *change), *change, line->where});
  }
  Exact less = sum_of(taken);
  Exact more = sum_of(given);
  if (rules.most_taken) less = std::max(less, Exact() - *rules.most_taken);
  if (rules.most_given) more = std::min(more, *rules.most_given);
  const Exact sum = less + more;
  adjustments.account = {sum, sum, sum};
}

}  // namespace guidang
