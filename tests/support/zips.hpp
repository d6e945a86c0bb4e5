// SPDX-License-Identifier: Apache-2.0
/// \file
/// Zips in memory: written by the product, or put together byte by byte to be hostile.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "guidang/fs/tree.hpp"
#include "guidang/zip/reader.hpp"
#include "guidang/zip/writer.hpp"

namespace guidang::test {

/// A source over bytes of its own.
class TextSource final : public fs::Source {
 public:
  explicit TextSource(std::string bytes) : bytes_(std::move(bytes)) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return bytes_.size(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (offset >= bytes_.size()) return 0;
    const auto count = std::min<std::size_t>(buffer.size(), bytes_.size() - static_cast<std::size_t>(offset));
    std::transform(bytes_.begin() + static_cast<std::ptrdiff_t>(offset),
                   bytes_.begin() + static_cast<std::ptrdiff_t>(offset + count),
                   buffer.begin(),
                   [](char c) { return static_cast<std::byte>(c); });
    return count;
  }

  [[nodiscard]] Result<void> check_unchanged() override { return {}; }

 private:
  std::string bytes_;
};

inline Result<std::unique_ptr<fs::Tree>> open_zip(std::string bytes, const zip::Limits& limits = {}) {
  return zip::open(std::make_unique<TextSource>(std::move(bytes)), "x.zip", limits);
}

/// Collects what zip::write() puts.
struct Collected {
  std::string bytes;

  zip::Put put() {
    return [this](std::uint64_t offset, std::span<const std::byte> piece) -> Result<void> {
      if (bytes.size() < offset + piece.size()) bytes.resize(offset + piece.size());
      std::transform(
          piece.begin(), piece.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), [](std::byte byte) {
            return static_cast<char>(byte);
          });
      return {};
    };
  }
};

inline std::string packed(const std::vector<zip::Entry>& entries, int jobs = 0) {
  Collected collected;
  zip::WriteOptions options;
  options.jobs = jobs;
  const auto size = zip::write(entries, collected.put(), options);
  return size && *size == collected.bytes.size() ? collected.bytes : "";
}

/// Bytes that do not deflate, the same on every machine.
inline std::string noise(std::size_t size, std::uint32_t seed = 1) {
  std::string bytes(size, '\0');
  for (auto& byte : bytes) {
    seed = seed * 1664525U + 1013904223U;
    byte = static_cast<char>(seed >> 24U);
  }
  return bytes;
}

/// One entry of a hand-made zip; stored, if nothing else is said.
struct RawEntry {
  std::string name;
  std::string bytes;
  std::uint16_t flags = 0;
  std::uint32_t attributes = 0;
  std::string local_name = {};  ///< Empty: the same as `name`.
  std::uint32_t crc = 0;        ///< Not computed: most tests never read the bytes.
  std::string extra = {};       ///< In the directory.
  std::string local_extra = {};
  std::string behind = {};  ///< Between the bytes and what follows: a data descriptor, or a gap.
  std::uint16_t method = 0;
  std::optional<std::uint64_t> size = {};         ///< Unpacked; nothing: as many as `bytes`.
  std::optional<std::uint64_t> packed = {};       ///< In the directory; nothing: as many as `bytes`.
  std::optional<std::uint16_t> local_flags = {};  ///< Nothing: the same, as for all below.
  std::optional<std::uint16_t> local_method = {};
  std::optional<std::uint32_t> local_crc = {};
  std::optional<std::uint32_t> local_packed = {};
  std::optional<std::uint32_t> local_size = {};
  std::optional<std::uint32_t> offset = {};  ///< Of the local header, by the word of the directory.
  std::uint8_t made_by = 3;                  ///< Unix.
};

inline void append_number(std::string& text, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
}

/// An extra field.
inline std::string raw_field(std::uint16_t id, const std::string& data) {
  std::string field;
  append_number(field, id, 2);
  append_number(field, data.size(), 2);
  return field + data;
}

