// SPDX-License-Identifier: Apache-2.0
// The first byte chooses the format, the rest is the picture: the whole look, the libraries included.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/picture/picture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array k_formats = {"jpeg", "png", "heic", "tiff", "bmp", "gif", "webp"};
  if (size == 0) return 0;
  guidang::media::Examination found;
  found.format = guidang::media::find_format(k_formats.at(data[0] % k_formats.size()));
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  if (!guidang::picture::examine_bytes(bytes, found)) std::abort();  // content is never an error
  const auto& picture = *found.picture;
  if (picture.orientation < 1 || picture.orientation > 8) std::abort();
  if (picture.camera.size() > 129 || picture.serial.size() > 64 || picture.software.size() > 64) std::abort();
  const bool faulty =
      found.condition != guidang::media::Condition::whole && found.condition != guidang::media::Condition::unexamined;
  if (faulty == (found.fault == guidang::media::Fault::none)) std::abort();
  if (picture.fingerprint && found.condition != guidang::media::Condition::whole) std::abort();
  return 0;
}
