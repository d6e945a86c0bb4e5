// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guidang/media/bytes.hpp"
#include "guidang/media/container.hpp"

namespace guidang::media {
namespace {

constexpr std::size_t k_header_bytes = 512;
constexpr std::size_t k_entry_bytes = 128;
constexpr std::size_t k_sectors = 256;
constexpr std::size_t k_header_tables = 109;         // sectors of the allocation table that the header names
constexpr std::uint64_t k_last_sector = 0xFFFFFFFA;  // above are marks, not numbers (MS-CFB 2.1)
constexpr std::string_view k_installer_class("\x84\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46", 16);

/// One entry of the directory (MS-CFB 2.6.1).
struct Entry {
  std::string name;  // ASCII; any other character as '?'
  std::string class_id;
  std::uint64_t left = 0;
  std::uint64_t right = 0;
  std::uint64_t child = 0;
};

Entry read_entry(std::string_view bytes) {
  Entry entry{.name = {},
              .class_id = std::string(bytes.substr(80, 16)),
              .left = little_endian(bytes, 68, 4),
              .right = little_endian(bytes, 72, 4),
              .child = little_endian(bytes, 76, 4)};
  const auto name_bytes = std::min<std::uint64_t>(64, little_endian(bytes, 64, 2));
  for (std::size_t i = 0; i + 2 < name_bytes; i += 2) {  // its last two are the end mark
    const auto unit = little_endian(bytes, i, 2);
    entry.name += unit < 0x80 ? static_cast<char>(unit) : '?';
  }
  return entry;
}

/// Reads the directory along its chain of sectors; nothing where the chain leads nowhere at once.
class Directory {
 public:
  Directory(fs::Source& source, std::string header)
      : source_(source),
        header_(std::move(header)),
        sector_bytes_(little_endian(header_, 30, 2) == 12 ? 4096 : 512) {}

  Result<std::vector<Entry>> read() {
    std::vector<Entry> entries;
    std::uint64_t sector = little_endian(header_, 48, 4);
    for (std::size_t count = 0; count < k_sectors && sector < k_last_sector; ++count) {
      const auto bytes = read_bytes(source_, (sector + 1) * sector_bytes_, sector_bytes_);
      if (!bytes) return fail(bytes.error());
      for (std::size_t at = 0; at + k_entry_bytes <= bytes->size(); at += k_entry_bytes) {
        entries.push_back(read_entry(std::string_view(*bytes).substr(at, k_entry_bytes)));
      }
      const auto next = after(sector);
      if (!next) return fail(next.error());
      sector = *next;
    }
    return entries;
  }

 private:
  /// The sector that follows `sector`; the end mark where the table that would say so is not in the header.
  Result<std::uint64_t> after(std::uint64_t sector) {
    const std::uint64_t per_table = sector_bytes_ / 4;
    if (sector / per_table >= k_header_tables) return k_last_sector;
    const auto table = little_endian(header_, 76 + 4 * static_cast<std::size_t>(sector / per_table), 4);
    if (table >= k_last_sector) return k_last_sector;
    const auto cell = read_bytes(source_, (table + 1) * sector_bytes_ + 4 * (sector % per_table), 4);
    if (!cell) return fail(cell.error());
    return cell->size() < 4 ? k_last_sector : little_endian(*cell, 0, 4);
  }

  fs::Source& source_;
  std::string header_;
  std::size_t sector_bytes_;
};

std::optional<std::string_view> format_of_stream(std::string_view name) {
  if (name == "WordDocument") return "doc";
  if (name == "Workbook" || name == "Book") return "xls";
  if (name == "PowerPoint Document") return "ppt";
  if (name == "EncryptedPackage") return "encrypted";
  return std::nullopt;
}

/// Looks at what lies directly in the root: deeper names are embedded documents'.
std::string_view format_of_root(const std::vector<Entry>& entries) {
  if (entries.front().class_id == k_installer_class) return "msi";
  std::vector<bool> seen(entries.size());
  std::vector<std::uint64_t> waiting{entries.front().child};
  while (!waiting.empty()) {
    const auto number = waiting.back();
    waiting.pop_back();
    if (number >= entries.size() || seen[number]) continue;
    seen[number] = true;
    if (const auto format = format_of_stream(entries[number].name)) return *format;
    waiting.push_back(entries[number].left);
    waiting.push_back(entries[number].right);
  }
  return "ole";
}

}  // namespace

Result<std::string_view> ole_format(fs::Source& source) {
  auto header = read_bytes(source, 0, k_header_bytes);
  if (!header) return fail(std::move(header).error());
  if (header->size() < k_header_bytes) return "unknown";
  const auto entries = Directory(source, std::move(*header)).read();
  if (!entries) return fail(entries.error());
  if (entries->empty() || entries->front().name != "Root Entry") return "unknown";
  return format_of_root(*entries);
}

}  // namespace guidang::media