/// The numbers of a zip64 field.
inline std::string raw_numbers(const std::vector<std::uint64_t>& numbers, int width = 8) {
  std::string text;
  for (const auto number : numbers) append_number(text, number, width);
  return text;
}

/// What a hand-made zip is put together of.
struct RawZip {
  std::string body;  ///< Whatever is to stand first may be there before entries are added.
  std::string directory;
  std::size_t count = 0;

  void add(const RawEntry& entry) {
    const std::uint64_t offset = entry.offset.value_or(static_cast<std::uint32_t>(body.size()));
    const auto common = [&](std::string& text, bool local, const std::string& name, const std::string& extra) {
      const std::uint64_t packed = entry.packed.value_or(entry.bytes.size());
      const std::uint64_t size = entry.size.value_or(entry.bytes.size());
      append_number(text, 20, 2);
      append_number(text, local ? entry.local_flags.value_or(entry.flags) : entry.flags, 2);
      append_number(text, local ? entry.local_method.value_or(entry.method) : entry.method, 2);
      append_number(text, 33U << 16U, 4);
      append_number(text, local ? entry.local_crc.value_or(entry.crc) : entry.crc, 4);
      append_number(text, local && entry.local_packed ? *entry.local_packed : packed, 4);
      append_number(text, local && entry.local_size ? *entry.local_size : size, 4);
      append_number(text, name.size(), 2);
      append_number(text, extra.size(), 2);
    };
    const std::string& local_name = entry.local_name.empty() ? entry.name : entry.local_name;
    append_number(body, 0x04034b50, 4);
    common(body, true, local_name, entry.local_extra);
    body += local_name + entry.local_extra + entry.bytes + entry.behind;
    append_number(directory, 0x02014b50, 4);
    append_number(directory, static_cast<std::uint64_t>(entry.made_by) << 8U | 20U, 2);
    common(directory, false, entry.name, entry.extra);
    append_number(directory, 0, 6);
    append_number(directory, entry.attributes, 4);
    append_number(directory, offset, 4);
    directory += entry.name + entry.extra;
    ++count;
  }

  /// The short end record and its comment.
  [[nodiscard]] std::string end(const std::string& comment = "", std::size_t moved = 0) const {
    std::string text;
    append_number(text, 0x06054b50, 4);
    append_number(text, 0, 4);
    append_number(text, count, 2);
    append_number(text, count, 2);
    append_number(text, directory.size(), 4);
    append_number(text, body.size() + moved, 4);
    append_number(text, comment.size(), 2);
    return text + comment;
  }

  /// The 64-bit end record, `more` in it, and its locator.
  [[nodiscard]] std::string end64(const std::string& more = "", std::size_t moved = 0) const {
    std::string text;
    append_number(text, 0x06064b50, 4);
    append_number(text, 44 + more.size(), 8);
    append_number(text, 45U << 16U | 45U, 4);
    append_number(text, 0, 8);
    append_number(text, count, 8);
    append_number(text, count, 8);
    append_number(text, directory.size(), 8);
    append_number(text, body.size() + moved, 8);
    text += more;
    append_number(text, 0x07064b50, 4);
    append_number(text, 0, 4);
    append_number(text, body.size() + directory.size(), 8);
    append_number(text, 1, 4);
    return text;
  }

  [[nodiscard]] std::string text() const { return body + directory + end(); }
};

/// Puts a zip together; `move_back` makes the second entry's header point that many bytes before its place.
inline std::string raw_zip(const std::vector<RawEntry>& entries, std::uint32_t move_back = 0) {
  RawZip zip;
  for (auto entry : entries) {
    if (zip.count == 1 && move_back > 0) entry.offset = static_cast<std::uint32_t>(zip.body.size()) - move_back;
    zip.add(entry);
  }
  return zip.text();
}

}  // namespace guidang::test
