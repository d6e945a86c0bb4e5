// SPDX-License-Identifier: Apache-2.0
/// \file
/// What must be looked for in the texts of a pool, so that it can be judged.
#pragma once

#include "guidang/index/index.hpp"
#include "guidang/jobs/archive.hpp"
#include "guidang/texts/texts.hpp"

namespace guidang {

/// Returns the words that the slots of all indexes over the archive's pool ask for (必含), sorted, each once, and the
/// place of pdftotext on this machine. To be asked of every examiner of the archive's inventory.
[[nodiscard]] texts::Questions questions_of(const Archive& archive);

/// The same of two indexes that are compared.
[[nodiscard]] texts::Questions questions_of(const Index& before, const Index& after);

}  // namespace guidang
