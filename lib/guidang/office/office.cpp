// SPDX-License-Identifier: Apache-2.0
#include "guidang/office/office.hpp"

namespace guidang::office {

Result<void> examine(fs::Source& /*source*/, media::Examination& /*found*/) {
  return {};
}

}  // namespace guidang::office
