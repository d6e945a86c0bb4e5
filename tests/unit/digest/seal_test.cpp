// SPDX-License-Identifier: Apache-2.0
#include "guidang/digest/seal.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

std::string hexadecimal(const std::string& bytes) {
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += k_digits[static_cast<unsigned char>(c) >> 4U];
    text += k_digits[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

}  // namespace

TEST_CASE("a seal is HMAC-SHA-256, the first time, again, and of a copy") {  // RFC 4231, 4.3 and 4.2
  Sealer sealer("Jefe");
  const auto* const wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  CHECK(hexadecimal(sealer.seal("what do ya want for nothing?")) == wanted);
  CHECK(hexadecimal(sealer.seal("what do ya want for nothing?")) == wanted);
  Sealer copy(sealer);
  CHECK(hexadecimal(copy.seal("what do ya want for nothing?")) == wanted);
  CHECK(hexadecimal(Sealer(std::string(20, '\x0b')).seal("Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST_CASE("seals are the same only in full") {
  CHECK(same_seal("abc", "abc"));
  CHECK_FALSE(same_seal("abc", "abd"));
  CHECK_FALSE(same_seal("abc", "ab"));
}
