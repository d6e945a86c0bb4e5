// SPDX-License-Identifier: Apache-2.0
// One of the doors to qpdf. Standard: ISO 32000-1.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <qpdf/JSON.hh>  // QPDF.hh keeps vectors of it, and only declares it
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>

#include "guidang/media/bytes.hpp"
#include "guidang/office/looks.hpp"
#include "guidang/office/pdf_input.hpp"

namespace guidang::office {
namespace {

using media::Condition;
using media::Fault;

/// Where the file ends, if it has its end.
struct End {
  std::uint64_t size_bytes = 0;  // up to the last "%%EOF"
  bool cut_off = false;
};

/// What follows the last end mark is the beginning of an update that was cut off, and not something that a mail or web
/// program appended.
bool is_update(std::string_view rest) {
  const auto first = rest.find_first_not_of(std::string_view("\0\t\n\f\r ", 6));
  if (first == std::string_view::npos) return false;
  rest.remove_prefix(first);
  return (rest.front() >= '0' && rest.front() <= '9') || rest.find(" obj") != std::string_view::npos ||
         rest.starts_with("xref") || rest.starts_with("trailer") || rest.starts_with("startxref");
}

/// The number behind the last "startxref" of `text`; none if there is none.
std::optional<std::uint64_t> table_place(std::string_view text) {
  constexpr std::string_view k_word = "startxref";
  const auto at = text.rfind(k_word);
  if (at == std::string_view::npos) return std::nullopt;
  std::uint64_t place = 0;
  bool any = false;
  for (const char c : text.substr(at + k_word.size())) {
    if (c >= '0' && c <= '9') {
      place = std::min<std::uint64_t>(place * 10 + static_cast<std::uint64_t>(c - '0'), std::uint64_t{1} << 60U);
      any = true;
    } else if (any || (c != ' ' && c != '\r' && c != '\n' && c != '\t')) {
      break;
    }
  }
  return any ? std::optional(place) : std::nullopt;
}

/// A PDF ends with "startxref", a place, "%%EOF" (7.5.5); readers look for it in the last 1,024 bytes, here in 64 KiB.
Result<End> end_of_pdf(fs::Source& source) {
  constexpr std::uint64_t k_tail_bytes = std::uint64_t{64} << 10U;
  constexpr std::string_view k_mark = "%%EOF";
  const auto size = source.size_bytes();
  const auto tail_bytes = std::min(size, k_tail_bytes);
  const auto tail = media::read_bytes(source, size - tail_bytes, static_cast<std::size_t>(tail_bytes));
  if (!tail) return fail(tail.error());
  const auto at = tail->rfind(k_mark);
  if (at == std::string::npos) return End{.size_bytes = size, .cut_off = true};
  const auto end = at + k_mark.size();
  End found{.size_bytes = size - tail_bytes + end, .cut_off = is_update(std::string_view(*tail).substr(end))};
  const auto place = table_place(std::string_view(*tail).substr(0, at));
  found.cut_off = found.cut_off || (place && *place >= found.size_bytes);
  return found;
}

/// Counts what a stream unpacks to, and stops at the limit.
class Counter final : public Pipeline {
 public:
  explicit Counter(std::uint64_t& rest_bytes) : Pipeline("count", nullptr), rest_bytes_(rest_bytes) {}

  void write(unsigned char const* /*data*/, size_t length) override {
    if (length > rest_bytes_) throw PdfStopped{};
    rest_bytes_ -= length;
  }

  void finish() override {}

 private:
  std::uint64_t& rest_bytes_;
};

/// The pages of an open PDF. Walks by itself: qpdf's own walk goes as deep as the tree does.
class Pages {
 public:
  Pages(QPDF& pdf, media::Examination& found) : pdf_(pdf), found_(found) {}

