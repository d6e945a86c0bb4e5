// SPDX-License-Identifier: Apache-2.0
/// \file
/// From errno to Error, in one place.
#pragma once

#include <string>
#include <string_view>

#include "guidang/base/error.hpp"

namespace guidang::fs {

/// Makes an Error of the catalogue entry `id` with the arguments `path` and `reason`. The reason is a Term such as
/// "errno/ENOSPC" where the catalogue has one, so that a clerk reads it in her language. ENOENT and ENOTDIR become
/// not_found, EEXIST exists, EWOULDBLOCK locked; the rest is io.
[[nodiscard]] Error system_error(std::string_view id, std::string_view path, int error_number);

}  // namespace guidang::fs
