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

namespace guidang::texts {

/// What a run of pdftotext may use; beyond it the run is ended and the PDF has no text here.
struct PdfLimits {
  std::chrono::milliseconds time = std::chrono::seconds(10);  ///< On the wall; processor time is the same.
  std::uint64_t memory_bytes = std::uint64_t{1} << 30U;       ///< Address space.
};

/// Returns the path of poppler's pdftotext, or "" where it is not installed. Looked for where systems put it and
/// nowhere else: a PATH may lead to a stranger's program.
[[nodiscard]] std::string find_pdftotext();

/// Returns the text of a PDF in reading order as UTF-8, the first k_most_text_bytes of it; nothing where `program` is
/// not there, fails, or needs more than its limits.
///
/// The program is started by itself, without a shell and without an environment; it gets the open file and no other one
/// of ours. A PDF that is not a file on disk is copied to memory first, up to 64 MiB.
/// Errors: io, changed (from `source`, where it is copied).
/// Cost:   a process, some 10 ms and more.
[[nodiscard]] Result<std::optional<std::string>> pdf_text(fs::Source& source,
                                                          const std::string& program,
                                                          const PdfLimits& limits = {});

}  // namespace guidang::texts
