// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whether a document or an archive opens: PDF, OFD, office documents new and old, zips.
#pragma once

#include <string>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::office {

/// Looks into a document or zip whose format is known (`found.format`): fills in condition, fault, part and document.
/// Formats that nothing here opens (7z, gz, rar, tar) stay unexamined. Hostile content is a fault, never an error.
/// What is looked at of each format is in schemas/evidence.md, 2.1.
///
/// Limits:  see Package (package.hpp), PdfInput (pdf_input.hpp); texts and parts of documents to 64 MiB; 200 pictures
///          in a document. What unpacks to more is abandoned with Fault::too_large, a PDF that keeps its reader busy
///          with Fault::too_slow. What a PDF draws is looked at up to 32 MiB unpacked a stream and 64 MiB a JPEG, 256
///          MiB together of either; the rest is taken as it is.
/// Errors:  io, changed (from `source`); unsupported (pictures in documents, as media::identify()).
/// Cost:    reads a zip and all it holds once; of a PDF its tables, its pages and the pictures and forms they draw;
///          of an OLE document its tables; a text as a whole.
/// Threads: may run concurrently on different sources.
[[nodiscard]] Result<void> examine(fs::Source& source, media::Examination& found);

/// Returns name and version of qpdf.
[[nodiscard]] std::string libraries();

}  // namespace guidang::office
