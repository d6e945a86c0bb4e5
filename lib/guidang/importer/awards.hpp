// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: what totals earn, as titles, sums and remarks of a published table say it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/exact.hpp"

namespace guidang {

/// "90分以上为优秀".
struct FoundAward {
  std::string name;
  Exact from;
};

/// Reads the awards of a text in the order written: "90分以上为优秀", "80分（含）—90分为良好", "60分合格", "≥90 优秀",
/// "优秀（90分以上）". What has only an upper limit (60分以下不合格) is no award.
[[nodiscard]] std::vector<FoundAward> read_awards(std::string_view text);

}  // namespace guidang
