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
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDF.hh>

#include "guidang/fs/view_source.hpp"
#include "guidang/media/bytes.hpp"
#include "guidang/office/looks.hpp"
#include "guidang/office/pdf_input.hpp"
#include "guidang/picture/jpeg.hpp"

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
  constexpr std::string_view k_blanks("\0\t\n\f\r ", 6);
  rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(k_blanks)));
  if (rest.empty()) return false;
  const auto begins = [&rest](std::string_view word) { return rest.starts_with(word) || word.starts_with(rest); };
  if (begins("xref") || begins("trailer") || begins("startxref")) return true;
  if (rest.front() == '0') return false;  // objects are numbered from 1; it is the end of a chunked transfer
  for (int numbers = 0; numbers < 2; ++numbers) {
    const auto digits = std::min(rest.size(), rest.find_first_not_of("0123456789"));
    if (digits == 0) return rest.empty();
    rest.remove_prefix(digits);
    if (!rest.empty() && rest.front() != ' ') return false;
    rest.remove_prefix(std::min<std::size_t>(rest.size(), 1));
  }
  return begins("obj");
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

/// Thrown through qpdf where a stream unpacks to more than is looked at.
struct Enough {};

/// Counts what a stream unpacks to, and stops at the limit.
class Counter final : public Pipeline {
 public:
  explicit Counter(std::uint64_t most_bytes) : Pipeline("count", nullptr), most_bytes_(most_bytes) {}

  void write(unsigned char const* data, size_t length) override {
    zeros_ = zeros_ && std::all_of(data, data + length, [](unsigned char byte) { return byte == 0; });
    bytes_ += std::min<std::uint64_t>(length, most_bytes_ - bytes_);
    if (bytes_ == most_bytes_) throw Enough{};
  }

  void finish() override {}

  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  /// Whether there was something, and nothing but zeros.
  [[nodiscard]] bool only_zeros() const { return bytes_ > 0 && zeros_; }

 private:
  std::uint64_t most_bytes_;
  std::uint64_t bytes_ = 0;
  bool zeros_ = true;
};

bool is_jpeg(QPDFObjectHandle& about) {
  auto filter = about.getKey("/Filter");
  if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
  return filter.isNameAndEquals("/DCTDecode");
}

/// What the pages of an open PDF draw, each object looked at once. Where a function returns false, it is not all there.
class Drawn {
 public:
  explicit Drawn(QPDF& pdf) : pdf_(pdf) {}

  /// Looks at the content of a page.
  bool look_at_contents(QPDFObjectHandle contents) {
    if (!contents.isArray()) return was_seen(contents) || is_sound(contents);
    for (int i = 0; i < contents.getArrayNItems(); ++i) {
      auto part = contents.getArrayItem(i);
      if (!was_seen(part) && !is_sound(part)) return false;
    }
    return true;
  }

  /// Looks at the pictures and forms that resources name (7.8.3), and at what those name and are masked by.
  bool look_at_resources(const QPDFObjectHandle& resources) {
    std::vector<QPDFObjectHandle> waiting;
    if (!add_named(resources, waiting)) return false;
    while (!waiting.empty()) {
      auto object = waiting.back();
      waiting.pop_back();
      if (was_seen(object)) continue;
      if (!is_sound(object)) return false;
      if (!object.isStream()) continue;
      auto about = object.getDict();
      waiting.push_back(about.getKey("/SMask"));
      waiting.push_back(about.getKey("/Mask"));
      if (!add_named(about.getKey("/Resources"), waiting)) return false;
    }
    return true;
  }

 private:
  bool add_named(QPDFObjectHandle resources, std::vector<QPDFObjectHandle>& waiting) {
    if (is_lost(resources)) return false;
    if (!resources.isDictionary() || was_seen(resources)) return true;
    auto named = resources.getKey("/XObject");
    if (is_lost(named)) return false;
    if (!named.isDictionary() || was_seen(named)) return true;
    for (const auto& [name, object] : named.getDictAsMap()) waiting.push_back(object);
    return true;
  }

  /// Notes that an object is looked at; returns whether it was before.
  bool was_seen(QPDFObjectHandle& object) { return object.isIndirect() && !seen_.insert(object.getObjGen()).second; }

