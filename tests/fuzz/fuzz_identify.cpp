// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "guidang/media/format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto path = guidang::RelPath::parse("x").value();
  guidang::fs::MemoryTree tree;
  // reinterpret_cast: bytes to chars, which may alias anything.
  tree.put(path, std::string(reinterpret_cast<const char*>(data), size));
  const auto source = tree.open(path);
  const auto found = guidang::media::identify(**source);
  if (!found || *found == nullptr) std::abort();  // content is never an error
  return 0;
}
