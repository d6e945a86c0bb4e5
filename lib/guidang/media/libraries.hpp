// SPDX-License-Identifier: Apache-2.0
/// \file
/// What identify() is done with.
#pragma once

#include <string>

namespace guidang::media {

/// Returns name and version of libmagic.
[[nodiscard]] std::string libraries();

}  // namespace guidang::media
