// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <utility>

#include "cache.hpp"
#include "catalogue.hpp"
#include "commands.hpp"
#include "guidang/base/text.hpp"
#include "guidang/jobs/bundle_archive.hpp"
#include "guidang/jobs/questions.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace guidang::cli {
namespace {

void print(const Bundled& bundled, const Context& context) {
  auto& out = context.environment.out;
  const auto say = [&](const char* id, std::vector<Argument> arguments) {
    out << context.catalogue.text({id, std::move(arguments)}) << '\n';
  };
  for (const auto& copy : bundled.result.copies) {
    const auto& receipt = copy.receipt;
    say(copy.state == CopyState::up_to_date ? "bundle/copy-up-to-date" : "bundle/copy-built",
        {{"name", receipt.copy.name},
         {"number", std::int64_t{receipt.number}},
         {"count", std::int64_t{receipt.count}},
         {"path", copy.path},
         {"size", size_text(receipt.size_bytes)},
         {"keeper", receipt.copy.keeper},
         {"read_back", Term{"read-back/" + std::string(fs::to_string(receipt.read_back))}}});
  }
  for (const auto& renamed : bundled.result.renamed) {
    say("bundle/renamed", {{"from", renamed.path.text()}, {"to", renamed.bundle_path}});
  }
  const auto counts = count_severities(bundled.report.findings);
  say("bundle/contents",
      {{"files", bundled.report.extent.files},
       {"size", size_text(bundled.report.extent.bytes)},
       {"errors", std::int64_t{counts.errors}},
       {"warnings", std::int64_t{counts.warnings}},
       {"date", to_string(*bundled.report.subject.as_of)}});
}

}  // namespace

Result<Exit> execute(const BundleOptions& options, const Context& context) {
  const auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive) return fail(archive.error());
  BundleJob job;
  job.targets = {options.out, options.copies};
  job.packer = std::string("guidang ") + GUIDANG_VERSION;
  const auto documents = make_catalogue(archive->project.language);
  const auto cache = cache_of(*archive, options.common, context);
  const auto bundled = [&]() -> Result<Bundled> {
    Progress reading(options.common, context);
    Progress packing(options.common, context);
    auto inventory = inventory_options(options.common, questions_of(*archive), reading, context);
    if (!inventory) return fail(std::move(inventory).error());
    job.options = *std::move(inventory);
    job.options.cache = cache.get();
    job.packing_progress = packing.show("progress/packing");
    return bundle_archive(*archive, job, *documents);
  }();
  tell_notes(cache.get(), options.common, context);
  if (!bundled) return fail(bundled.error());
  print(*bundled, context);
  const bool errors = count_severities(bundled->report.findings).errors > 0;
  return options.strict && errors ? Exit::findings : Exit::ok;
}

}  // namespace guidang::cli
