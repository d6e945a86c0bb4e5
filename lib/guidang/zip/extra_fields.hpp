// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to zip/: what lies behind the names in headers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace guidang::zip {

/// The extra fields of one header, as far as readers act on them. They point into the header.
struct ExtraFields {
  std::optional<std::string_view> zip64;         ///< Field 0x0001: numbers that need 64 bits.
  std::optional<std::string_view> unicode_path;  ///< Field 0x7075: the name in UTF-8.
  bool sound = true;  ///< The lengths add up (zeros may pad the end), and neither of these is there twice.
};

[[nodiscard]] ExtraFields parse_extra_fields(std::string_view bytes);

/// Returns the name that a Unicode path field gives the header's name `raw_name`; nothing if there is no such field or
/// (by its checksum) it was written for another name: readers must then ignore it (APPNOTE 4.6.9).
[[nodiscard]] std::optional<std::string_view> unicode_name(const ExtraFields& fields, std::string_view raw_name);

}  // namespace guidang::zip
