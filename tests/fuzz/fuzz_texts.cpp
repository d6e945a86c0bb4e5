// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "guidang/base/text.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/texts/html_text.hpp"
#include "guidang/texts/rtf_text.hpp"
#include "guidang/texts/texts.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using namespace guidang;

/// Nothing of a number but its ends may leave.
bool is_masked(const std::string& shown, std::uint32_t count, std::size_t length, std::size_t stars) {
  if (count == 0) return shown.empty();
  return shown.size() == length && static_cast<std::size_t>(std::ranges::count(shown, '*')) == stars;
}

void check(const media::Text& text) {
  if (!is_masked(text.first_id_number, text.id_numbers, 18, 8)) std::abort();
  if (!is_masked(text.first_phone_number, text.phone_numbers, 11, 4)) std::abort();
}

}  // namespace

/// The bytes as a document of the format that their content shows, and as each sort of text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto path = RelPath::parse("x").value();
  fs::MemoryTree tree;
  tree.put(path, bytes);
  const texts::Questions questions{.words = {"志愿者", "a4", "\xff"}, .pdftotext = {}};
  for (const char* const format : {"", "docx", "pptx", "xlsx", "odt", "ofd", "html", "rtf", "csv"}) {
    const auto source = tree.open(path).value();
    media::Examination found;
    found.format = *format == '\0' ? media::identify(*source).value() : media::find_format(format);
    if (!texts::examine(*source, questions, found)) std::abort();  // content is never an error
    if (found.text) check(*found.text);
  }
  check(texts::judge(bytes, questions));
  const bool is_text = !first_invalid_utf8(bytes);
  if (is_text && first_invalid_utf8(texts::html_text(bytes))) std::abort();
  if (first_invalid_utf8(texts::rtf_text(bytes))) std::abort();
  return 0;
}
