// SPDX-License-Identifier: Apache-2.0
// Any bytes: parse_index() ends with an index or with faults that lie in the text, and an index survives its canonical
// form.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/index/index.hpp"

using namespace guidang;

namespace {

/// Stops the fuzzer where a promise is broken; assert() would be silent in release builds.
void demand(bool kept) {
  if (!kept) std::abort();
}

void check_faults(const Error& error) {
  for (const auto& fault : error.faults) {
    demand(!fault.message.id.empty() && fault.length >= 1 && fault.where.line >= 1 && fault.where.column >= 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const auto index = parse_index({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!index) {
    check_faults(index.error());
    return 0;
  }
  const auto text = canonical_text(*index);
  const auto again = parse_index(text, "canonical");
  demand(again.has_value());
  demand(canonical_text(*again) == text && again->digest == index->digest);
  return 0;
}
