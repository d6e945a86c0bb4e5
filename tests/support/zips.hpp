// SPDX-License-Identifier: Apache-2.0
/// \file
/// Zips in memory: written by the product, or put together byte by byte to be hostile.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
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

/// One stored entry of a hand-made zip.
struct RawEntry {
  std::string name;
  std::string bytes;
  std::uint16_t flags = 0;
  std::uint32_t attributes = 0;
  std::string local_name = {};  ///< Empty: the same as `name`.
  std::uint32_t crc = 0;        ///< Not computed: most tests never read the bytes.
};

inline void append_number(std::string& text, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
}

/// Puts a zip together; `move_back` makes the second entry's header point that many bytes before its place.
inline std::string raw_zip(const std::vector<RawEntry>& entries, std::uint32_t move_back = 0) {
  std::string body;
  std::string directory;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& entry = entries[i];
    const std::size_t offset = body.size() - (i == 1 ? move_back : 0);
    const std::string& local = entry.local_name.empty() ? entry.name : entry.local_name;
    const auto common = [&](std::string& text, const std::string& name) {
      append_number(text, 20, 2);
      append_number(text, entry.flags, 2);
      append_number(text, 0, 2);
      append_number(text, 33U << 16U, 4);
      append_number(text, entry.crc, 4);
      append_number(text, entry.bytes.size(), 4);
      append_number(text, entry.bytes.size(), 4);
      append_number(text, name.size(), 2);
      append_number(text, 0, 2);
    };
    append_number(body, 0x04034b50, 4);
    common(body, local);
    body += local + entry.bytes;
    append_number(directory, 0x02014b50, 4);
    append_number(directory, 3U << 8U | 20U, 2);
    common(directory, entry.name);
    append_number(directory, 0, 6);
    append_number(directory, entry.attributes, 4);
    append_number(directory, offset, 4);
    directory += entry.name;
  }
  std::string end;
  append_number(end, 0x06054b50, 4);
  append_number(end, 0, 4);
  append_number(end, entries.size(), 2);
  append_number(end, entries.size(), 2);
  append_number(end, directory.size(), 4);
  append_number(end, body.size(), 4);
  append_number(end, 0, 2);
  return body + directory + end;
}

}  // namespace guidang::test
