// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/index/print_yaml.hpp"
#include "guidang/jobs/lint.hpp"

namespace guidang::cli {

Result<Exit> execute(const IndexResolveOptions& options, const Context& context) {
  const auto index = lint_index(options.index);
  if (!index) return fail(index.error());
  const auto text = write_index_yaml(*index, context.catalogue.language());
  if (options.out.empty() || options.out == "-") {
    context.environment.out << text;
    return Exit::ok;
  }
  GUIDANG_TRY(fs::write_destination(options.out, text));
  return Exit::ok;
}

}  // namespace guidang::cli
