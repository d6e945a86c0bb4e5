// SPDX-License-Identifier: Apache-2.0
/// \file
/// Explanations of rules, score sentences, words of the score and exit statuses, as text; schemas/rules.md comes from
/// the same source.
#pragma once

#include <string>
#include <string_view>

#include "guidang/base/message.hpp"
#include "guidang/base/result.hpp"

namespace guidang {

/// Returns the explanation of `word`: a rule ("coverage/missing-slot"), a group of rules ("coverage"), a kind of score
/// sentence ("per-missing-event"), a score sentence itself, "sentences", a word of the score as it is printed or as
/// JSON has it ("未到期", "not_due"), "states", an exit status ("2") or "exits". A rule may also be named by its title.
/// An empty word lists everything that can be explained. Errors: not_found, with the nearest word.
[[nodiscard]] Result<std::string> explain(std::string_view word, const Catalogue& catalogue);

/// Returns schemas/rules.md: every rule by group with severity, clause, meaning and remedy in both languages.
[[nodiscard]] std::string rules_page(const Catalogue& zh, const Catalogue& en);

}  // namespace guidang
