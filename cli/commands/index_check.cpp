// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <ostream>

#include "commands.hpp"
#include "guidang/index/index.hpp"
#include "guidang/jobs/lint.hpp"
#include "guidang/render/text.hpp"

namespace guidang::cli {
namespace {

/// How many leaves people judge, in whole or in part; those of the bonus block too.
std::int64_t judged_by_people(const Index& index) {
  return std::ranges::count_if(leaves(index), [](const LeafRef& leaf) {
    return std::ranges::count(leaf.leaf->scoring, SentenceKind::manual, &Sentence::kind) > 0;
  });
}

}  // namespace

Result<Exit> execute(const IndexCheckOptions& options, const Context& context) {
  Exit worst = Exit::ok;
  for (const auto& path : options.indexes) {
    const auto index = lint_index(path);
    if (!index) {
      worst = Exit::failed;
      context.environment.err << render_error(index.error(), context.catalogue, {.colour = options.common.colour_err});
      continue;
    }
    context.environment.out << context.catalogue.text({"index/sound",
                                                       {{"file", path},
                                                        {"title", index->title},
                                                        {"leaves", static_cast<std::int64_t>(leaves(*index).size())},
                                                        {"total", index->total.text()},
                                                        {"digest", index->digest}}})
                            << '\n';
    if (const auto people = judged_by_people(*index); people > 0) {
      context.environment.out << context.catalogue.text({"index/by-people", {{"count", people}}}) << '\n';
    }
  }
  return worst;
}

}  // namespace guidang::cli
