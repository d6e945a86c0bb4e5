// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to recording/: whether the end of a recording is there, as far as its format says.
#pragma once

#include <optional>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::recording {

/// What a file says about its end: Fault::none if the end it states is there, cut_off or bad_structure if not; nothing
/// if it states none, or nothing that is sure.
using Verdict = std::optional<media::Fault>;

/// An Ogg ends with a page that says it is the last one. One without that mark may be a sound recording of a broadcast;
/// one whose last page is not all there is cut off. Reads the last 64 KiB.
/// Errors: io. Standard: RFC 3533, section 6.
[[nodiscard]] Result<Verdict> ogg_end(fs::Source& source);

/// A WMV or WMA says how long its data is, unless it is a broadcast's. It is not cut off where only the size of the
/// whole file is less than it says: programs that change titles forget that one. Limits: 1,000 objects of its header.
/// Errors: io. Standard: Advanced Systems Format 1.20.03, sections 3.2 and 5.1.
[[nodiscard]] Result<Verdict> asf_end(fs::Source& source);

/// An FLV ends with the size of its last tag. Where it does not, its tags are followed from the first one: if the last
/// one ends behind the end of the file, it is cut off.
/// Limits: 1,000,000 tags. Errors: io. Standard: Adobe Flash Video File Format 10.1, annex E.
[[nodiscard]] Result<Verdict> flv_end(fs::Source& source);

/// A Matroska or WebM says how long its segment is, unless it is a broadcast's.
/// Errors: io. Standard: RFC 8794, sections 4 and 6.2; RFC 9559, section 5.1.
[[nodiscard]] Result<Verdict> matroska_end(fs::Source& source);

}  // namespace guidang::recording
