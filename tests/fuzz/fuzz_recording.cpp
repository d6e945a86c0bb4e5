// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "guidang/fs/tree.hpp"
#include "guidang/recording/boxes.hpp"
#include "guidang/recording/end.hpp"
#include "guidang/recording/frames.hpp"
#include "guidang/recording/riff.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// The walks of ours alone; libmediainfo runs in a process of its own, for good reasons.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto path = guidang::RelPath::parse("x").value();
  guidang::fs::MemoryTree tree;
  // reinterpret_cast: bytes to chars, which may alias anything.
  tree.put(path, std::string(reinterpret_cast<const char*>(data), size));
  const auto source = tree.open(path);
  const auto boxes = guidang::recording::walk_boxes(**source);
  const auto riff = guidang::recording::riff_fault(**source);
  if (!boxes || !riff) std::abort();  // content is never an error
  for (const auto look : {guidang::recording::mp3_end,
                          guidang::recording::ogg_end,
                          guidang::recording::asf_end,
                          guidang::recording::flv_end,
                          guidang::recording::matroska_end}) {
    if (!look(**source)) std::abort();
  }
  if (!guidang::recording::aac_duration_ms(**source)) std::abort();
  if (boxes->created && !guidang::media::day_of(*boxes->created, 0)) std::abort();
  return 0;
}
