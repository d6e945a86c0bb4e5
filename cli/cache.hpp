// SPDX-License-Identifier: Apache-2.0
/// \file
/// The cache that a command uses.
#pragma once

#include <memory>
#include <optional>

#include "commands.hpp"
#include "guidang/evidence/cache.hpp"
#include "guidang/jobs/archive.hpp"

namespace guidang::cli {

/// Returns where what earlier runs found is kept for an archive folder: below $XDG_CACHE_HOME, else ~/.cache. None with
/// --no-cache, and where the environment names no absolute folder: nothing is said about that.
[[nodiscard]] std::optional<CacheSettings> cache_settings(const Archive& archive,
                                                          const CommonOptions& options,
                                                          const Context& context);

/// Returns the cache of the archive folder there, or null.
[[nodiscard]] std::unique_ptr<EvidenceCache> cache_of(const Archive& archive,
                                                      const CommonOptions& options,
                                                      const Context& context);

/// Says on stderr what was wrong with the cache, unless --quiet; `cache` may be null.
void tell_notes(const EvidenceCache* cache, const CommonOptions& options, const Context& context);

}  // namespace guidang::cli
