// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/index/sentence.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const auto sentence = guidang::parse_sentence({reinterpret_cast<const char*>(data), size});
  if (!sentence) return 0;
  for (const std::string_view language : {"zh", "en"}) {
    const auto again = guidang::parse_sentence(guidang::print_sentence(*sentence, language));
    if (!again || !(*again == *sentence)) std::abort();
  }
  return 0;
}
