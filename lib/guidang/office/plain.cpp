// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "guidang/base/encoding.hpp"
#include "guidang/media/bytes.hpp"
#include "guidang/media/text_content.hpp"
#include "guidang/office/looks.hpp"
#include "guidang/office/package.hpp"
#include "guidang/xml/xml.hpp"

namespace guidang::office {
namespace {

using media::Condition;
using media::Fault;

constexpr std::uint64_t k_text_bytes = std::uint64_t{64} << 20U;

/// Whether every group of an RTF document is closed (RTF 1.9.1: what counts are braces without a backslash).
bool is_closed_rtf(std::string_view text) {
  constexpr std::string_view k_binary = "\\bin";
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && depth > 0 && --depth == 0) return true;
    if (text[i] != '\\') continue;
    std::size_t digits = i + k_binary.size();
    if (text.substr(i).starts_with(k_binary) && digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
      std::uint64_t count = 0;
      for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
        count = std::min<std::uint64_t>(count * 10 + static_cast<std::uint64_t>(text[digits] - '0'), k_text_bytes);
      }
      i = digits + static_cast<std::size_t>(count);  // raw bytes behind one blank
    } else {
      ++i;  // the character that it stands before
    }
  }
  return false;
}

/// An XML document is well-formed or damaged; one with a document type is not looked into, nor one that is too large.
void look_at_xml(std::string_view text, media::Examination& found) {
  Ignore ignore;
  const auto walked = xml::walk(text, "", ignore);
  if (walked) return;
  found.condition = Condition::unexamined;
  const auto& faults = walked.error().faults;
  if (walked.error().code != ErrorCode::malformed || faults.empty()) return;
  if (faults.front().message.id != "xml/document-type") give_up(found, Condition::damaged, Fault::bad_structure);
}

}  // namespace

Result<void> examine_text(fs::Source& source, media::Examination& found) {
  if (source.size_bytes() == 0 || source.size_bytes() > k_text_bytes) return {};
  auto bytes = media::read_bytes(source, 0, static_cast<std::size_t>(source.size_bytes()));
  if (!bytes) return fail(std::move(bytes).error());
  if (found.format->name == "rtf") {
    if (!is_closed_rtf(*bytes)) give_up(found, Condition::truncated, Fault::cut_off);
    if (found.fault == Fault::none) found.condition = Condition::whole;
    return {};
  }
  const auto read = decoded(*bytes);
  if (read.cut_off) {
    give_up(found, Condition::truncated, Fault::cut_off);
  } else if (read.text.find('\0') != std::string::npos || (read.bad && media::has_foreign(*bytes))) {
    give_up(found, Condition::damaged, Fault::bad_structure);  // NUL: a part that never arrived
  } else if (read.bad) {
    // People can read it but for some places: a column cut within a character, an encoding that is not known here.
    give_up(found, Condition::abandoned, Fault::bad_structure);
  } else {
    found.condition = Condition::whole;
    if (found.format->name == "xml") look_at_xml(read.text, found);
  }
  return {};
}

}  // namespace guidang::office
