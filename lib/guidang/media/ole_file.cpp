// SPDX-License-Identifier: Apache-2.0
#include "guidang/media/ole_file.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "guidang/media/bytes.hpp"

namespace guidang::media {
namespace {

constexpr std::size_t k_header_bytes = 512;
constexpr std::size_t k_entry_bytes = 128;
constexpr std::size_t k_header_tables = 109;          // sectors of the allocation table that the header names
constexpr std::size_t k_small_sector_bytes = 64;      // of the stream that holds small streams …
constexpr std::uint64_t k_small_stream_bytes = 4096;  // … which are shorter than this
constexpr std::uint64_t k_last_sector = 0xFFFFFFFA;   // above are marks, not numbers (MS-CFB 2.1)

OleEntry read_entry(std::string_view bytes, bool wide) {
  OleEntry entry{.name = {},
                 .class_id = std::string(bytes.substr(80, 16)),
                 .kind = OleEntry::Kind::unused,
                 .left = little_endian(bytes, 68, 4),
                 .right = little_endian(bytes, 72, 4),
                 .child = little_endian(bytes, 76, 4),
                 .start = little_endian(bytes, 116, 4),
                 .size_bytes = little_endian(bytes, 120, wide ? 8 : 4)};  // older writers leave rubbish in the rest
  switch (bytes[66]) {
    case 1: entry.kind = OleEntry::Kind::storage; break;
    case 2: entry.kind = OleEntry::Kind::stream; break;
    case 5: entry.kind = OleEntry::Kind::root; break;
    default: break;
  }
  const auto name_bytes = std::min<std::uint64_t>(64, little_endian(bytes, 64, 2));
  for (std::size_t i = 0; i + 2 < name_bytes; i += 2) {  // its last two are the end mark
    const auto unit = little_endian(bytes, i, 2);
    entry.name += unit < 0x80 ? static_cast<char>(unit) : '?';
  }
  return entry;
}

}  // namespace

OleFile::OleFile(fs::Source& source, std::string header)
    : source_(&source),
      header_(std::move(header)),
      sector_bytes_(little_endian(header_, 30, 2) == 12 ? 4096 : 512),
      sectors_((source.size_bytes() + sector_bytes_ - 1) / sector_bytes_),
      next_list_(little_endian(header_, 68, 4)),
      cached_number_(k_last_sector) {}

Result<std::optional<OleFile>> OleFile::open(fs::Source& source) {
  auto header = read_bytes(source, 0, k_header_bytes);
  if (!header) return fail(std::move(header).error());
  if (header->size() < k_header_bytes || !header->starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return std::nullopt;
  return OleFile(source, std::move(*header));
}

std::uint64_t OleFile::place_of(std::uint64_t sector) const {
  return (sector + 1) * sector_bytes_;  // the header takes the first one
}

/// Returns which sector holds the piece `number` of the allocation table; nothing if none is named.
Result<std::optional<std::uint64_t>> OleFile::table_sector(std::uint64_t number) {
  if (number < k_header_tables) return little_endian(header_, 76 + 4 * static_cast<std::size_t>(number), 4);
  const auto place = number - k_header_tables;
  if (place >= sectors_) return std::nullopt;
  const std::size_t per_list = sector_bytes_ / 4 - 1;  // the last one says where the list goes on
  while (more_tables_.size() <= place && more_tables_.size() <= sectors_) {
    if (next_list_ >= k_last_sector) return std::nullopt;
    const auto list = read_bytes(*source_, place_of(next_list_), sector_bytes_);
    if (!list) return fail(list.error());
    if (list->size() < sector_bytes_) return next_list_;  // beyond the end, as its caller will see
    for (std::size_t i = 0; i < per_list; ++i) more_tables_.push_back(little_endian(*list, 4 * i, 4));
    next_list_ = little_endian(*list, 4 * per_list, 4);
  }
  if (place >= more_tables_.size()) return std::nullopt;
  return more_tables_[static_cast<std::size_t>(place)];
}

/// Returns the sector that follows `sector`, or a mark; nothing if the table that would say so is beyond the end.
Result<std::optional<std::uint64_t>> OleFile::after(std::uint64_t sector) {
  const auto per_table = std::max<std::uint64_t>(1, sector_bytes_ / 4);
  const auto number = sector / per_table;
  if (number != cached_number_) {
    const auto table = table_sector(number);
    if (!table) return fail(table.error());
    if (!*table || **table >= k_last_sector) return k_last_sector;
    auto bytes = read_bytes(*source_, place_of(**table), sector_bytes_);
    if (!bytes) return fail(std::move(bytes).error());
    cached_ = std::move(*bytes);
    cached_number_ = number;
  }
  const auto at = static_cast<std::size_t>(4 * (sector % per_table));
  if (at + 4 > cached_.size()) return std::nullopt;
  return little_endian(cached_, at, 4);
}

Result<OleState> OleFile::read_directory(std::size_t sectors) {
  std::uint64_t sector = little_endian(header_, 48, 4);
  if (sector >= k_last_sector) return OleState::bad;
  for (std::uint64_t count = 0; sector < k_last_sector; ++count) {
    if (count >= sectors) return OleState::sound;
    if (count >= sectors_) return OleState::bad;  // it runs in a circle
    const auto bytes = read_bytes(*source_, place_of(sector), sector_bytes_);
    if (!bytes) return fail(bytes.error());
    for (std::size_t at = 0; at + k_entry_bytes <= bytes->size(); at += k_entry_bytes) {
      entries_.push_back(read_entry(std::string_view(*bytes).substr(at, k_entry_bytes), sector_bytes_ == 4096));
    }
    if (bytes->size() < sector_bytes_) return OleState::cut_off;
    const auto next = after(sector);
    if (!next) return fail(next.error());
    if (!*next) return OleState::cut_off;
    sector = **next;
  }
  return OleState::sound;
}

std::vector<std::size_t> OleFile::children(std::size_t storage) const {
  std::vector<std::size_t> found;
  std::vector<bool> seen(entries_.size());
  std::vector<std::uint64_t> waiting{entries_.at(storage).child};
  while (!waiting.empty()) {
    const auto number = waiting.back();
    waiting.pop_back();
    if (number >= entries_.size() || seen[static_cast<std::size_t>(number)]) continue;
    seen[static_cast<std::size_t>(number)] = true;
    found.push_back(static_cast<std::size_t>(number));
    waiting.push_back(entries_[static_cast<std::size_t>(number)].left);
    waiting.push_back(entries_[static_cast<std::size_t>(number)].right);
  }
  std::ranges::sort(found);
  return found;
}

std::vector<std::size_t> OleFile::reachable() const {
  std::vector<bool> seen(entries_.size());
  std::vector<std::uint64_t> waiting{0};
  while (!waiting.empty()) {
    const auto number = waiting.back();
    waiting.pop_back();
    if (number >= entries_.size() || seen[static_cast<std::size_t>(number)]) continue;
    seen[static_cast<std::size_t>(number)] = true;
    const auto& entry = entries_[static_cast<std::size_t>(number)];
    waiting.insert(waiting.end(), {entry.left, entry.right});
    if (entry.kind != OleEntry::Kind::stream) waiting.push_back(entry.child);
  }
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i]) found.push_back(i);
  }
  return found;
}

