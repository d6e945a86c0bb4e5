// SPDX-License-Identifier: Apache-2.0
/// \file
/// The figures that sentences speak of (指标数据).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/score/effect.hpp"

namespace guidang {

/// A figure of a leaf under one assumption.
struct Figure {
  std::optional<Exact> value;        ///< None: not known yet.
  bool grows = false;                ///< It counts proofs of a slot of which more may come.
  bool reported = false;             ///< Somebody or something settles it: a fact, a proof, the archive itself.
  std::vector<std::string> lacking;  ///< Names of the facts that are missing.
};

/// Finds a figure by its name (compared after folding), in this order:
///
/// 1. a measure of the leaf (数据), if both its operands are known, or its denominator is 0 and it says 分母为零;
/// 2. a fact of the leaf; 3. a slot of the leaf (also by a synonym): how many proofs or pairs count; 4. a built-in
/// figure; 5. a fact of the whole unit.
///
/// Operands of a measure are looked up by 2 to 5. Nothing found, or a denominator of 0 without 分母为零: not known.
[[nodiscard]] Figure figure_of(const LeafCase& leaf_case, std::string_view name);

}  // namespace guidang
