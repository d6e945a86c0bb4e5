// SPDX-License-Identifier: Apache-2.0
/// \file
/// An index as people read it.
#pragma once

#include <string>
#include <vector>

#include "guidang/index/index.hpp"
#include "guidang/render/text.hpp"

namespace guidang {

/// Returns the index as a tree of items with points, requirements and sentences, in the catalogue's language; with
/// `codes` only those items and what they hold. Lines keep to 80 cells, or to the style's width if that is less.
/// Errors: not_found (a code, with the one most like it).
[[nodiscard]] Result<std::string> render_index(const Index& index,
                                               const std::vector<std::string>& codes,
                                               const Catalogue& catalogue,
                                               const TextStyle& style);

/// Breaks `text` into lines of at most `width` cells: at blanks, else behind a wide character; further lines begin
/// with `indent` blanks. Each ends in a newline.
[[nodiscard]] std::string wrapped(const std::string& text, int width, int indent);

}  // namespace guidang
