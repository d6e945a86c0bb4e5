// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is open, by the people who are to see to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidang/report/report.hpp"

namespace guidang {

/// What one person has to see to.
struct OpenItems {
  std::string person;              ///< Empty: nobody is named.
  std::vector<const Mend*> mends;  ///< At least one; by due day, then gain (most first), then the index's order.
  Exact gain;                      ///< Sum of what they would bring.
  int overdue = 0;                 ///< How many of them were due before the day of the report.
};

/// Returns the people whom a cell of 责任人 names: 王芳、李敏 are two. Empty if it names nobody.
[[nodiscard]] std::vector<std::string> people_named(std::string_view owner);

/// Returns who has what to mend, by the first due day, then as they first appear; what nobody is named for comes last.
/// What several people share is each one's. Of a report narrowed to people, only those. Points into `report`, which
/// must have a score.
[[nodiscard]] std::vector<OpenItems> open_by_person(const Report& report);

}  // namespace guidang
