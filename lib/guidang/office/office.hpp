// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whether a document or an archive opens: PDF, OFD, office documents new and old, zips.
#pragma once

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::office {

/// Looks into a document or zip whose format is known (`found.format`): fills in condition, fault, part and document.
/// Formats that nothing here opens stay unexamined. Hostile content is a fault, never an error.
///
/// Errors:  io, changed (from `source`).
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<void> examine(fs::Source& source, media::Examination& found);

}  // namespace guidang::office