  /// Counts the pages and reads what is drawn on them; false where `found` says what is wrong.
  bool run() {
    std::vector<QPDFObjectHandle> waiting{pdf_.getRoot().getKey("/Pages")};
    std::set<QPDFObjGen> seen;
    std::uint32_t pages = 0;
    while (!waiting.empty()) {
      auto node = waiting.back();
      waiting.pop_back();
      if (!node.isDictionary()) return give_up(found_, Condition::damaged, Fault::bad_structure);
      if (node.isIndirect() && !seen.insert(node.getObjGen()).second) continue;
      auto kids = node.getKey("/Kids");
      if (kids.isArray()) {
        for (int i = kids.getArrayNItems(); i-- > 0;) waiting.push_back(kids.getArrayItem(i));
      } else {
        ++pages;
        if (!look_at_page(node)) return give_up(found_, Condition::damaged, Fault::bad_structure);
      }
    }
    found_.document.emplace().pages = pages;
    return pages > 0 || give_up(found_, Condition::damaged, Fault::no_content);
  }

 private:
  /// Returns whether what is drawn on the page is there and can be unpacked.
  bool look_at_page(QPDFObjectHandle& page) {
    auto contents = page.getKey("/Contents");
    if (!contents.isArray()) return is_sound(contents);
    for (int i = 0; i < contents.getArrayNItems(); ++i) {
      auto part = contents.getArrayItem(i);
      if (!is_sound(part)) return false;
    }
    return true;
  }

  bool is_sound(QPDFObjectHandle& contents) {
    if (!contents.isStream()) return !(contents.isNull() && contents.isIndirect() && is_listed(contents.getObjGen()));
    constexpr std::uint64_t k_most_bytes = std::uint64_t{16} << 20U;
    if (rest_bytes_ == 0) return true;
    std::uint64_t rest = std::min(rest_bytes_, k_most_bytes);
    const auto before = rest;
    Counter counter(rest);
    bool filtered = false;
    bool sound = true;
    try {
      sound = contents.pipeStreamData(&counter, &filtered, 0, qpdf_dl_generalized, true);
    } catch (const PdfStopped& stopped) {
      if (stopped.error) throw;
      rest = 0;  // more than is looked at
    }
    rest_bytes_ -= before - rest;
    return sound || !filtered;
  }

  /// Returns whether the table of objects names a place where this one should be.
  bool is_listed(QPDFObjGen object) {
    if (table_.empty()) table_ = pdf_.getXRefTable();
    return table_.contains(object);
  }

  QPDF& pdf_;
  media::Examination& found_;
  std::uint64_t rest_bytes_ = std::uint64_t{64} << 20U;
  std::map<QPDFObjGen, QPDFXRefEntry> table_;
};

void look_into(fs::Source& source, std::uint64_t size_bytes, media::Examination& found) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.setAttemptRecovery(false);
  pdf.processInputSource(std::make_shared<PdfInput>(source, size_bytes));
  if (Pages(pdf, found).run()) found.condition = Condition::whole;
}

/// Says what qpdf's complaint means for people.
void explain(const QPDFExc& complaint, media::Examination& found) {
  switch (complaint.getErrorCode()) {
    case qpdf_e_password:
    case qpdf_e_unsupported:  // a way of encrypting that qpdf does not know
      give_up(found, Condition::locked, Fault::password);
      break;
    default: give_up(found, Condition::damaged, Fault::bad_structure); break;
  }
}

}  // namespace

Result<void> examine_pdf(fs::Source& source, media::Examination& found) {
  const auto end = end_of_pdf(source);
  if (!end) return fail(end.error());
  if (end->cut_off) {
    give_up(found, Condition::truncated, Fault::cut_off);
    return {};
  }
  try {
    look_into(source, end->size_bytes, found);
  } catch (const PdfStopped& stopped) {
    if (stopped.error) return fail(*stopped.error);
    give_up(found, Condition::abandoned, Fault::too_slow);
  } catch (const QPDFExc& complaint) {
    explain(complaint, found);
  } catch (const std::bad_alloc&) {
    give_up(found, Condition::abandoned, Fault::too_large);
  } catch (const std::length_error&) {  // a size that no memory has
    give_up(found, Condition::abandoned, Fault::too_large);
  } catch (const std::exception&) {  // qpdf's assertions about what it read
    give_up(found, Condition::damaged, Fault::bad_structure);
  }
  return {};
}

}  // namespace guidang::office
