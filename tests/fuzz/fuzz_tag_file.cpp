// SPDX-License-Identifier: Apache-2.0
// bagit.txt, and bag-info.txt in every encoding: the first byte chooses which.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/tag_files.hpp"
#include "guidang/base/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 7> k_encodings{
      "UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030"};
  if (size == 0) return 0;
  const auto encoding = k_encodings[data[0] % k_encodings.size()];
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto declared = guidang::bag::parse_declaration(bytes);
  if (declared.declaration.has_value() != declared.problem.empty()) std::abort();
  const auto text = guidang::bag::decoded(bytes, encoding);
  if (!text) return 0;
  if (guidang::first_invalid_utf8(*text)) std::abort();
  const auto info = guidang::bag::parse_info(*text);
  if (info.tags.size() != info.lines.size()) std::abort();
  const auto written = guidang::bag_info_text(info.tags);
  if (guidang::bag_info_text(guidang::parse_bag_info(written)) != written) std::abort();
  return 0;
}
