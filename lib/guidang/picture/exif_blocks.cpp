// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/exif_blocks.hpp"

#include <cstdint>
#include <optional>

#include "guidang/picture/reader.hpp"

namespace guidang::picture {
namespace {

constexpr std::string_view k_exif_mark("Exif\0\0", 6);
constexpr std::string_view k_xmp_mark("http://ns.adobe.com/xap/1.0/\0", 29);
constexpr std::string_view k_big_endian("MM\0*", 4);
constexpr std::string_view k_little_endian("II*\0", 4);

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

std::optional<std::uint8_t> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

/// Takes the first Exif and the first XMP block; later ones are of further pictures in the same file.
void take_block(std::string_view body, Decoded& decoded) {
  if (decoded.exif.empty() && body.starts_with(k_exif_mark)) decoded.exif = tiff_in(body);
  if (decoded.xmp.empty() && body.starts_with(k_xmp_mark)) decoded.xmp = body.substr(k_xmp_mark.size());
}

}  // namespace

Result<void> find_jpeg_blocks(fs::Source& source, Decoded& decoded) {
  constexpr int k_most_segments = 1000;
  constexpr std::uint8_t k_app1 = 0xE1;
  constexpr std::uint8_t k_start_of_scan = 0xDA;
  constexpr std::uint8_t k_end_of_image = 0xD9;
  Reader reader(source);
  std::uint64_t at = 2;  // behind the start mark
  for (int i = 0; i < k_most_segments; ++i) {
    const auto head = reader.at(at, 4);
    if (head.size() < 4 || byte_at(head, 0) != 0xFF) break;
    const auto mark = byte_at(head, 1);
    if (mark == 0xFF) {  // marks may be padded with any number of these
      ++at;
      continue;
    }
    if (mark == k_start_of_scan || mark == k_end_of_image) break;
    const auto size = static_cast<std::size_t>(byte_at(head, 2)) << 8U | byte_at(head, 3);
    if (size < 2) break;
    if (mark == k_app1) take_block(reader.at(at + 4, size - 2), decoded);
    at += 2 + size;
  }
  if (reader.error()) return fail(*reader.error());
  return {};
}

std::string_view tiff_in(std::string_view block) {
  if (block.starts_with(k_exif_mark)) block.remove_prefix(k_exif_mark.size());
  return block.starts_with(k_big_endian) || block.starts_with(k_little_endian) ? block : std::string_view{};
}

std::string unpacked_profile(std::string_view text) {
  // A line with its name, a line with its size, then the digits.
  const auto name = text.find_first_not_of('\n');
  const auto name_end = text.find('\n', name == std::string_view::npos ? 0 : name);
  const auto size_end = name_end == std::string_view::npos ? name_end : text.find('\n', name_end + 1);
  if (size_end == std::string_view::npos) return {};
  std::string bytes;
  unsigned pair = 1;  // a one before the digits of a byte, to count them
  for (const char c : text.substr(size_end + 1)) {
    if (c == '\n' || c == '\r' || c == ' ') continue;
    const auto value = digit(c);
    if (!value) return {};
    pair = pair << 4U | *value;
    if (pair < 0x100U) continue;
    bytes += static_cast<char>(pair & 0xFFU);
    pair = 1;
  }
  return bytes;
}

}  // namespace guidang::picture
