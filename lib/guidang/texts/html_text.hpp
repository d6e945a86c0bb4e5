// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: the text of a web page.
#pragma once

#include <string>
#include <string_view>

namespace guidang::texts {

/// Returns what a page in UTF-8 shows, roughly as a browser: without tags, comments, scripts, styles, its title and
/// what else stands in <head>; references such as &nbsp; and &#20013; replaced where they are known. Tags that begin a
/// block or a cell are line ends and tabs, tags within a line are nothing. What is hidden by styles or made by scripts
/// is not known. Never fails: what is not closed goes to the end.
/// Cost: linear.
[[nodiscard]] std::string html_text(std::string_view page);

}  // namespace guidang::texts
