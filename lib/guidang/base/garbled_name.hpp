// SPDX-License-Identifier: Apache-2.0
/// \file
/// Names whose Chinese was read in a wrong encoding on the way (乱码).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guidang {

/// Returns what a garbled file name was probably called; empty if it is garbled for certain but nothing can be made of
/// it (U+FFFD in it); nothing if it looks like a name that somebody wrote.
///
/// Undone are GBK read as Windows-1252 or as DOS's code page 437 ("ÎÄ¼þ", "╬─╝■"), UTF-8 read as one of these or as GBK
/// ("æ–‡ä»¶", "鏂囦欢"), and GBK that was not converted at all. To be taken for garbled all of a name's foreign
/// characters must turn, whole, into at least two Chinese ones, common ones where GBK is assumed: names in European
/// languages do not.
/// Cost: linear.
[[nodiscard]] std::optional<std::string> ungarbled(std::string_view name);

}  // namespace guidang
