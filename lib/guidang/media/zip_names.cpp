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

  void see(std::string_view name) {
    content_types = content_types || name == "[Content_Types].xml";
    word = word || name.starts_with("word/");
    excel = excel || name.starts_with("xl/");
    powerpoint = powerpoint || name.starts_with("ppt/");
    ofd = ofd || name == "OFD.xml";
    android = android || name == "AndroidManifest.xml";
    manifest = manifest || name == "META-INF/MANIFEST.MF";
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
    marks.see(directory.substr(k_entry_bytes, name_bytes));
    directory.remove_prefix(std::min(directory.size(), k_entry_bytes + name_bytes + rest_bytes));
  }
  return marks;
}

/// OpenDocument: the first entry is "mimetype", stored, without extra field (OpenDocument 1.2, part 3, 3.3).
std::string_view open_document(std::string_view head) {
  constexpr std::size_t k_type_at = 38;
  if (head.size() < k_type_at || head.substr(30, 8) != "mimetype") return {};
  const auto type = head.substr(k_type_at);
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

}  // namespace

Result<std::string_view> zip_format(fs::Source& source) {
  const auto place = find_directory(source);
  if (!place) return fail(place.error());
  if (!*place || (*place)->offset > source.size_bytes()) return "unknown";
  const auto head = read_bytes(source, 0, 128);
  if (!head) return fail(head.error());
  if (const auto name = open_document(*head); !name.empty()) return name;
  const auto size = static_cast<std::size_t>(std::min((*place)->size_bytes, k_directory_bytes));
  const auto directory = read_bytes(source, (*place)->offset, size);
  if (!directory) return fail(directory.error());
  if (!directory->empty() && !directory->starts_with("PK\x01\x02")) return "unknown";
  return format_of(read_marks(*directory));
}

}  // namespace guidang::media
