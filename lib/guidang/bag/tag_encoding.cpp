// SPDX-License-Identifier: Apache-2.0
// The encodings of tag files that bagit.txt may name.
#include <array>
#include <cstdint>

#include "guidang/bag/tag_files.hpp"
#include "guidang/base/ascii.hpp"
#include "guidang/base/encoding.hpp"
#include "guidang/base/text.hpp"

namespace guidang::bag {
namespace {

enum class Encoding { utf8, latin1, windows1252, utf16, utf16le, utf16be, gb18030 };

struct Name {
  std::string_view name;
  Encoding encoding;
};

/// IANA's names, and others that tools write for the same.
constexpr std::array k_names{
    Name{"utf-8", Encoding::utf8},
    Name{"utf8", Encoding::utf8},
    Name{"us-ascii", Encoding::utf8},
    Name{"ascii", Encoding::utf8},
    Name{"iso-8859-1", Encoding::latin1},
    Name{"iso8859-1", Encoding::latin1},
    Name{"iso_8859-1", Encoding::latin1},
    Name{"latin1", Encoding::latin1},
    Name{"windows-1252", Encoding::windows1252},
    Name{"cp1252", Encoding::windows1252},
    Name{"utf-16", Encoding::utf16},
    Name{"utf-16le", Encoding::utf16le},
    Name{"utf-16be", Encoding::utf16be},
    Name{"gb18030", Encoding::gb18030},
    Name{"gbk", Encoding::gb18030},
    Name{"gb2312", Encoding::gb18030},
    Name{"cp936", Encoding::gb18030},
    Name{"windows-936", Encoding::gb18030},
};

std::optional<Encoding> encoding_of(std::string_view name) {
  const auto plain = ascii_lower(name);
  for (const auto& known : k_names) {
    if (known.name == plain) return known.encoding;
  }
  return std::nullopt;
}

std::string from_latin1(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) append_utf8(text, static_cast<unsigned char>(byte));
  return text;
}

/// Windows-1252: ISO-8859-1 but for 0x80 to 0x9F, five of which stand for nothing.
std::optional<std::string> from_windows1252(std::string_view bytes) {
  constexpr std::array<std::uint16_t, 32> k_high{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                 0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  std::string text;
  for (const char byte : bytes) {
    std::uint32_t c = static_cast<unsigned char>(byte);
    if (c >= 0x80 && c < 0xA0) c = k_high[c - 0x80];
    if (c == 0 && byte != '\0') return std::nullopt;
    append_utf8(text, c);
  }
  return text;
}

std::optional<std::string> from_utf16(std::string_view bytes, bool big_endian) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const std::uint32_t first = static_cast<unsigned char>(bytes[at]);
    const std::uint32_t second = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? first << 8U | second : second << 8U | first;
  };
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    std::uint32_t c = unit(at);
    if (at == 0 && c == 0xFEFF) continue;
    if (c >= 0xDC00 && c <= 0xDFFF) return std::nullopt;
    if (c >= 0xD800 && c <= 0xDBFF) {
      at += 2;
      if (at >= bytes.size()) return std::nullopt;
      const auto low = unit(at);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
    }
    append_utf8(text, c);
  }
  return text;
}

}  // namespace

bool known_encoding(std::string_view encoding) {
  return encoding_of(encoding).has_value();
}

std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding) {
  const auto known = encoding_of(encoding);
  if (!known) return std::nullopt;
  switch (*known) {
    case Encoding::latin1: return from_latin1(bytes);
    case Encoding::windows1252: return from_windows1252(bytes);
    case Encoding::utf16le: return from_utf16(bytes, false);
    case Encoding::utf16be: return from_utf16(bytes, true);
    case Encoding::utf16: return from_utf16(bytes, !bytes.starts_with("\xFF\xFE"));
    case Encoding::gb18030: return from_gb18030(bytes);
    case Encoding::utf8: break;
  }
  return first_invalid_utf8(bytes) ? std::nullopt : std::optional(std::string(bytes));
}

}  // namespace guidang::bag
