// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/picture/exif.hpp"
#include "guidang/picture/exif_blocks.hpp"
#include "guidang/picture/reader.hpp"
#include "guidang/picture/structure.hpp"

namespace guidang::picture {
namespace {

// TIFF 6.0, section 8 and section 15
constexpr std::uint16_t k_width = 256;
constexpr std::uint16_t k_height = 257;
constexpr std::uint16_t k_strip_offsets = 273;
constexpr std::uint16_t k_strip_sizes = 279;
constexpr std::uint16_t k_tile_offsets = 324;
constexpr std::uint16_t k_tile_sizes = 325;
constexpr std::uint16_t k_exif_directory = 34665;
constexpr std::uint16_t k_date_time_original = 0x9003;
constexpr std::uint16_t k_offset_time_original = 0x9011;
constexpr std::uint32_t k_most_strips = 100'000;
constexpr std::size_t k_most_directories = 1'000;
constexpr std::size_t k_entry_bytes = 12;
constexpr std::uint64_t k_last_type = 13;  // IFD, of Adobe's supplement

class TiffReader {
 public:
  explicit TiffReader(fs::Source& source) : reader_(source) {
    const std::string head(reader_.at(0, 8));
    known_ = !tiff_in(head).empty();
    big_ = head.starts_with("MM");
    directory_ = number(std::string_view(head).substr(std::min<std::size_t>(4, head.size())), 4);
  }

  /// BigTIFF is not.
  [[nodiscard]] bool known() const { return known_; }

  [[nodiscard]] std::uint64_t directory() const { return directory_; }

  [[nodiscard]] Reader& reader() { return reader_; }

  [[nodiscard]] std::uint64_t number(std::string_view bytes, std::size_t count) const {
    std::uint64_t value = 0;
    count = std::min(count, bytes.size());
    for (std::size_t i = 0; i < count; ++i) {
      value = value << 8U | static_cast<unsigned char>(bytes[big_ ? i : count - 1 - i]);
    }
    return value;
  }

  /// The numbers of a directory entry (12 bytes): SHORT or LONG, in the entry or elsewhere. None if they are of another
  /// type, too many, or not all in the file.
  [[nodiscard]] std::optional<std::vector<std::uint64_t>> numbers(std::string_view entry) {
    const auto type = number(entry.substr(2), 2);
    const auto count = number(entry.substr(4), 4);
    const std::size_t width = type == 3 ? 2 : 4;
    if ((type != 3 && type != 4) || count > k_most_strips) return std::nullopt;
    std::string bytes(entry.substr(8, 4));
    if (count * width > 4) bytes = reader_.at(number(bytes, 4), count * width);
    if (bytes.size() < count * width) return std::nullopt;
    std::vector<std::uint64_t> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(number(std::string_view(bytes).substr(i * width), width));
    return values;
  }

  /// The text of a directory entry, at most 64 bytes of it.
  [[nodiscard]] std::string text(std::string_view entry) {
    constexpr std::uint64_t k_longest = 64;
    const auto count = std::min(number(entry.substr(4), 4), k_longest);
    if (count <= 4) return std::string(entry.substr(8, count));
    return std::string(reader_.at(number(entry.substr(8), 4), count));
  }

  /// The entries of the directory at `place`, 12 bytes each; fewer than it says only where the file ends.
  [[nodiscard]] std::string entries(std::uint64_t place, std::uint64_t& count) {
    count = number(reader_.at(place, 2), 2);
    return std::string(reader_.at(place + 2, count * 12));
  }

