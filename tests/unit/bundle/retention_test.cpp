// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/retention.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

/// The days that stay, of the days given from the youngest on.
std::string staying(const std::string& policy, const std::vector<std::string>& days) {
  std::vector<Date> dates;
  for (const auto& day : days) dates.push_back(parse_date(day).value());
  const auto stays = kept(parse_retention(policy).value(), dates);
  std::string text;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (stays[i]) text += (text.empty() ? "" : " ") + days[i];
  }
  return text;
}

}  // namespace

TEST_CASE("a policy is read and printed") {
  CHECK(to_string(parse_retention("quarterly=8,daily=7,weekly=4").value()) == "daily=7,weekly=4,quarterly=8");
  CHECK(to_string(parse_retention("last=1").value()) == "last=1");
  for (const auto* const text : {"",
                                 "daily",
                                 "daily=",
                                 "daily=0",
                                 "daily=-1",
                                 "daily=7,",
                                 ",daily=7",
                                 "daily=7,daily=8",
                                 "hourly=3",
                                 "daily=99999",
                                 "daily=7 ",
                                 "Daily=7",
                                 "daily=7x"}) {
    CAPTURE(text);
    const auto refused = parse_retention(text);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::usage);
  }
}

TEST_CASE("of each day, week, month, quarter and year the youngest stays") {
  CHECK(staying("daily=2", {"2027-01-08", "2027-01-08", "2027-01-05", "2027-01-04"}) == "2027-01-08 2027-01-05");
  // 2027-01-04 is a Monday.
  CHECK(staying("weekly=2", {"2027-01-05", "2027-01-04", "2027-01-03", "2026-12-28", "2026-12-27"}) ==
        "2027-01-05 2027-01-03");
  CHECK(staying("monthly=2", {"2027-01-31", "2027-01-01", "2026-12-31", "2026-12-01", "2026-11-30"}) ==
        "2027-01-31 2026-12-31");
  CHECK(staying("quarterly=2", {"2027-01-01", "2026-12-31", "2026-10-01", "2026-09-30"}) == "2027-01-01 2026-12-31");
  CHECK(staying("yearly=1", {"2027-01-01", "2026-12-31"}) == "2027-01-01");
  CHECK(staying("last=3", {"2027-01-08", "2027-01-08", "2027-01-05", "2027-01-04"}) ==
        "2027-01-08 2027-01-08 2027-01-05");
}

TEST_CASE("what any rule keeps stays, and a pause costs nothing") {
  CHECK(staying("daily=1,quarterly=3", {"2027-01-08", "2027-01-07", "2026-06-30", "2025-01-01", "2024-12-31"}) ==
        "2027-01-08 2026-06-30 2025-01-01");
  CHECK(staying("daily=7", {}) == "");
}