  /// Returns whether the table of objects names a place for this one, where it is not.
  bool is_lost(QPDFObjectHandle& object) {
    if (!object.isNull() || !object.isIndirect()) return false;
    if (table_.empty()) table_ = pdf_.getXRefTable();
    return table_.contains(object.getObjGen());
  }

  /// Returns whether what is a stream unpacks, as far as is looked, and what is none is not lost.
  bool is_sound(QPDFObjectHandle& object) {
    constexpr std::uint64_t k_most_bytes = std::uint64_t{32} << 20U;
    if (!object.isStream()) return !is_lost(object);
    auto about = object.getDict();
    if (is_jpeg(about)) return is_sound_jpeg(object);
    if (rest_bytes_ == 0) return true;
    Counter counter(std::min(rest_bytes_, k_most_bytes));
    bool filtered = false;
    bool sound = true;
    try {
      sound = object.pipeStreamData(&counter, &filtered, 0, qpdf_dl_generalized, true);
    } catch (const Enough&) {  // the rest is taken as it is
    }
    rest_bytes_ -= counter.bytes();
    // What qpdf does not unpack (fax, JBIG2, JPEG 2000) it hands over as it is: none of these is all zeros.
    const bool packed = !filtered && !about.getKey("/Filter").isNull();
    return sound && !(packed && counter.only_zeros());
  }

  bool is_sound_jpeg(QPDFObjectHandle& stream) {
    constexpr std::uint64_t k_most_bytes = std::uint64_t{64} << 20U;
    auto length = stream.getDict().getKey("/Length");
    const auto size_bytes = length.isInteger() ? length.getUIntValue() : 0;
    if (size_bytes > std::min(rest_jpeg_bytes_, k_most_bytes)) return true;
    rest_jpeg_bytes_ -= size_bytes;
    std::string bytes;
    Pl_String pipe("jpeg", nullptr, bytes);
    if (!stream.pipeStreamData(&pipe, nullptr, 0, qpdf_dl_none, true)) return false;
    bytes += "\xff\xd9";  // an end mark, which some writers leave out
    fs::ViewSource source(bytes);
    const auto decoded = picture::decode_jpeg(source);
    if (!decoded) throw PdfStopped{decoded.error()};
    return decoded->condition != Condition::damaged && decoded->condition != Condition::truncated;
  }

  QPDF& pdf_;
  std::uint64_t rest_bytes_ = std::uint64_t{256} << 20U;
  std::uint64_t rest_jpeg_bytes_ = std::uint64_t{256} << 20U;
  std::set<QPDFObjGen> seen_;
  std::map<QPDFObjGen, QPDFXRefEntry> table_;
};

/// Counts the pages of an open PDF and looks at what they draw; false where `found` says what is wrong. Walks by
/// itself: qpdf's own walk goes as deep as the tree does.
bool look_at_pages(QPDF& pdf, media::Examination& found) {
  Drawn drawn(pdf);
  std::vector<QPDFObjectHandle> waiting{pdf.getRoot().getKey("/Pages")};
  std::set<QPDFObjGen> seen;
  std::uint32_t pages = 0;
  while (!waiting.empty()) {
    auto node = waiting.back();
    waiting.pop_back();
    if (!node.isDictionary()) return give_up(found, Condition::damaged, Fault::bad_structure);
    if (node.isIndirect() && !seen.insert(node.getObjGen()).second) continue;
    auto kids = node.getKey("/Kids");
    const bool is_page = !kids.isArray();
    for (int i = is_page ? 0 : kids.getArrayNItems(); i-- > 0;) waiting.push_back(kids.getArrayItem(i));
    if (is_page) ++pages;
    // Resources of a node are its pages' too, where they have none (7.7.3.4).
    const bool sound = (!is_page || drawn.look_at_contents(node.getKey("/Contents"))) &&
                       drawn.look_at_resources(node.getKey("/Resources"));
    if (!sound) return give_up(found, Condition::damaged, Fault::bad_structure);
  }
  found.document.emplace().pages = pages;
  return pages > 0 || give_up(found, Condition::damaged, Fault::no_content);
}

void look_into(fs::Source& source, std::uint64_t size_bytes, media::Examination& found) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.setAttemptRecovery(false);
  pdf.processInputSource(std::make_shared<PdfInput>(source, size_bytes));
  if (look_at_pages(pdf, found)) found.condition = Condition::whole;
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
