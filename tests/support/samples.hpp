// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tiny files of the formats that clerks hand in, built byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guidang::samples {

using std::string_literals::operator""s;  // with the NULs that these bytes are full of

/// Returns `value` as `count` bytes, least first.
inline std::string little(std::uint64_t value, int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i) bytes += i < 8 ? static_cast<char>((value >> (8 * i)) & 0xFFU) : '\0';
  return bytes;
}

/// Returns `value` as `count` bytes, greatest first.
inline std::string big(std::uint64_t value, int count) {
  std::string bytes = little(value, count);
  return {bytes.rbegin(), bytes.rend()};
}

/// Returns a zip of empty entries with these names, the first one holding `first`, and a comment.
inline std::string zip(const std::vector<std::string>& names,
                       std::string_view first = {},
                       std::string_view comment = {}) {
  std::string bytes;
  std::string directory;
  for (const auto& name : names) {
    const auto content = bytes.empty() ? first : std::string_view{};
    const std::string sizes = little(0, 4) + little(content.size(), 4) + little(content.size(), 4);
    const std::string fixed = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes;
    directory +=
        "PK\x01\x02" + little(20, 2) + fixed + little(name.size(), 2) + little(0, 12) + little(bytes.size(), 4) + name;
    bytes += "PK\x03\x04" + fixed + little(name.size(), 2) + little(0, 2) + name + std::string(content);
  }
  const auto at = bytes.size();
  return bytes + directory + "PK\x05\x06" + little(0, 4) + little(names.size(), 2) + little(names.size(), 2) +
         little(directory.size(), 4) + little(at, 4) + little(comment.size(), 2) + std::string(comment);
}

/// One entry of an OLE document's directory.
struct OleEntry {
  std::string name;
  std::uint32_t left = 0xFFFFFFFF;
  std::uint32_t right = 0xFFFFFFFF;
  std::uint32_t child = 0xFFFFFFFF;
};

/// Returns an OLE compound document of these entries; the first is the root, with this class.
inline std::string ole(const std::vector<OleEntry>& entries, std::string class_id = std::string(16, '\0')) {
  std::string directory;
  for (const auto& entry : entries) {
    std::string name;
    for (const char c : entry.name) name += {c, '\0'};
    name.resize(64);
    directory += name + little(entry.name.size() * 2 + 2, 2) + little(directory.empty() ? 5 : 2, 1) + little(1, 1) +
                 little(entry.left, 4) + little(entry.right, 4) + little(entry.child, 4) +
                 (directory.empty() ? class_id : std::string(16, '\0')) + std::string(32, '\0');
  }
  const auto sectors = (directory.size() + 511) / 512;
  directory.resize(sectors * 512);
  std::string table = little(0xFFFFFFFD, 4);  // sector 0 is the table itself
  for (std::size_t i = 1; i < sectors; ++i) table += little(i + 1, 4);
  table += little(0xFFFFFFFE, 4);
  table.resize(512, '\xff');
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + little(0x3E, 2) + little(3, 2) +
                       little(0xFFFE, 2) + little(9, 2) + little(6, 2) + std::string(10, '\0') + little(1, 4) +
                       little(1, 4) + std::string(24, '\0') + little(0, 4);
  header.resize(512, '\xff');
  return header + table + directory;
}

/// Returns a TIFF structure that holds one ASCII entry `tag` in its Exif part (greatest byte first).
inline std::string exif(std::uint16_t tag, const std::string& text) {
  const std::string value = text + '\0';
  const std::string first = big(1, 2) + big(0x8769, 2) + big(4, 2) + big(1, 4) + big(26, 4) + big(0, 4);
  const std::string second = big(1, 2) + big(tag, 2) + big(2, 2) + big(value.size(), 4) + big(44, 4) + big(0, 4);
  return "MM" + big(42, 2) + big(8, 4) + first + second + value;
}

/// Returns a JPEG of one grey pixel with this Exif block, or without one if it is empty.
inline std::string jpeg(const std::string& block = {}) {
  std::string bytes = "\xff\xd8";
  if (!block.empty()) {
    const std::string body = "Exif\0\0"s + block;
    bytes += "\xff\xe1" + big(body.size() + 2, 2) + body;
  } else {
    bytes += "\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"s;
  }
  const std::string one_code = "\x01" + std::string(15, '\0') + '\0';  // a Huffman table whose only code means 0
  return bytes + "\xff\xdb\x00\x43\x00"s + std::string(64, '\x10') +
         "\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"s + "\xff\xc4\x00\x14\x00"s + one_code +
         "\xff\xc4\x00\x14\x10"s + one_code + "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x3f\xff\xd9"s;
}

/// Returns a PNG of one grey pixel.
inline std::string png() {
  return "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90\x77\x53\xde"
         "\0\0\0\x0fIDAT\x78\1\1\4\0\xfb\xff\0\x80\x80\x80\3\4\1\x81\xa4\x1f\x90\x57"
         "\0\0\0\0IEND\xae\x42\x60\x82"s;
}

inline std::string pdf() {
  return "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
}

/// Returns the header of a Windows program with these characteristics.
inline std::string program(std::uint16_t characteristics) {
  std::string bytes = "MZ" + std::string(58, '\0') + little(0x80, 4) + std::string(64, '\0');
  bytes += "PE\0\0"s + little(0x14C, 2) + little(1, 2) + std::string(12, '\0') + little(0xE0, 2) +
           little(characteristics, 2) + little(0x10B, 2);
  return bytes + std::string(300, '\0');
}

/// Returns the beginning of an ISO media file of this brand.
inline std::string iso_media(const std::string& brand) {
  return big(24, 4) + "ftyp" + brand + std::string(4, '\0') + brand + "isom" + big(8, 4) + "free" + big(8, 4) + "mdat";
}

}  // namespace guidang::samples
