// SPDX-License-Identifier: Apache-2.0
// The only door to OpenSSL.
#include "guidang/digest/digest.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <openssl/evp.h>

namespace guidang {
namespace {

struct Known {
  Algorithm algorithm;
  std::string_view name;
  std::size_t digits;
  const EVP_MD* (*make)();
};

constexpr std::array k_known = {
    Known{Algorithm::md5, "md5", 32, EVP_md5},
    Known{Algorithm::sha1, "sha1", 40, EVP_sha1},
    Known{Algorithm::sha224, "sha224", 56, EVP_sha224},
    Known{Algorithm::sha256, "sha256", 64, EVP_sha256},
    Known{Algorithm::sha384, "sha384", 96, EVP_sha384},
    Known{Algorithm::sha512, "sha512", 128, EVP_sha512},
    Known{Algorithm::sm3, "sm3", 64, EVP_sm3},
};

const Known& known(Algorithm algorithm) {
  for (const auto& row : k_known) {
    if (row.algorithm == algorithm) return row;
  }
  std::abort();
}

/// libcrypto's digests cannot fail on valid input; if one does, no digest may be believed.
void demand(int result) {
  if (result == 1) return;
  std::fputs("guidang: bug: libcrypto refused a digest\n", stderr);
  std::abort();
}

}  // namespace

struct Digester::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;

  ~State() { EVP_MD_CTX_free(context); }
};

std::string_view to_string(Algorithm algorithm) {
  return known(algorithm).name;
}

std::optional<Algorithm> parse_algorithm(std::string_view name) {
  for (const auto& row : k_known) {
    if (row.name == name) return row.algorithm;
  }
  return std::nullopt;
}

std::size_t digit_count(Algorithm algorithm) {
  return known(algorithm).digits;
}

Digester::Digester(Algorithm algorithm) : state_(std::make_unique<State>()) {
  demand(EVP_DigestInit_ex(state_->context, known(algorithm).make(), nullptr));
}

Digester::Digester(Digester&&) noexcept = default;
Digester& Digester::operator=(Digester&&) noexcept = default;
Digester::~Digester() = default;

void Digester::add(std::span<const std::byte> bytes) {
  demand(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()));
}

void Digester::add(std::string_view bytes) {
  demand(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()));
}

std::string Digester::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  unsigned int size = 0;
  demand(EVP_DigestFinal_ex(state_->context, raw.data(), &size));
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : std::span(raw).first(size)) {
    text += k_digits[byte >> 4U];
    text += k_digits[byte & 0xFU];
  }
  return text;
}

std::string digest_of(Algorithm algorithm, std::string_view bytes) {
  Digester digester(algorithm);
  digester.add(bytes);
  return digester.finish();
}

Result<std::string> digest_of(Algorithm algorithm, const fs::Tree& tree, const RelPath& path) {
  auto source = tree.open(path);
  if (!source) return fail(std::move(source).error());
  Digester digester(algorithm);
  GUIDANG_TRY(fs::stream(**source, [&](std::span<const std::byte> piece) -> Result<void> {
    digester.add(piece);
    return {};
  }));
  return digester.finish();
}

}  // namespace guidang
