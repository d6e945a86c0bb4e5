// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/cache_row.hpp"

#include <cstdint>

#include "guidang/base/byte_coder.hpp"

namespace guidang::cache {
namespace {

constexpr std::size_t k_key_bytes = 5 * sizeof(std::uint64_t) + 64;  // its numbers, and the digits of its finder

std::string key_bytes(const RowKey& key) {
  ByteEncoder bytes;
  bytes.number(key.stamp.device);
  bytes.number(key.stamp.inode);
  bytes.number(key.size_bytes);
  bytes.number(static_cast<std::uint64_t>(key.stamp.modified_ns));
  bytes.number(static_cast<std::uint64_t>(key.stamp.changed_ns));
  bytes.raw(key.finder);
  return bytes.take();
}

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// "sha256=…", one of several.
std::optional<std::pair<Algorithm, std::string>> read_digest(std::string_view word) {
  const auto equals = word.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const auto algorithm = parse_algorithm(word.substr(0, equals));
  const auto digits = word.substr(equals + 1);
  if (!algorithm || digits.size() != digit_count(*algorithm) || !is_hexadecimal(digits)) return std::nullopt;
  return std::pair{*algorithm, std::string(digits)};
}

}  // namespace

std::string encode_row(const RowKey& key, const RowContent& content) {
  std::string bytes = key_bytes(key);
  for (const auto& [algorithm, digits] : content.digests) {
    bytes += to_string(algorithm);
    bytes += '=';
    bytes += digits;
    bytes += ' ';
  }
  bytes += '\n';
  return bytes + media::encode(content.examination);
}

std::optional<RowContent> decode_row(std::string_view bytes, const RowKey& key) {
  if (!bytes.starts_with(key_bytes(key))) return std::nullopt;
  return decode_content(bytes);
}

std::optional<RowContent> decode_content(std::string_view bytes) {
  if (bytes.size() < k_key_bytes) return std::nullopt;
  bytes.remove_prefix(k_key_bytes);
  RowContent content;
  for (;;) {
    const auto end = bytes.find_first_of(" \n");
    if (end == std::string_view::npos) return std::nullopt;
    const auto word = bytes.substr(0, end);
    const bool last = bytes[end] == '\n';
    bytes.remove_prefix(end + 1);
    if (last && word.empty()) break;
    auto digest = read_digest(word);
    if (last || !digest) return std::nullopt;
    content.digests.push_back(*std::move(digest));
  }
  if (content.digests.empty() || content.digests.front().first != Algorithm::sha256) return std::nullopt;
  auto examination = media::decode(bytes);
  if (!examination || examination->format == nullptr) return std::nullopt;
  content.examination = *std::move(examination);
  return content;
}

}  // namespace guidang::cache
