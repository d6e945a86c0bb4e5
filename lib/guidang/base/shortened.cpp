// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/shortened.hpp"

#include "guidang/base/text.hpp"

namespace guidang {

std::string shortened(const std::string& text, int width) {
  if (display_width(text) <= width) return text;
  std::string cut;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0U) == 0x80U) ++size;
    const auto next = cut + text.substr(i, size);
    if (display_width(next) > width - 1) break;
    cut = next;
    i += size;
  }
  return cut + "…";
}

}  // namespace guidang
