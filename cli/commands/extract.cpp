// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "commands.hpp"
#include "guidang/jobs/extract_bundle.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

Result<Extracted> extracted(const ExtractOptions& options, const Context& context) {
  Progress progress(options.common, context);
  return extract_bundle(options.bundle,
                        options.folder,
                        {.cancelled = context.environment.cancelled, .progress = progress.show("progress/extracting")});
}

}  // namespace

Result<Exit> execute(const ExtractOptions& options, const Context& context) {
  const auto done = extracted(options, context);
  if (!done) return fail(done.error());
  context.environment.out << context.catalogue.text(
                                 {done->tags > 0 ? "extract/done-bag" : "extract/done",
                                  {{"files", done->files}, {"tags", done->tags}, {"folder", options.folder}}})
                          << '\n';
  if (done->guessed_names > 0) {
    context.environment.out << context.catalogue.text({"extract/guessed-names", {{"count", done->guessed_names}}})
                            << '\n';
  }
  return Exit::ok;
}

}  // namespace guidang::cli
