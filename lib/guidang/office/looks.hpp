// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to office/: the look into each sort of file.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::office {

/// Each fills in what office::examine() says, of files whose content is of its sort. Errors: io, changed.
[[nodiscard]] Result<void> examine_pdf(fs::Source& source, media::Examination& found);
/// An OLE compound document: Word, Excel, PowerPoint, WPS, or OOXML with a password.
[[nodiscard]] Result<void> examine_ole(fs::Source& source, media::Examination& found);
/// DOCX, XLSX, PPTX.
[[nodiscard]] Result<void> examine_ooxml(fs::Source& source, media::Examination& found);
[[nodiscard]] Result<void> examine_ofd(fs::Source& source, media::Examination& found);
/// ODT, ODS, ODP.
[[nodiscard]] Result<void> examine_open_document(fs::Source& source, media::Examination& found);
[[nodiscard]] Result<void> examine_zip(fs::Source& source, media::Examination& found);
/// Plain text and what is written in it: csv, html, json, md, rtf, txt, xml, yaml.
[[nodiscard]] Result<void> examine_text(fs::Source& source, media::Examination& found);

/// Notes why a file is not whole, unless something was noted before. Returns false: the look is over.
inline bool give_up(media::Examination& found,
                    media::Condition condition,
                    media::Fault fault,
                    std::string_view part = {}) {
  if (found.fault == media::Fault::none) {
    found.condition = condition;
    found.fault = fault;
    found.part = part;
  }
  return false;
}

}  // namespace guidang::office