 private:
  Reader reader_;
  bool known_ = false;
  bool big_ = false;
  std::uint64_t directory_ = 0;
};

struct Directory {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  std::vector<std::uint64_t> offsets;
  std::vector<std::uint64_t> sizes;
  std::uint64_t exif = 0;   ///< Where the Exif directory stands; 0: there is none.
  std::uint64_t next = 0;   ///< Where the next page's directory stands; 0: this is the last one.
  bool is_sensible = true;  ///< All entries are of types that there are.
  bool is_whole = false;    ///< It, its strips and its tiles lie within the file.
};

void take_entry(TiffReader& tiff, std::string_view entry, Directory& directory) {
  const auto tag = tiff.number(entry, 2);
  if (tag != k_width && tag != k_height && tag != k_strip_offsets && tag != k_strip_sizes && tag != k_tile_offsets &&
      tag != k_tile_sizes && tag != k_exif_directory) {
    return;
  }
  auto values = tiff.numbers(entry);
  if (!values) return;
  if (tag == k_width && values->size() == 1) directory.width = values->front();
  if (tag == k_height && values->size() == 1) directory.height = values->front();
  if (tag == k_exif_directory && values->size() == 1) directory.exif = values->front();
  if (tag == k_strip_offsets || tag == k_tile_offsets) directory.offsets = std::move(*values);
  if (tag == k_strip_sizes || tag == k_tile_sizes) directory.sizes = std::move(*values);
}

/// The moment of capture, read here since Exif of a TIFF may stand behind its pixels, where libexif does not look.
std::optional<media::Moment> captured_in(TiffReader& tiff, std::uint64_t place) {
  std::uint64_t count = 0;
  const std::string entries = tiff.entries(place, count);
  std::string stamp;
  std::string offset;
  for (std::size_t at = 0; at + 12 <= entries.size(); at += 12) {
    const auto entry = std::string_view(entries).substr(at, 12);
    const auto tag = tiff.number(entry, 2);
    if (tag == k_date_time_original) stamp = tiff.text(entry);
    if (tag == k_offset_time_original) offset = tiff.text(entry);
  }
  auto moment = moment_of(stamp);
  if (moment) moment->offset_minutes = offset_of(offset);
  return moment;
}

bool lies_within(const Directory& directory, std::uint64_t file_bytes) {
  for (std::size_t i = 0; i < std::min(directory.offsets.size(), directory.sizes.size()); ++i) {
    if (directory.offsets[i] + directory.sizes[i] > file_bytes) return false;
  }
  return true;
}

/// Reads the directory at `place`. Whether it is all there, with all that it points at, is noted in it.
Directory directory_at(TiffReader& tiff, std::uint64_t place) {
  const auto size = tiff.reader().size_bytes();
  std::uint64_t count = 0;
  const std::string entries = tiff.entries(place, count);
  Directory directory;
  for (std::size_t at = 0; at + k_entry_bytes <= entries.size(); at += k_entry_bytes) {
    const auto entry = std::string_view(entries).substr(at, k_entry_bytes);
    const auto type = tiff.number(entry.substr(2), 2);
    directory.is_sensible = directory.is_sensible && type >= 1 && type <= k_last_type;
    take_entry(tiff, entry, directory);
  }
  directory.is_whole = place < size && entries.size() == count * k_entry_bytes && lies_within(directory, size);
  directory.next = tiff.number(tiff.reader().at(place + 2 + entries.size(), 4), 4);
  return directory;
}

/// Whether the pages behind the first directory are all there. Some programs leave any number where there is no next
/// one: what it leads to counts only if it is a directory, or behind the end.
bool has_all_pages(TiffReader& tiff, const Directory& first) {
  std::set<std::uint64_t> seen{tiff.directory()};
  auto place = first.next;
  while (place != 0 && seen.size() < k_most_directories && seen.insert(place).second) {
    if (place >= tiff.reader().size_bytes()) return false;
    const auto page = directory_at(tiff, place);
    if (!page.is_sensible) return true;
    if (!page.is_whole) return false;
    place = page.next;
  }
  return true;
}

}  // namespace

Result<Decoded> look_into_tiff(fs::Source& source) {
  constexpr std::size_t k_exif_bytes = 64'000;
  Decoded decoded;
  TiffReader tiff(source);
  if (!tiff.known()) return decoded;
  const auto directory = directory_at(tiff, tiff.directory());
  decoded.width = static_cast<std::uint32_t>(directory.width);
  decoded.height = static_cast<std::uint32_t>(directory.height);
  if (directory.exif > 0) decoded.captured = captured_in(tiff, directory.exif);
  decoded.exif = tiff_in(tiff.reader().at(0, k_exif_bytes));
  const bool is_whole = directory.is_whole && has_all_pages(tiff, directory);
  if (tiff.reader().error()) return fail(*tiff.reader().error());
  if (!is_whole) {
    set_fault(decoded, media::Condition::truncated, media::Fault::cut_off);
  }
  return decoded;
}

}  // namespace guidang::picture
