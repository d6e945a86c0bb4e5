// SPDX-License-Identifier: Apache-2.0
#include "cache.hpp"

#include <optional>
#include <ostream>
#include <string>

#include "guidang/fs/folder.hpp"
#include "guidang/jobs/questions.hpp"
#include "guidang/probe/examiner.hpp"
#include "output.hpp"

namespace guidang::cli {
namespace {

/// The folder for caches after the XDG base directory specification, which has relative paths ignored.
std::optional<std::string> cache_folder(const Environment& environment) {
  const auto absolute = [&environment](const char* name) -> std::optional<std::string> {
    auto value = environment.variable(name);
    return value && value->starts_with('/') ? std::move(value) : std::nullopt;
  };
  if (const auto caches = absolute("XDG_CACHE_HOME")) return *caches + "/guidang";
  if (const auto home = absolute("HOME")) return *home + "/.cache/guidang";
  return std::nullopt;
}

/// Everything that what is found out about a file depends on, but for the file and the questions.
std::string program_of(const Archive& archive, const Context& context) {
  return std::string("guidang ") + GUIDANG_VERSION + " " + context.environment.build + ", " +
         probe::tools(find_probe(context).value_or(""), questions_of(archive).pdftotext);
}

}  // namespace

std::optional<CacheSettings> cache_settings(const Archive& archive,
                                            const CommonOptions& options,
                                            const Context& context) {
  constexpr std::int64_t k_second_ns = 1'000'000'000;
  if (options.no_cache) return std::nullopt;
  auto folder = cache_folder(context.environment);
  auto path = fs::absolute_path(archive.folder);
  if (!folder || !path) return std::nullopt;
  return CacheSettings{.folder = *std::move(folder),
                       .archive = *std::move(path),
                       .program = program_of(archive, context),
                       .now_ns = context.environment.now_utc * k_second_ns};
}

std::unique_ptr<EvidenceCache> cache_of(const Archive& archive, const CommonOptions& options, const Context& context) {
  auto settings = cache_settings(archive, options, context);
  return settings ? std::make_unique<EvidenceCache>(*std::move(settings)) : nullptr;
}

void tell_notes(const EvidenceCache* cache, const CommonOptions& options, const Context& context) {
  if (cache == nullptr || options.quiet) return;
  for (const auto& note : cache->notes()) {
    context.environment.err << "guidang: " << context.catalogue.text(note) << '\n';
  }
}

}  // namespace guidang::cli
