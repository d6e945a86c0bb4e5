// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: the keys and words of an index file in both languages, those that its schema has.
#pragma once

#include <string>
#include <string_view>

namespace guidang {

/// Returns a key ("window" → "期限") or a word ("photo" → "照片") in Chinese if `zh`; else, and where it has no Chinese
/// name, itself.
[[nodiscard]] std::string key_in(std::string_view key, bool zh);
[[nodiscard]] std::string word_in(std::string_view word, bool zh);

}  // namespace guidang
