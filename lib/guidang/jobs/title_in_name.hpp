// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to jobs/: what a file name says a file is.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace guidang {

/// Returns a title for the file called `name`: without extension, days, one of `codes` at the front, and serial numbers
/// at either end ("Ⅲ-3 20261012 第一次会议记录(2).docx" is "第一次会议记录"). Empty where nothing that says something
/// is left: names that cameras and chat programs give, numbers alone, names that are not UTF-8.
[[nodiscard]] std::string title_in_name(std::string_view name, std::span<const std::string> codes);

}  // namespace guidang
