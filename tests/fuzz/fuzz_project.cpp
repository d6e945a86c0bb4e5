// SPDX-License-Identifier: Apache-2.0
// Any bytes: parse_project() ends with settings whose paths stay inside, or with faults that lie in the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/project/project.hpp"

using namespace guidang;

namespace {

/// Stops the fuzzer where a promise is broken; assert() would be silent in release builds.
void demand(bool kept) {
  if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const auto project = parse_project({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!project) {
    for (const auto& fault : project.error().faults) demand(fault.where.line >= 1 && fault.where.column >= 1);
    return 0;
  }
  demand(!project->unit.empty() && !project->indexes.empty() && !project->copies.empty());
  for (const auto& reference : project->indexes) demand(RelPath::parse(reference.file.text()).has_value());
  return 0;
}
