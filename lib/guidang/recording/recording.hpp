// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a film or a sound recording is like, and whether it is whole; the only door to libmediainfo.
#pragma once

#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::recording {

/// Looks into a recording whose format is known (`found.format`): fills in condition, fault, captured and recording.
/// It is whole if the end that it states is there, and stays unexamined if it states none. Hostile content is a fault,
/// never an error.
///
/// Errors:  io, changed (from `source`).
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<void> examine(fs::Source& source, media::Examination& found);

/// Returns name and version of libmediainfo.
[[nodiscard]] std::string libraries();

}  // namespace guidang::recording
