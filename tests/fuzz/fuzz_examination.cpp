// SPDX-License-Identifier: Apache-2.0
// What the helper process answers and what the cache keeps: whatever is read from bytes survives its coding.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/evidence/cache_row.hpp"
#include "guidang/media/examination.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace guidang;
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto found = media::decode(bytes); found && media::encode(*found) != bytes) std::abort();
  const auto content = cache::decode_content(bytes);
  if (!content) return 0;
  const cache::RowKey key{.stamp = {}, .size_bytes = 0, .finder = std::string(64, 'f')};
  if (cache::decode_row(cache::encode_row(key, *content), key) != content) std::abort();
  return 0;
}
