// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "guidang/media/format.hpp"
#include "guidang/office/office.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Looks into any document or archive: content is never an error, and what was found survives its coding.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto path = guidang::RelPath::parse("x").value();
  guidang::fs::MemoryTree tree;
  // reinterpret_cast: bytes to chars, which may alias anything.
  tree.put(path, std::string(reinterpret_cast<const char*>(data), size));
  const auto source = tree.open(path);
  const auto format = guidang::media::identify(**source);
  if (!format) std::abort();
  guidang::media::Examination found;
  found.format = *format;
  if (!guidang::office::examine(**source, found)) std::abort();
  if (guidang::media::decode(guidang::media::encode(found)) != found) std::abort();
  const bool sound =
      found.condition == guidang::media::Condition::whole || found.condition == guidang::media::Condition::unexamined;
  if (sound != (found.fault == guidang::media::Fault::none)) std::abort();
  return 0;
}
