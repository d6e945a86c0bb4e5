// SPDX-License-Identifier: Apache-2.0
#include "guidang/office/excel_password.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

#include "guidang/digest/digest.hpp"
#include "guidang/media/bytes.hpp"

namespace guidang::office {
namespace {

using media::little_endian;

constexpr std::size_t k_salt_bytes = 16;
constexpr std::size_t k_verifier_bytes = 16;

/// The password that Excel uses where nobody gave one, in UTF-16.
std::string default_password() {
  std::string wide;
  for (const char c : std::string_view("VelvetSweatshop")) wide.append(1, c).append(1, '\0');
  return wide;
}

/// Keys are made for blocks; what verifies a password belongs to the first one, number 0.
std::string for_first_block(std::string start) {
  return start.append(4, '\0');
}

/// A digest as bytes.
std::string bytes_of(Algorithm algorithm, const std::string& text) {
  const auto digits = digest_of(algorithm, text);
  const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
  }
  return bytes;
}

/// RC4 is no longer in libcrypto by default. `key` is not empty.
std::string rc4(std::string_view key, std::string_view bytes) {
  std::array<std::uint8_t, 256> state{};
  std::iota(state.begin(), state.end(), std::uint8_t{0});
  std::uint8_t j = 0;
  for (std::size_t i = 0; i < state.size(); ++i) {
    j = static_cast<std::uint8_t>(j + state[i] + static_cast<std::uint8_t>(key[i % key.size()]));
    std::swap(state[i], state[j]);
  }
  std::string plain;
  std::uint8_t i = 0;
  j = 0;
  for (const char byte : bytes) {
    i = static_cast<std::uint8_t>(i + 1);
    j = static_cast<std::uint8_t>(j + state[i]);
    std::swap(state[i], state[j]);
    plain += static_cast<char>(static_cast<std::uint8_t>(byte) ^ state[(state[i] + state[j]) % state.size()]);
  }
  return plain;
}

/// Whether `key` turns the verifier and its digest, which follows it, into two that agree.
bool verifies(Algorithm algorithm, std::string_view key, std::string_view verifier_and_digest) {
  const auto plain = rc4(key, verifier_and_digest);
  return plain.substr(k_verifier_bytes) == bytes_of(algorithm, plain.substr(0, k_verifier_bytes));
}

/// MS-OFFCRYPTO 2.3.6: a salt, a verifier, its MD5.
bool opens_rc4(std::string_view about) {
  constexpr std::size_t k_md5_bytes = 16;
  constexpr std::size_t k_kept_bytes = 5;  // 40 bits, as American law once had it
  if (about.size() < k_salt_bytes + k_verifier_bytes + k_md5_bytes) return false;
  const auto start = bytes_of(Algorithm::md5, default_password()).substr(0, k_kept_bytes);
  std::string salted;
  for (int i = 0; i < 16; ++i) salted.append(start).append(about.substr(0, k_salt_bytes));
  const auto base = bytes_of(Algorithm::md5, salted).substr(0, k_kept_bytes);
  const auto key = bytes_of(Algorithm::md5, for_first_block(base));
  return verifies(Algorithm::md5, key, about.substr(k_salt_bytes, k_verifier_bytes + k_md5_bytes));
}

/// MS-OFFCRYPTO 2.3.5: flags, a header with its size before, the salt and the digest with theirs.
bool opens_crypto_api(std::string_view about) {
  constexpr std::size_t k_sha1_bytes = 20;
  constexpr std::size_t k_fixed_bytes = 8 + 4 + k_salt_bytes + k_verifier_bytes + 4 + k_sha1_bytes;
  const auto header_bytes = static_cast<std::size_t>(little_endian(about, 4, 4));
  if (about.size() < k_fixed_bytes || header_bytes > about.size() - k_fixed_bytes) return false;
  constexpr std::size_t k_short_key = 5;
  auto key_bytes = static_cast<std::size_t>(little_endian(about, 8 + 16, 4)) / 8;
  if (key_bytes == 0) key_bytes = k_short_key;
  const auto verifier = about.substr(8 + header_bytes + 4);
  const auto start = bytes_of(Algorithm::sha1, std::string(verifier.substr(0, k_salt_bytes)) + default_password());
  auto key = bytes_of(Algorithm::sha1, for_first_block(start)).substr(0, key_bytes);
  if (key_bytes == k_short_key) key.resize(16);  // filled up with zeros
  const std::string bytes = std::string(verifier.substr(k_salt_bytes, k_verifier_bytes))
                                .append(verifier.substr(k_salt_bytes + k_verifier_bytes + 4, k_sha1_bytes));
  return verifies(Algorithm::sha1, key, bytes);
}

}  // namespace

bool opens_by_itself(std::string_view file_pass) {
  constexpr std::size_t k_about = 6;
  const auto type = little_endian(file_pass, 0, 2);
  const auto major = little_endian(file_pass, 2, 2);
  const auto minor = little_endian(file_pass, 4, 2);
  if (type != 1 || file_pass.size() < k_about) return false;
  if (major == 1 && minor == 1) return opens_rc4(file_pass.substr(k_about));
  return major >= 2 && major <= 4 && minor == 2 && opens_crypto_api(file_pass.substr(k_about));
}

}  // namespace guidang::office
