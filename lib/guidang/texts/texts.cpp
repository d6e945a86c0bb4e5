// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/texts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "guidang/base/encoding.hpp"
#include "guidang/texts/figure.hpp"
#include "guidang/texts/html_text.hpp"
#include "guidang/texts/office_text.hpp"
#include "guidang/texts/package.hpp"
#include "guidang/texts/pdf_text.hpp"
#include "guidang/texts/rtf_text.hpp"
#include "guidang/texts/scan.hpp"
#include "guidang/texts/sensitive_numbers.hpp"
#include "guidang/texts/table_text.hpp"
#include "guidang/texts/words.hpp"

namespace guidang::texts {
namespace {

using MaybeText = std::optional<std::string>;

/// The beginning of a text file: whole words of its first k_most_text_bytes.
Result<std::string> beginning_of(fs::Source& source) {
  std::string bytes(std::min<std::uint64_t>(source.size_bytes(), k_most_text_bytes), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto read = source.read_at(filled, std::as_writable_bytes(std::span(bytes)).subspan(filled));
    if (!read) return fail(read.error());
    if (*read == 0) break;
    filled += *read;
  }
  bytes.resize(filled);
  GUIDANG_TRY(source.check_unchanged());
  // A character may be cut. No encoding but UTF-16, whose characters have even places, uses bytes below '0' for more
  // than ASCII.
  const bool wide = is_utf16(bytes);
  if (filled < source.size_bytes() && !wide) {
    while (!bytes.empty() && static_cast<unsigned char>(bytes.back()) >= '0') bytes.pop_back();
  }
  return bytes;
}

/// Text of a file that is text as it stands, after `shown`.
template <typename Shown>
Result<MaybeText> plain_text(fs::Source& source, const Shown& shown) {
  const auto bytes = beginning_of(source);
  if (!bytes) return fail(bytes.error());
  auto read = decoded(*bytes);
  if (read.bad || (bytes->empty() && source.size_bytes() > 0)) return std::nullopt;
  return shown(std::move(read.text));
}

/// Nothing for a document without any character: of a scan not even its length is known.
Result<MaybeText> unless_scan(Result<MaybeText> text) {
  if (text && *text && count_characters(**text) == 0) return std::nullopt;
  return text;
}

Result<MaybeText> rich_text(fs::Source& source) {
  const auto bytes = beginning_of(source);
  if (!bytes) return fail(bytes.error());
  return rtf_text(*bytes);
}

/// Notes that nobody knows what a document says, unless worse is known of it.
void leave(media::Fault fault, media::Examination& found) {
  using enum media::Condition;
  if (found.condition != whole && found.condition != unexamined) return;
  found.condition = abandoned;
  found.fault = fault;
}

Result<MaybeText> text_of_pdf(fs::Source& source, const Questions& questions, media::Examination& found) {
  auto read = pdf_text(source, questions.pdftotext);
  if (!read) return fail(std::move(read).error());
  if (read->given_up != media::Fault::none) leave(read->given_up, found);
  return std::move(read->text);
}

Result<MaybeText> text_of(fs::Source& source, const Questions& questions, media::Examination& found) {
  const auto format = found.format->name;
  if (format == "docx") return docx_text(source);
  if (format == "pptx") return pptx_text(source);
  if (format == "xlsx") return xlsx_text(source);
  if (format == "odt" || format == "ods" || format == "odp") return odf_text(source);
  if (format == "ofd") return unless_scan(ofd_text(source));
  if (format == "pdf") return unless_scan(text_of_pdf(source, questions, found));
  if (format == "rtf") return rich_text(source);
  if (format == "html") return plain_text(source, html_text);
  if (format == "csv") return plain_text(source, csv_text);
  if (format == "txt" || format == "md" || format == "json" || format == "yaml") {
    return plain_text(source, [](std::string text) { return text; });
  }
  return std::nullopt;
}

}  // namespace

media::Text judge(std::string_view text, const Questions& questions) {
  auto numbers = find_sensitive_numbers(text);
  return {.characters = count_characters(text),
          .found_words = find_words(text, questions.words),
          .has_figure = has_figure(text),
          .id_numbers = numbers.id_numbers,
          .first_id_number = std::move(numbers.first_id_number),
          .phone_numbers = numbers.phone_numbers,
          .first_phone_number = std::move(numbers.first_phone_number)};
}

Result<void> examine(fs::Source& source, const Questions& questions, media::Examination& found) {
  const auto text = text_of(source, questions, found);
  if (!text) {
    const auto& error = text.error();
    if (fs::is_about_reading(error)) return fail(error);
    leave(error.code == ErrorCode::limit ? media::Fault::too_large : media::Fault::bad_part, found);
  } else if (*text) {
    found.text = judge(**text, questions);
  }
  return {};
}

}  // namespace guidang::texts
