// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "guidang/media/bytes.hpp"
#include "guidang/media/container.hpp"

namespace guidang::media {
namespace {

constexpr std::uint64_t k_end_bytes = 22;                // the end record without its comment
constexpr std::uint64_t k_tail_bytes = 65535 + 22 + 20;  // the longest comment, and the zip64 locator before
constexpr std::uint64_t k_directory_bytes = std::uint64_t{1} << 20;
constexpr std::size_t k_names = 4096;
constexpr std::size_t k_local_bytes = std::size_t{256} << 10U;  // of a zip without directory
constexpr std::size_t k_entry_bytes = 46;

/// Where the directory lies.
struct Place {
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
};

/// The zip64 end record's word on the place (APPNOTE 4.3.14, 4.3.15); nothing if it is not there.
Result<std::optional<Place>> zip64_place(fs::Source& source, std::string_view locator) {
  if (!locator.starts_with("PK\x06\x07")) return std::nullopt;
  const auto record = read_bytes(source, little_endian(locator, 8, 8), 56);
  if (!record) return fail(record.error());
  if (record->size() < 56 || !record->starts_with("PK\x06\x06")) return std::nullopt;
  return Place{little_endian(*record, 48, 8), little_endian(*record, 40, 8)};
}

/// Finds the directory by the end record, which stands last before a comment (APPNOTE 4.3.16).
Result<std::optional<Place>> find_directory(fs::Source& source) {
  const auto size = source.size_bytes();
  const auto tail_bytes = std::min(size, k_tail_bytes);
  const auto tail = read_bytes(source, size - tail_bytes, static_cast<std::size_t>(tail_bytes));
  if (!tail) return fail(tail.error());
  for (auto at = tail->rfind("PK\x05\x06"); at != std::string::npos; at = tail->rfind("PK\x05\x06", at - 1)) {
    const bool whole = tail->size() - at >= k_end_bytes;
    if (whole && at + k_end_bytes + little_endian(*tail, at + 20, 2) <= tail->size()) {
      const Place place{little_endian(*tail, at + 16, 4), little_endian(*tail, at + 12, 4)};
      if (place.offset != std::numeric_limits<std::uint32_t>::max()) return place;
      return at < 20 ? std::nullopt : zip64_place(source, std::string_view(*tail).substr(at - 20, 20));
    }
    if (at == 0) break;
  }
  return std::nullopt;
}

/// What of the names matters here.
struct Marks {
  bool content_types = false;
  bool word = false;
  bool excel = false;
  bool powerpoint = false;
  bool ofd = false;
  bool android = false;
  bool manifest = false;
  std::optional<std::uint64_t> type_at;  // where the entry "mimetype" is

  void see(std::string_view name, std::uint64_t offset) {
    content_types = content_types || name == "[Content_Types].xml";
    word = word || name.starts_with("word/");
    excel = excel || name.starts_with("xl/");
    powerpoint = powerpoint || name.starts_with("ppt/");
    ofd = ofd || name == "OFD.xml";
    android = android || name == "AndroidManifest.xml";
    manifest = manifest || name == "META-INF/MANIFEST.MF";
    if (name == "mimetype") type_at = offset;
  }
};

/// Walks the directory's entries (APPNOTE 4.3.12) as far as they make sense.
Marks read_marks(std::string_view directory) {
  Marks marks;
  for (std::size_t count = 0; count < k_names && directory.size() >= k_entry_bytes; ++count) {
    if (!directory.starts_with("PK\x01\x02")) break;
    const auto name_bytes = static_cast<std::size_t>(little_endian(directory, 28, 2));
    const auto rest_bytes = static_cast<std::size_t>(little_endian(directory, 30, 2) + little_endian(directory, 32, 2));
    if (directory.size() < k_entry_bytes + name_bytes) break;
    marks.see(directory.substr(k_entry_bytes, name_bytes), little_endian(directory, 42, 4));
    directory.remove_prefix(std::min(directory.size(), k_entry_bytes + name_bytes + rest_bytes));
  }
  return marks;
}

/// Walks the entries' own headers (APPNOTE 4.3.7), for a zip whose directory is missing. Where sizes stand behind the
/// bytes, the next header is searched for.
Marks read_local_marks(std::string_view head) {
  constexpr std::string_view k_header = "PK\x03\x04";
  constexpr std::size_t k_header_bytes = 30;
  Marks marks;
  std::size_t at = 0;
  for (std::size_t count = 0; count < k_names && at != std::string_view::npos; ++count) {
    if (head.size() - at < k_header_bytes) break;
    const auto name_bytes = static_cast<std::size_t>(little_endian(head, at + 26, 2));
    if (head.size() - at - k_header_bytes < name_bytes) break;
    marks.see(head.substr(at + k_header_bytes, name_bytes), at);
    const auto packed_bytes = static_cast<std::size_t>(little_endian(head, at + 18, 4));
    const auto next = at + k_header_bytes + name_bytes + little_endian(head, at + 28, 2) + packed_bytes;
    at = next <= head.size() && head.substr(next).starts_with(k_header)
             ? next
             : head.find(k_header, at + k_header_bytes + name_bytes);
    if (at != std::string_view::npos && at < next && packed_bytes > 0) at = std::string_view::npos;
  }
  return marks;
}

/// OpenDocument says its type in an entry "mimetype", stored (OpenDocument 1.2, part 3, 3.3): the first one, unless
/// somebody packed it anew.
std::string_view open_document(std::string_view entry) {
  constexpr std::size_t k_name_at = 30;
  if (entry.size() < k_name_at || entry.substr(k_name_at, 8) != "mimetype") return {};
  const auto type_at = k_name_at + 8 + static_cast<std::size_t>(little_endian(entry, 28, 2));
  const auto type = entry.substr(std::min(entry.size(), type_at));
  constexpr std::string_view k_family = "application/vnd.oasis.opendocument.";
  if (!type.starts_with(k_family)) return {};
  const auto kind = type.substr(k_family.size());
  if (kind.starts_with("text")) return "odt";
  if (kind.starts_with("spreadsheet")) return "ods";
  if (kind.starts_with("presentation")) return "odp";
  return {};
}

std::string_view format_of(const Marks& marks) {
  if (marks.content_types && marks.word) return "docx";
  if (marks.content_types && marks.excel) return "xlsx";
  if (marks.content_types && marks.powerpoint) return "pptx";
  if (marks.ofd) return "ofd";
  if (marks.android) return "apk";
  return marks.manifest ? "jar" : "zip";
}

Result<Marks> marks_of(fs::Source& source) {
  const auto place = find_directory(source);
  if (!place) return fail(place.error());
  if (*place && (*place)->offset <= source.size_bytes()) {
    const auto size = static_cast<std::size_t>(std::min((*place)->size_bytes, k_directory_bytes));
    const auto directory = read_bytes(source, (*place)->offset, size);
    if (!directory) return fail(directory.error());
    if (directory->empty() || directory->starts_with("PK\x01\x02")) return read_marks(*directory);
  }
  const auto head = read_bytes(source, 0, k_local_bytes);
  if (!head) return fail(head.error());
  return read_local_marks(*head);
}

}  // namespace

Result<std::string_view> zip_format(fs::Source& source) {
  const auto marks = marks_of(source);
  if (!marks) return fail(marks.error());
  if (marks->type_at) {
    const auto entry = read_bytes(source, *marks->type_at, 256);
    if (!entry) return fail(entry.error());
    if (const auto name = open_document(*entry); !name.empty()) return name;
  }
  return format_of(*marks);
}

}  // namespace guidang::media
