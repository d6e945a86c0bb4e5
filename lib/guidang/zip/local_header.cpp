// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/local_header.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "guidang/zip/extra_fields.hpp"

namespace guidang::zip {
namespace {

constexpr std::uint32_t k_local_mark = 0x04034b50;
constexpr std::uint32_t k_descriptor_mark = 0x08074b50;
constexpr std::uint16_t k_has_descriptor = 0x8;
constexpr std::uint32_t k_full = 0xFFFFFFFF;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

LocalHeader differs() {
  return {.fault = "zip/headers-differ"};
}

/// The numbers of a local header; those that did not fit are in its zip64 field, which must hold both sizes.
struct Numbers {
  std::uint32_t crc = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t size_bytes = 0;
};

Numbers numbers_of(const Bytes& header, const ExtraFields& fields) {
  Numbers numbers{.crc = header.u32(14), .packed_bytes = header.u32(18), .size_bytes = header.u32(22)};
  if (!fields.zip64 || fields.zip64->size() < 16) return numbers;
  const Bytes wide(*fields.zip64);
  if (numbers.size_bytes == k_full) numbers.size_bytes = wide.u64(0);
  if (numbers.packed_bytes == k_full) numbers.packed_bytes = wide.u64(8);
  return numbers;
}

/// Before bytes whose descriptor follows, the numbers are zero, or (Info-ZIP, macOS) already right.
bool agree(const Numbers& numbers, const Record& record, bool later) {
  const auto same = [later](std::uint64_t number, std::uint64_t right) {
    return number == right || (later && number == 0);
  };
  return same(numbers.crc, record.crc) && same(numbers.packed_bytes, record.packed_bytes) &&
         same(numbers.size_bytes, record.size_bytes);
}

/// Returns how long the data descriptor at the start of `bytes` is, 0 if there is none that fits the record. It may
/// have a mark, and its sizes may have 32 or 64 bits (APPNOTE 4.3.9): the shorter form first where both fit.
std::size_t descriptor_bytes(std::string_view bytes, const Record& record) {
  for (const std::size_t mark : {std::size_t{4}, std::size_t{0}}) {
    for (const std::size_t width : {std::size_t{4}, std::size_t{8}}) {
      const std::size_t length = mark + 4 + 2 * width;
      if (bytes.size() < length) continue;
      const Bytes fields(bytes);
      const bool fits = (mark == 0 || fields.u32(0) == k_descriptor_mark) && fields.u32(mark) == record.crc &&
                        fields.number(mark + 4, width) == record.packed_bytes &&
                        fields.number(mark + 4 + width, width) == record.size_bytes;
      if (fits) return length;
    }
  }
  return 0;
}

}  // namespace

Result<LocalHeader> read_local_header(Window& window, const Record& record) {
  const auto raw_name = record.stored_name();
  const auto fixed = window.view(record.local_offset, k_local_bytes);
  if (!fixed) return fail(fixed.error());
  if (fixed->size() < k_local_bytes || Bytes(*fixed).u16(26) != raw_name.size()) return differs();
  const std::size_t length = k_local_bytes + raw_name.size() + Bytes(*fixed).u16(28);
  const auto whole = window.view(record.local_offset, length);
  if (!whole) return fail(whole.error());
  if (whole->size() < length) return differs();
  const Bytes header(*whole);
  const std::uint16_t flags = header.u16(6);
  const bool alike = header.u32(0) == k_local_mark && (flags & k_encryption_flags) == 0 &&
                     (((flags ^ record.flags) & k_utf8_flag) == 0 || is_ascii(raw_name)) &&
                     header.u16(8) == record.method && whole->substr(k_local_bytes, raw_name.size()) == raw_name;
  if (!alike) return differs();
  const auto fields = parse_extra_fields(whole->substr(k_local_bytes + raw_name.size()));
  if (!fields.sound) return LocalHeader{.fault = "zip/bad-extra-field"};
  const auto other = unicode_name(fields, raw_name);
  if (other && !record.is_called(*other)) return LocalHeader{.fault = "zip/two-names"};
  const bool later = (flags & k_has_descriptor) != 0;
  LocalHeader found{.data_offset = record.local_offset + length};
  if (!agree(numbers_of(header, fields), record, later) || found.data_offset > record.end_limit ||
      record.end_limit - found.data_offset < record.packed_bytes) {
    return differs();
  }
  const std::uint64_t end = found.data_offset + record.packed_bytes;
  found.unused_bytes = record.end_limit - end;
  if (!later) return found;
  const auto behind = window.view(end, static_cast<std::size_t>(std::min<std::uint64_t>(found.unused_bytes, 24)));
  if (!behind) return fail(behind.error());
  const auto descriptor = descriptor_bytes(*behind, record);
  if (descriptor == 0) return differs();
  found.unused_bytes -= descriptor;
  return found;
}

}  // namespace guidang::zip
