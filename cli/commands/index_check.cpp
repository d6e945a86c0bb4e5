// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/jobs/lint.hpp"
#include "guidang/render/text.hpp"

namespace guidang::cli {

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
  }
  return worst;
}

}  // namespace guidang::cli
