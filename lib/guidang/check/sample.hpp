// SPDX-License-Identifier: Apache-2.0
/// \file
/// Records that are drawn by a published seed (抽查).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/check/state.hpp"

namespace guidang {

/// Draws `count` of `records` so that anybody can draw them again: each record's SHA-256 over the seed, the character
/// U+001F and the record's name (in normal form C) is taken, and the records with the smallest digests are drawn, in
/// that order. Fewer records than `count` are all drawn. Cost: n log n.
[[nodiscard]] std::vector<std::string> draw(std::vector<std::string> records, int count, std::string_view seed);

/// How many records a leaf has drawn: by its SampleRule, else the most that a sentence asks for; 0 if none does.
[[nodiscard]] int sample_size(const Item& leaf);

/// Returns the sample of `leaf` from its `records` and the assessor's lines about them. A line speaks of
/// the record whose name its 对象 is, after folding; of several lines the one with the latest day stands, else the
/// last. `due_passed` decides whether records that do not exist are bad or open.
[[nodiscard]] SampleState sample_of(const Item& leaf,
                                    std::vector<std::string> records,
                                    const std::vector<const ResultLine*>& lines,
                                    bool due_passed);

}  // namespace guidang
