// SPDX-License-Identifier: Apache-2.0
#include "guidang/office/office.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "guidang/media/bytes.hpp"
#include "guidang/office/looks.hpp"

namespace guidang::office {
namespace {

using Look = Result<void> (*)(fs::Source&, media::Examination&);

struct Row {
  std::string_view format;
  Look look;
};

constexpr std::array k_looks = {
    Row{"csv", examine_text},
    Row{"docx", examine_ooxml},
    Row{"html", examine_text},
    Row{"json", examine_text},
    Row{"md", examine_text},
    Row{"odp", examine_open_document},
    Row{"ods", examine_open_document},
    Row{"odt", examine_open_document},
    Row{"ofd", examine_ofd},
    Row{"pdf", examine_pdf},
    Row{"pptx", examine_ooxml},
    Row{"rtf", examine_text},
    Row{"txt", examine_text},
    Row{"xlsx", examine_ooxml},
    Row{"xml", examine_text},
    Row{"yaml", examine_text},
    Row{"zip", examine_zip},
};

}  // namespace

Result<void> examine(fs::Source& source, media::Examination& found) {
  const auto head = media::read_bytes(source, 0, 8);
  if (!head) return fail(head.error());
  // By content first: a DOCX with a password is an OLE document, whatever its name.
  if (*head == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") return examine_ole(source, found);
  const auto* const row = std::ranges::find(k_looks, found.format->name, &Row::format);
  return row == k_looks.end() ? Result<void>() : row->look(source, found);
}

}  // namespace guidang::office
