// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/init.hpp"

#include <ostream>

#include "commands.hpp"

namespace guidang::cli {

Result<Exit> execute(const InitOptions& options, const Context& context) {
  const auto made = init_archive(options.index, options.folder, context.catalogue);
  if (!made) return fail(made.error());
  context.environment.out << context.catalogue.text({"init/done",
                                                     {{"folder", options.folder.empty() ? "." : options.folder},
                                                      {"leaves", std::int64_t{made->leaf_folders}},
                                                      {"files", made->files}}})
                          << '\n';
  return Exit::ok;
}

}  // namespace guidang::cli
