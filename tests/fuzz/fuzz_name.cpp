// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/evidence/inventory.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view name(reinterpret_cast<const char*>(data), size);
  const auto stated = guidang::date_in_name(name);
  if (stated &&
      (!stated->ok() || stated->year() < std::chrono::year(1949) || stated->year() > std::chrono::year(2100))) {
    std::abort();
  }
  const auto saved = guidang::saved_in_name(name);
  if (saved && !guidang::media::day_of(*saved, 0)) std::abort();
  return 0;
}
