// SPDX-License-Identifier: Apache-2.0
/// \file
/// The text of a table in whatever encoding its program wrote.
#pragma once

#include <string>
#include <string_view>

#include "guidang/base/result.hpp"

namespace guidang::sheet {

/// Returns `bytes` as UTF-8 without a mark. Errors: malformed with one fault, where no encoding fits or a NUL stands.
[[nodiscard]] Result<std::string> decode(std::string_view bytes, std::string_view name);

}  // namespace guidang::sheet
