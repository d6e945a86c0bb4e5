// SPDX-License-Identifier: Apache-2.0
// One of the doors to libdeflate.
#include "guidang/zip/extra_fields.hpp"

#include <algorithm>

#include <libdeflate.h>

#include "guidang/zip/bytes.hpp"

namespace guidang::zip {

ExtraFields parse_extra_fields(std::string_view bytes) {
  constexpr std::uint16_t k_zip64 = 0x0001;
  constexpr std::uint16_t k_unicode_path = 0x7075;
  ExtraFields fields;
  const auto take = [&fields](std::optional<std::string_view>& field, std::string_view data) {
    if (field) fields.sound = false;
    if (!field) field = data;
  };
  while (bytes.size() >= 4) {
    const std::uint16_t id = Bytes(bytes).u16(0);
    const std::size_t length = Bytes(bytes).u16(2);
    if (length > bytes.size() - 4) break;
    if (id == k_zip64) take(fields.zip64, bytes.substr(4, length));
    if (id == k_unicode_path) take(fields.unicode_path, bytes.substr(4, length));
    bytes.remove_prefix(4 + length);
  }
  // Up to three zeros align the data of some writers (zipalign).
  if (bytes.size() >= 4 || !std::ranges::all_of(bytes, [](char c) { return c == '\0'; })) fields.sound = false;
  return fields;
}

std::optional<std::string_view> unicode_name(const ExtraFields& fields, std::string_view raw_name) {
  constexpr std::size_t k_before_name = 5;  // version, checksum
  if (!fields.unicode_path || fields.unicode_path->size() < k_before_name) return std::nullopt;
  const Bytes field(*fields.unicode_path);
  const bool meant = field.number(0, 1) == 1 && field.u32(1) == libdeflate_crc32(0, raw_name.data(), raw_name.size());
  return meant ? std::optional(fields.unicode_path->substr(k_before_name)) : std::nullopt;
}

}  // namespace guidang::zip