Result<OleState> OleFile::check_chain(std::uint64_t sector, std::uint64_t size_bytes) {
  while (size_bytes > 0) {
    if (sector >= k_last_sector) return OleState::bad;
    const auto part = std::min<std::uint64_t>(size_bytes, sector_bytes_);
    if (place_of(sector) + part > source_->size_bytes()) return OleState::cut_off;
    if (used_[static_cast<std::size_t>(sector)]) return OleState::bad;
    used_[static_cast<std::size_t>(sector)] = true;
    size_bytes -= part;
    if (size_bytes == 0) break;
    const auto next = after(sector);
    if (!next) return fail(next.error());
    if (!*next) return OleState::cut_off;
    sector = **next;
  }
  return OleState::sound;
}

Result<OleState> OleFile::load_small_table() {
  const auto size = little_endian(header_, 64, 4) * sector_bytes_;
  const auto start = little_endian(header_, 60, 4);
  auto state = check_chain(start, size);
  if (!state || *state != OleState::sound) return state;
  auto bytes = read_chain(start, 0, static_cast<std::size_t>(size));
  if (!bytes) return fail(std::move(bytes).error());
  small_table_ = std::move(*bytes);
  return OleState::sound;
}

/// Small streams lie in one stream of the root, with a table of their own.
OleState OleFile::check_small(const OleEntry& entry) const {
  const auto count = (entry.size_bytes + k_small_sector_bytes - 1) / k_small_sector_bytes;
  auto sector = entry.start;
  for (std::uint64_t i = 0; i < count; ++i) {
    const bool there = sector < k_last_sector && sector * k_small_sector_bytes < entries_.front().size_bytes;
    if (!there) return OleState::bad;
    if (i + 1 == count) break;
    if (4 * sector + 4 > small_table_.size()) return OleState::bad;
    sector = little_endian(small_table_, static_cast<std::size_t>(4 * sector), 4);
  }
  return OleState::sound;
}

