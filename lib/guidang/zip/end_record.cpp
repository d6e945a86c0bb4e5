// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/end_record.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "guidang/zip/bytes.hpp"

namespace guidang::zip {
namespace {

constexpr std::size_t k_end_bytes = 22;
constexpr std::size_t k_end64_bytes = 56;
constexpr std::size_t k_locator_bytes = 20;

constexpr std::uint32_t k_end_mark = 0x06054b50;
constexpr std::uint32_t k_end64_mark = 0x06064b50;
constexpr std::uint32_t k_locator_mark = 0x07064b50;
constexpr std::uint32_t k_record_mark = 0x02014b50;

/// Where the directory lies, and where it must end.
struct Stated {
  Place place;
  std::uint64_t end = 0;
};

bool is_wide(const End& end) {
  const Bytes bytes(end.bytes);
  return bytes.u16(10) == 0xFFFF || bytes.u32(12) == 0xFFFFFFFF || bytes.u32(16) == 0xFFFFFFFF;
}

/// Returns the locator of the 64-bit end record, which stands right before the short one; nothing if there is none.
Result<std::optional<std::string>> locator_before(fs::Source& source, const End& end, const std::string& name) {
  if (end.offset < k_locator_bytes) return std::nullopt;
  auto locator = read_exactly(source, end.offset - k_locator_bytes, k_locator_bytes, name);
  if (!locator) return fail(std::move(locator).error());
  if (Bytes(*locator).u32(0) != k_locator_mark) return std::nullopt;
  return std::optional(std::move(*locator));
}

/// Reads the 64-bit end record that `locator` points at.
Result<Stated> end64(fs::Source& source, const End& end, const std::string& locator, const std::string& name) {
  const Bytes pointer(locator);
  const std::uint64_t limit = end.offset - k_locator_bytes;
  const std::uint64_t at = pointer.u64(8);
  if (at > limit || limit - at < k_end64_bytes) return malformed("zip/bad-directory", name);
  const auto text = read_exactly(source, at, k_end64_bytes, name);
  if (!text) return fail(text.error());
  const Bytes record(*text);
  if (record.u32(0) != k_end64_mark || record.u64(4) != limit - at - 12) return malformed("zip/bad-directory", name);
  // More in this record is its second version: the directory is encrypted (APPNOTE 7.3.4).
  if (limit - at != k_end64_bytes) return fail(ErrorCode::unsupported, {"zip/protected-directory", {{"path", name}}});
  if (pointer.u32(4) != 0 || pointer.u32(16) != 1 || record.u32(16) != 0 || record.u32(20) != 0) {
    return fail(ErrorCode::unsupported, {"zip/several-disks", {{"path", name}}});
  }
  if (record.u64(24) != record.u64(32)) return malformed("zip/bad-directory", name);
  return Stated{.place = {.offset = record.u64(48), .size = record.u64(40), .count = record.u64(32)}, .end = at};
}

/// Whether the short record says what the 64-bit one does, or leaves it to that.
bool agrees(const End& end, const Place& place) {
  const Bytes bytes(end.bytes);
  const auto same = [&](std::size_t at, std::size_t width, std::uint64_t value) {
    const auto number = bytes.number(at, width);
    return number == value || number == (std::uint64_t{1} << (8 * width)) - 1;
  };
  return same(4, 2, 0) && same(6, 2, 0) && same(8, 2, place.count) && same(10, 2, place.count) &&
         same(12, 4, place.size) && same(16, 4, place.offset);
}

Result<Stated> stated_by(fs::Source& source, const End& end, const std::string& name, Names names) {
  const bool wide = is_wide(end);
  const auto locator = locator_before(source, end, name);
  if (!locator) return fail(locator.error());
  if (wide && !*locator) return malformed("zip/bad-directory", name);
  // Some readers follow the locator wherever there is one, some only where a number of the short record is full.
  if (wide || (*locator && names == Names::safe)) {
    auto stated = end64(source, end, **locator, name);
    if (stated && names == Names::safe && !agrees(end, stated->place)) return malformed("zip/several-ends", name);
    return stated;
  }
  const Bytes bytes(end.bytes);
  if (bytes.u16(4) != 0 || bytes.u16(6) != 0) {
    return fail(ErrorCode::unsupported, {"zip/several-disks", {{"path", name}}});
  }
  if (bytes.u16(8) != bytes.u16(10)) return malformed("zip/bad-directory", name);
  return Stated{.place = {.offset = bytes.u32(16), .size = bytes.u32(12), .count = bytes.u16(10)}, .end = end.offset};
}

/// Whether the directory does not lie where it should, but as far behind as it would if something had been put before
/// the archive.
bool is_shifted(fs::Source& source, const Stated& stated) {
  const auto& [place, end] = stated;
  if (place.size > end || end - place.size <= place.offset) return false;
  const auto mark = read_exactly(source, end - place.size, 4, "");
  return place.size == 0 || (mark && Bytes(*mark).u32(0) == k_record_mark);
}

/// Whether this end record, which is not the end of the file, is one of it all the same and not of a zip within it.
bool ends_a_directory(fs::Source& source, const End& end, const std::string& name) {
  return place_of(source, end, name, Names::any).has_value();
}

}  // namespace

tl::unexpected<Error> malformed(const char* id, const std::string& name) {
  return fail(ErrorCode::malformed, {id, {{"path", name}}});
}

Result<std::string> read_exactly(fs::Source& source, std::uint64_t offset, std::size_t count, const std::string& name) {
  std::string bytes(count, '\0');
  const auto got = source.read_at(offset, std::as_writable_bytes(std::span(bytes)));
  if (!got) return fail(got.error());
  if (*got != count) return malformed("zip/cut-off", name);
  return bytes;
}

Result<End> find_end(fs::Source& source, const std::string& name, Names names) {
  const std::uint64_t size = source.size_bytes();
  const auto tail_size = static_cast<std::size_t>(std::min<std::uint64_t>(size, k_end_bytes + 0xFFFF));
  if (tail_size < k_end_bytes) return malformed("zip/not-a-zip", name);
  auto tail = read_exactly(source, size - tail_size, tail_size, name);
  if (!tail) return fail(std::move(tail).error());
  const Bytes bytes(*tail);
  std::optional<End> found;   // reaches to the end of the file
  std::optional<End> behind;  // the last mark: within the comment of `found`, or before bytes that belong to nothing
  for (std::size_t at = tail_size - k_end_bytes + 1; at-- > 0;) {
    if (bytes.u32(at) != k_end_mark) continue;
    const std::size_t end = at + k_end_bytes + bytes.u16(at + 20);
    End here{size - tail_size + at, tail->substr(at, k_end_bytes), end < tail_size};
    if (names == Names::any) {
      if (end <= tail_size) return here;
    } else if (end == tail_size) {
      // Readers take the first or the last of several, or do not look whether the comment fits.
      if (found || behind) return malformed("zip/several-ends", name);
      found = std::move(here);
    } else if (!found && !behind) {
      behind = std::move(here);
    }
  }
  if (found) return *found;
  const bool trailing = behind && behind->more_behind && ends_a_directory(source, *behind, name);
  return malformed(trailing ? "zip/trailing-data" : "zip/not-a-zip", name);
}

Result<Place> place_of(fs::Source& source, const End& end, const std::string& name, Names names) {
  const auto stated = stated_by(source, end, name, names);
  if (!stated) return fail(stated.error());
  const auto& place = stated->place;
  // Nothing may lie between the directory and the records that end the archive: no two readers may see two archives.
  if (place.offset <= stated->end && stated->end - place.offset == place.size) return place;
  return malformed(is_shifted(source, *stated) ? "zip/prepended-data" : "zip/bad-directory", name);
}

}  // namespace guidang::zip
