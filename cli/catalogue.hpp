// SPDX-License-Identifier: Apache-2.0
/// \file
/// The words of the program: gettext catalogues that the build compiles in.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/message.hpp"

namespace guidang::cli {

/// Returns the catalogue of `language`, "zh" or "en". gettext itself is not used at run time: it needs a process-wide
/// locale that small machines have not generated.
[[nodiscard]] std::unique_ptr<Catalogue> make_catalogue(std::string_view language);

/// Returns every identifier of a catalogue with its text, sorted; for tests that hold the two languages together.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> catalogue_entries(std::string_view language);

/// Returns the language that the environment asks for: "zh" where LANGUAGE, LC_ALL, LC_MESSAGES or LANG (the first that
/// is set) begins with zh, else "en".
[[nodiscard]] std::string_view language_of(const std::vector<std::string>& variables);

}  // namespace guidang::cli
