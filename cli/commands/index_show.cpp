// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/jobs/lint.hpp"
#include "guidang/render/index.hpp"

namespace guidang::cli {

Result<Exit> execute(const IndexShowOptions& options, const Context& context) {
  const auto index = lint_index(options.index);
  if (!index) return fail(index.error());
  const auto text = render_index(*index,
                                 options.codes,
                                 context.catalogue,
                                 {.colour = options.common.colour_out, .width = context.environment.width});
  if (!text) return fail(text.error());
  context.environment.out << *text;
  return Exit::ok;
}

}  // namespace guidang::cli
