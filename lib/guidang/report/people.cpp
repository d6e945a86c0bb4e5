// SPDX-License-Identifier: Apache-2.0
#include "guidang/report/people.hpp"

#include <algorithm>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

bool wanted(const ReportFilter& filter, const std::string& person) {
  if (filter.owners.empty()) return true;
  return std::ranges::find(filter.owners, person) != filter.owners.end();
}

OpenItems& items_of(std::vector<OpenItems>& all, const std::string& person) {
  const auto found = std::ranges::find(all, person, &OpenItems::person);
  if (found != all.end()) return *found;
  all.push_back({person, {}, {}, 0});
  return all.back();
}

void put_in_order(OpenItems& open) {
  std::ranges::stable_sort(open.mends, [](const Mend* a, const Mend* b) {
    if (a->due != b->due) return a->due < b->due;
    return a->gain > b->gain;
  });
}

}  // namespace

std::vector<std::string> people_named(std::string_view owner) {
  return split(owner, "、,，;；/");
}

std::vector<OpenItems> open_by_person(const Report& report) {
  std::vector<OpenItems> all;
  for (const auto& mend : report.score->mends) {
    auto people = people_named(mend.owner);
    if (people.empty()) people.emplace_back();
    for (const auto& person : people) {
      if (!wanted(report.filter, person)) continue;
      auto& open = items_of(all, person);
      open.mends.push_back(&mend);
      open.gain += mend.gain;
      if (report.subject.as_of && mend.due < *report.subject.as_of) ++open.overdue;
    }
  }
  for (auto& open : all) put_in_order(open);
  std::ranges::stable_sort(all, [](const OpenItems& a, const OpenItems& b) {
    if (a.person.empty() != b.person.empty()) return b.person.empty();
    return a.mends.front()->due < b.mends.front()->due;
  });
  return all;
}

}  // namespace guidang
