// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/garbled_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

/// What the bytes 0x80 to 0xFF are in a code page; 0: nothing.
using CodePage = std::array<char32_t, 128>;

constexpr CodePage make_windows() {
  CodePage page{0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                0x2039, 0x152,  0,      0x17D,  0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178};
  for (char32_t byte = 0xA0; byte <= 0xFF; ++byte) page[byte - 0x80] = byte;
  return page;
}

constexpr CodePage k_windows = make_windows();

constexpr CodePage k_dos{0xC7,   0xFC,   0xE9,   0xE2,   0xE4,   0xE0,   0xE5,   0xE7,   0xEA,   0xEB,   0xE8,   0xEF,
                         0xEE,   0xEC,   0xC4,   0xC5,   0xC9,   0xE6,   0xC6,   0xF4,   0xF6,   0xF2,   0xFB,   0xF9,
                         0xFF,   0xD6,   0xDC,   0xA2,   0xA3,   0xA5,   0x20A7, 0x192,  0xE1,   0xED,   0xF3,   0xFA,
                         0xF1,   0xD1,   0xAA,   0xBA,   0xBF,   0x2310, 0xAC,   0xBD,   0xBC,   0xA1,   0xAB,   0xBB,
                         0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
                         0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
                         0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
                         0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
                         0x3B1,  0xDF,   0x393,  0x3C0,  0x3A3,  0x3C3,  0xB5,   0x3C4,  0x3A6,  0x398,  0x3A9,  0x3B4,
                         0x221E, 0x3C6,  0x3B5,  0x2229, 0x2261, 0xB1,   0x2265, 0x2264, 0x2320, 0x2321, 0xF7,   0x2248,
                         0xB0,   0x2219, 0xB7,   0x221A, 0x207F, 0xB2,   0x25A0, 0xA0};

/// The bytes that a code page shows as `name`; nothing where one of its characters is in no place of the page. Where
/// the page has nothing for a byte, programs show the control character of that number.
std::optional<std::string> bytes_in(const CodePage& page, const std::u32string& name) {
  std::string bytes;
  for (const auto c : name) {
    const auto* const place = std::ranges::find(page, c);
    if (c < 0x80) {
      bytes += static_cast<char>(c);
    } else if (place != page.end()) {
      bytes += static_cast<char>(static_cast<unsigned char>(0x80 + (place - page.begin())));
    } else if (c < 0xA0) {
      bytes += static_cast<char>(static_cast<unsigned char>(c));
    } else {
      return std::nullopt;
    }
  }
  return bytes;
}

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// Chinese in GB 2312's first level (the 3,755 commonest characters), its signs and full-width letters, two bytes each;
/// at least two characters. Anything else may be by chance.
bool is_common_gbk(std::string_view bytes) {
  std::size_t han = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(bytes[i])) continue;
    if (i + 1 == bytes.size()) return false;
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const auto trail = static_cast<unsigned char>(bytes[++i]);
    const bool common = lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1 && trail <= 0xFE;
    const bool sign = (lead == 0xA1 || lead == 0xA3) && trail >= 0xA1 && trail <= 0xFE;
    if (!common && !sign) return false;
    han += common ? 1 : 0;
  }
  return han >= 2;
}

/// Valid UTF-8 with at least two Chinese characters, and of the rest nothing but ASCII and Chinese signs.
bool is_chinese_utf8(std::string_view bytes) {
  if (first_invalid_utf8(bytes)) return false;
  std::size_t han = 0;
  for (const auto c : code_points_of(bytes)) {
    const bool is_han = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
    const bool sign = c < 0x80 || c == 0xB7 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2160 && c <= 0x216B) ||
                      (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || c == 0xFEFF;
    if (!is_han && !sign) return false;
    han += is_han ? 1 : 0;
  }
  return han >= 2;
}

/// What bytes say that were once read in a wrong code page.
std::optional<std::string> chinese_of(const std::string& bytes) {
  if (is_chinese_utf8(bytes)) return without(bytes, "\xEF\xBB\xBF");
  return is_common_gbk(bytes) ? from_gb18030(bytes) : std::nullopt;
}

/// UTF-8 read as GBK.
std::optional<std::string> undo_gbk(std::u32string_view name, std::string_view text) {
  constexpr std::size_t k_least = 3;  // two Chinese characters are six bytes
  const auto high = std::ranges::count_if(name, [](char32_t c) { return c >= 0x80; });
  if (static_cast<std::size_t>(high) < k_least) return std::nullopt;
  auto bytes = to_gb18030(text);
  if (!bytes || !is_chinese_utf8(*bytes)) return std::nullopt;
  return without(*std::move(bytes), "\xEF\xBB\xBF");
}

}  // namespace

std::optional<std::string> ungarbled(std::string_view name) {
  if (std::ranges::none_of(name, is_high)) return std::nullopt;
  if (first_invalid_utf8(name)) return is_common_gbk(name) ? from_gb18030(name) : std::nullopt;
  const auto points = code_points_of(name);
  for (const auto& page : {k_windows, k_dos}) {
    const auto bytes = bytes_in(page, points);
    if (!bytes) continue;
    if (auto chinese = chinese_of(*bytes)) return chinese;
  }
  if (auto chinese = undo_gbk(points, name)) return chinese;
  return points.find(U'\uFFFD') == std::u32string::npos ? std::nullopt : std::optional(std::string());
}

}  // namespace guidang
