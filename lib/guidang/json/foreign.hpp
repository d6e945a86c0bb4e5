// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to json/: our values as nlohmann-json's.
#pragma once

#include <nlohmann/json.hpp>

#include "guidang/json/value.hpp"

namespace guidang::json {

[[nodiscard]] nlohmann::ordered_json to_foreign(const Value& value);

}  // namespace guidang::json
