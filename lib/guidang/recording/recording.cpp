// SPDX-License-Identifier: Apache-2.0
#include "guidang/recording/recording.hpp"

namespace guidang::recording {

Result<void> examine(fs::Source& /*source*/, media::Examination& /*found*/) {
  return {};
}

}  // namespace guidang::recording
