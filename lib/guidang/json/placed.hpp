// SPDX-License-Identifier: Apache-2.0
/// \file
/// JSON with the place of every name and value, for texts whose faults are told with line and column.
#pragma once

#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang::json {

/// Reads JSON text as the tree that YAML has: a text is a quoted scalar, a number, `true` and `false` are plain ones in
/// their own spelling, null is null. Strict: what parse() refuses is refused, and nothing that is YAML only is read.
///
/// Errors: those of parse(), and its limits.
/// Cost:   linear in `text`.
[[nodiscard]] Result<yaml::Node> parse_placed(std::string_view text, std::string_view name);

}  // namespace guidang::json
