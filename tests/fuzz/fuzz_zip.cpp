// SPDX-License-Identifier: Apache-2.0
// A zip that is the input: opened, listed, read to the end.
#include <cstddef>
#include <cstdint>
#include <string>

#include "guidang/zip/reader.hpp"
#include "support/zips.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  guidang::zip::Limits limits;
  limits.total_bytes = std::uint64_t{1} << 24;
  // reinterpret_cast: bytes to chars, which may alias anything.
  const auto tree = guidang::test::open_zip(std::string(reinterpret_cast<const char*>(data), size), limits);
  if (!tree) return 0;
  const auto listing = (*tree)->list({});
  if (!listing) return 0;
  for (const auto& entry : listing->entries) {
    if (entry.kind == guidang::fs::EntryKind::file) {
      (void)guidang::fs::read_file(**tree, entry.path, limits.total_bytes).has_value();
    }
  }
  return 0;
}
