// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/explain.hpp"

#include <ostream>

#include "commands.hpp"

namespace guidang::cli {

Result<Exit> execute(const ExplainOptions& options, const Context& context) {
  const auto text = explain(options.word, context.catalogue);
  if (!text) return fail(text.error());
  context.environment.out << *text;
  return Exit::ok;
}

}  // namespace guidang::cli
