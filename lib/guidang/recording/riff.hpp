// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to recording/: the chunks that WAV and AVI files are made of.
#pragma once

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/recording/end.hpp"

namespace guidang::recording {

/// Returns cut_off if a RIFF chunk of a WAV or AVI file, or the sound data of a WAV, ends beyond the end of the file,
/// none if all end within it. A size that was never filled in (0 or all ones, as recorders write it first) says
/// nothing.
///
/// Limits: 1,000 chunks.
/// Errors: io (from `source`).
/// Standard: RIFF, Multimedia Programming Interface and Data Specifications 1.0; OpenDML AVI 1.02 (several RIFF
/// chunks).
[[nodiscard]] Result<Verdict> riff_fault(fs::Source& source);

}  // namespace guidang::recording