/// All of the allocation table must be there, that of free sectors too: programs refuse a document without it.
Result<OleState> OleFile::check_table() {
  const auto count = little_endian(header_, 44, 4);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto sector = table_sector(i);
    if (!sector) return fail(sector.error());
    if (!*sector || **sector >= k_last_sector) return OleState::bad;
    if (place_of(**sector) + sector_bytes_ > source_->size_bytes()) return OleState::cut_off;
  }
  return OleState::sound;
}

Result<OleState> OleFile::check_streams() {
  if (entries_.empty()) return OleState::bad;
  used_.assign(static_cast<std::size_t>(sectors_), false);
  auto state = check_table();
  if (state && *state == OleState::sound) state = check_chain(entries_.front().start, entries_.front().size_bytes);
  if (state && *state == OleState::sound) state = load_small_table();
  for (const auto number : reachable()) {
    if (!state || *state != OleState::sound) return state;
    const auto& entry = entries_[number];
    if (entry.kind != OleEntry::Kind::stream || entry.size_bytes == 0) continue;
    const bool small = entry.size_bytes < k_small_stream_bytes;
    state = small ? Result<OleState>(check_small(entry)) : check_chain(entry.start, entry.size_bytes);
  }
  return state;
}

Result<std::string> OleFile::read_chain(std::uint64_t sector, std::uint64_t skip, std::size_t most) {
  std::string bytes;
  for (std::uint64_t count = 0; sector < k_last_sector && count < sectors_ && bytes.size() < most; ++count) {
    if (skip < sector_bytes_) {
      const auto part = std::min(most - bytes.size(), sector_bytes_ - static_cast<std::size_t>(skip));
      const auto piece = read_bytes(*source_, place_of(sector) + skip, part);
      if (!piece) return fail(piece.error());
      bytes += *piece;
      if (piece->size() < part) break;
      skip = 0;
    } else {
      skip -= sector_bytes_;
    }
    const auto next = after(sector);
    if (!next) return fail(next.error());
    if (!*next) break;
    sector = **next;
  }
  return bytes;
}

Result<std::string> OleFile::read(const OleEntry& entry, std::size_t most) {
  most = static_cast<std::size_t>(std::min<std::uint64_t>(most, entry.size_bytes));
  if (entry.size_bytes >= k_small_stream_bytes) return read_chain(entry.start, 0, most);
  std::string bytes;
  auto sector = entry.start;
  while (bytes.size() < most && sector < k_last_sector) {
    const auto part = std::min(most - bytes.size(), k_small_sector_bytes);
    const auto piece = read_chain(entries_.front().start, sector * k_small_sector_bytes, part);
    if (!piece) return fail(piece.error());
    bytes += *piece;
    if (piece->size() < part || 4 * sector + 4 > small_table_.size()) break;
    sector = little_endian(small_table_, static_cast<std::size_t>(4 * sector), 4);
  }
  return bytes;
}

}  // namespace guidang::media
