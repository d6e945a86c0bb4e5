// SPDX-License-Identifier: Apache-2.0
#include "guidang/digest/seal.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace guidang {
namespace {

/// libcrypto's seals cannot fail on valid input; if one does, nothing may be believed.
void demand(bool done) {
  if (done) return;
  std::fputs("guidang: bug: libcrypto refused a seal\n", stderr);
  std::abort();
}

// OpenSSL 3 wants bytes and texts by pointers of its own types.
const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

EVP_MAC_CTX* new_context() {
  EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  demand(mac != nullptr);
  EVP_MAC_CTX* const context = EVP_MAC_CTX_new(mac);
  EVP_MAC_free(mac);  // the context keeps it
  demand(context != nullptr);
  return context;
}

}  // namespace

struct Sealer::State {
  explicit State(EVP_MAC_CTX* made) : context(made) {}

  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;

  ~State() { EVP_MAC_CTX_free(context); }

  EVP_MAC_CTX* context;
};

Sealer::Sealer(std::string_view key) : state_(std::make_unique<State>(new_context())) {
  std::string name = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), name.size()), OSSL_PARAM_construct_end()};
  demand(EVP_MAC_init(state_->context, as_bytes(key), key.size(), parameters.data()) == 1);
}

Sealer::Sealer(const Sealer& other) : state_(std::make_unique<State>(EVP_MAC_CTX_dup(other.state_->context))) {
  demand(state_->context != nullptr);
}

Sealer::Sealer(Sealer&&) noexcept = default;
Sealer& Sealer::operator=(Sealer&&) noexcept = default;
Sealer::~Sealer() = default;

std::string Sealer::seal(std::string_view bytes) {
  std::array<unsigned char, k_seal_bytes> made{};
  std::size_t size = 0;
  demand(EVP_MAC_init(state_->context, nullptr, 0, nullptr) == 1 &&  // with the key that it has
         EVP_MAC_update(state_->context, as_bytes(bytes), bytes.size()) == 1 &&
         EVP_MAC_final(state_->context, made.data(), &size, made.size()) == 1 && size == made.size());
  return {made.begin(), made.end()};
}

bool same_seal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace guidang
