// SPDX-License-Identifier: Apache-2.0
/// \file
/// Text within XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace guidang {

/// Returns one line of text for between tags: &, < and > spelt out, and what would turn or hide other text (and what
/// XML 1.0 cannot hold) made visible, as escaped() does.
[[nodiscard]] std::string markup_text(std::string_view text);

/// The same for between quotes: " and ' too.
[[nodiscard]] std::string markup_value(std::string_view text);

}  // namespace guidang
