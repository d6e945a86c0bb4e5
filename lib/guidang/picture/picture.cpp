// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/picture.hpp"

#include <cstddef>

#include "guidang/media/bytes.hpp"
#include "guidang/picture/exif.hpp"

namespace guidang::picture {

Result<void> examine(fs::Source& source, media::Examination& found) {
  constexpr std::size_t k_head_bytes = std::size_t{1} << 18U;
  const auto head = media::read_bytes(source, 0, k_head_bytes);
  if (!head) return fail(head.error());
  if (found.format->name == "jpeg" || found.format->name == "heic") found.captured = capture_moment(*head);
  return {};
}

}  // namespace guidang::picture
