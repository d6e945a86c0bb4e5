// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to recording/: the frames of sound that MP3 and AAC files are made of.
#pragma once

#include <cstdint>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/recording/end.hpp"

namespace guidang::recording {

/// An MP3 of most encoders has a first frame without sound (Xing, Info) that says how many bytes there are. With fewer
/// it is cut off if its last frame is not all there, too: programs that cut by whole frames leave the first one as it
/// was. Of MP3s without such a frame nothing is said.
/// Limits: 1,000,000 frames. Errors: io. Standard: ISO/IEC 11172-3, 2.4.
[[nodiscard]] Result<Verdict> mp3_end(fs::Source& source);

/// Returns how long an AAC in ADTS frames is, by their number; 0 if it is no unbroken row of frames of one rate.
/// Limits: 4,000,000 frames, about a day; longer ones are 0. Errors: io. Standard: ISO/IEC 13818-7, 6.2.
[[nodiscard]] Result<std::uint64_t> aac_duration_ms(fs::Source& source);

}  // namespace guidang::recording
