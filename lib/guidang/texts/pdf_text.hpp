// SPDX-License-Identifier: Apache-2.0
/// \file
/// The text of a PDF, by a program that may be installed beside ours.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::texts {

/// What a run of pdftotext may use; beyond it the run is ended.
struct PdfLimits {
  std::chrono::seconds processor_time = std::chrono::seconds(10);
  std::chrono::milliseconds wall_time = std::chrono::seconds(40);  ///< For one that only waits; not for a busy machine.
  std::uint64_t memory_bytes = std::uint64_t{1} << 30U;            ///< Address space.
};

/// What a PDF says.
struct PdfText {
  std::optional<std::string> text;             ///< Valid UTF-8; none where it cannot be read.
  media::Fault given_up = media::Fault::none;  ///< Why nobody knows it: another run may find a text.
};

/// Returns the path of poppler's pdftotext, or "" where it is not installed. Looked for where systems put it and
/// nowhere else: a PATH may lead to a stranger's program.
[[nodiscard]] std::string find_pdftotext();

/// Returns the text of a PDF in reading order, the first k_most_text_bytes of it, bytes that are no UTF-8 as U+FFFD.
///
/// There is none where `program` is not there or ends with an error. It is given up where the program is ended by its
/// limits (too_slow, too_large), by a signal (crashed), or cannot be started for lack of memory, processes or
/// descriptors (too_large).
///
/// The program is started by itself, without a shell and without an environment; it gets the open file and no other one
/// of ours. A PDF that is not a file on disk is copied to memory first, up to 64 MiB (too_large).
/// Errors: io, changed (from `source`, where it is copied).
/// Cost:   a process, some 10 ms and more.
[[nodiscard]] Result<PdfText> pdf_text(fs::Source& source, const std::string& program, const PdfLimits& limits = {});

}  // namespace guidang::texts
