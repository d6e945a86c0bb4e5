// SPDX-License-Identifier: Apache-2.0
// One of the doors to libmagic.
#include "guidang/media/libraries.hpp"

#include <magic.h>

namespace guidang::media {

std::string libraries() {
  return "libmagic " + std::to_string(magic_version());
}

}  // namespace guidang::media
